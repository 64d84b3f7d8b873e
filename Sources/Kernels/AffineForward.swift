/// The forward pass of a convolution or dense layer, with ReLU and 2×2 max-pooling in the same pass.
///
/// Every output element is one chain of fused multiply-adds that starts at the bias and runs over the
/// receptive field in ascending order (kernel row, kernel column, input channel). Register blocking
/// differs by CPU level and changes no bit.
///
/// An output position is known by the offset of its receptive field in the input, so a convolution of
/// any stride and padding, and a dense layer (one position an image), are the same loop. Positions
/// that a VALID pool drops are simply not listed.
///
/// - Parameters:
///   - input: the padded input of all images of the tile.
///   - positions: offsets into `input`, one a position; for a pooled layer four in a row make one
///     window, in row-major order. Padded to a multiple of 12 by repetition.
///   - positionCount: the padded number of positions.
///   - kernelRows: rows of the kernel.
///   - rowLength: kernel columns × input channels: a kernel row is contiguous in the input.
///   - rowStride: floats from one input row to the next.
///   - weights: (kernelRows × rowLength) × paddedChannels.
///   - bias: paddedChannels.
///   - channels: output channels.
///   - paddedChannels: output channels rounded up to a multiple of 16.
///   - output: where the outputs go.
///   - outputOffsets: offsets into `output`, one a window (pooled) or position; those of repeated
///     positions lead to a place that nobody reads.
///   - winners: pooled only: which of the window's four positions had the largest value (the first
///     of equals), windows × paddedChannels.
///   - pooled: whether four positions make one output.
///   - rectified: whether negative outputs become zero.
public func affineForward(
  input: UnsafePointer<Float>, positions: UnsafePointer<Int32>, positionCount: Int,
  kernelRows: Int, rowLength: Int, rowStride: Int,
  weights: UnsafePointer<Float>, bias: UnsafePointer<Float>,
  channels: Int, paddedChannels: Int,
  output: UnsafeMutablePointer<Float>, outputOffsets: UnsafePointer<Int32>,
  winners: UnsafeMutablePointer<Int32>, pooled: Bool, rectified: Bool
) {
  let field = ReceptiveField(
    rows: kernelRows, rowLength: rowLength, rowStride: rowStride, paddedChannels: paddedChannels)
  let sink = Sink(
    output: output, offsets: outputOffsets, winners: winners, channels: channels,
    paddedChannels: paddedChannels, pooled: pooled, rectified: rectified)
  // All channels of some positions, so that their inputs stay in the first cache; or, where the weights
  // would not stay in the second, all positions for some channels.
  let floats = kernelRows &* rowLength &* paddedChannels
  let width = floats > 65_536 ? channelBlock : paddedChannels
  for channel in stride(from: 0, to: paddedChannels, by: width) {
    let end = min(channel &+ width, paddedChannels)
    for first in stride(from: 0, to: positionCount, by: 12) {
      twelvePositions(
        input, positions + first, field, weights, bias, sink, first, channel, end)
    }
  }
}

#if WIDE
  private let channelBlock = 32
#else
  private let channelBlock = 16
#endif

/// Channels `start` ..< `end`, multiples of 16, of twelve positions.
@inline(__always)
private func twelvePositions(
  _ input: UnsafePointer<Float>, _ positions: UnsafePointer<Int32>, _ field: ReceptiveField,
  _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>, _ sink: Sink,
  _ first: Int, _ start: Int, _ end: Int
) {
  #if WIDE
    var channel = start
    while channel + 32 <= end {
      block12x2(input, positions, field, weights, bias, sink, first, channel)
      channel += 32
    }
    if channel < end {
      block12x1(input, positions, field, weights, bias, sink, first, channel)
    }
  #else
    // Smaller blocks go through all channels first.
    if sink.pooled {
      for block in stride(from: 0, to: 12, by: 4) {
        for channel in stride(from: start, to: end, by: laneCount) {
          block4x1(
            input, positions + block, field, weights, bias, sink, first &+ block, channel)
        }
      }
    } else {
      for block in stride(from: 0, to: 12, by: 6) {
        for channel in stride(from: start, to: end, by: laneCount) {
          block6x1(
            input, positions + block, field, weights, bias, sink, first &+ block, channel)
        }
      }
    }
  #endif
}

/// The part of the input that one output position sees.
struct ReceptiveField {
  let rows: Int
  let rowLength: Int
  let rowStride: Int
  let paddedChannels: Int
}

/// Where finished accumulators go.
///
/// Transparent, for a call that is not inlined passes the accumulators through memory.
struct Sink {
  let output: UnsafeMutablePointer<Float>
  let offsets: UnsafePointer<Int32>
  let winners: UnsafeMutablePointer<Int32>
  let channels: Int
  let paddedChannels: Int
  let pooled: Bool
  let rectified: Bool

  /// Four positions from `first`, sixteen channels from `channel`.
  @_transparent
  func accept(
    _ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector, _ first: Int, _ channel: Int
  ) {
    if pooled {
      acceptWindow(a, b, c, d, first / 4, channel)
    } else {
      acceptPosition(a, first, channel)
      acceptPosition(b, first + 1, channel)
      acceptPosition(c, first + 2, channel)
      acceptPosition(d, first + 3, channel)
    }
  }

  @_transparent
  func acceptWindow(
    _ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector, _ window: Int, _ channel: Int
  ) {
    var largest = a
    var winner = SIMD16<Int32>.zero
    replace(&largest, &winner, with: b, at: 1)
    replace(&largest, &winner, with: c, at: 2)
    replace(&largest, &winner, with: d, at: 3)
    write(winner, winners + (window * paddedChannels + channel))
    acceptPosition(largest, window, channel)
  }

  @_transparent
  func replace(
    _ largest: inout Vector, _ winner: inout SIMD16<Int32>, with value: Vector, at index: Int32
  ) {
    let isLarger = value .> largest
    largest.replace(with: value, where: isLarger)
    winner.replace(with: index, where: isLarger)
  }

  @_transparent
  func acceptPosition(_ value: Vector, _ index: Int, _ channel: Int) {
    var value = value
    if rectified { value.replace(with: 0, where: .!(value .> 0)) }
    write(value, output + (Int(offsets[index]) + channel), first: channels - channel)
  }
}
