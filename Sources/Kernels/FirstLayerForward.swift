/// Lists the windows of a first layer that see anything other than zero: images have a background.
///
/// - Parameters:
///   - input: the padded input of all images; 15 floats behind its end are readable.
///   - positions: offsets of receptive fields; those of a window are `group` in a row, its corner first.
///   - group: positions of a window.
///   - windowCount: how many windows.
///   - rows: input rows that a window sees, all its positions together.
///   - rowLength: floats of each of these rows.
///   - rowStride: floats from one input row to the next.
///   - active: filled with the numbers of the windows, ascending; windowCount places.
/// - Returns: how many windows were listed.
public func listActiveWindows(
  input: UnsafePointer<Float>, positions: UnsafePointer<Int32>, group: Int, windowCount: Int,
  rows: Int, rowLength: Int, rowStride: Int, active: UnsafeMutablePointer<Int32>
) -> Int {
  let lastVector = (rowLength &- 1) / laneCount &* laneCount
  var mask = SIMD16<UInt32>.zero
  for lane in 0..<(rowLength &- lastVector) { mask[lane] = .max }
  var count = 0
  for window in 0..<windowCount {
    let corner = input + Int(positions[window &* group])
    var bits = SIMD16<UInt32>.zero
    for row in 0..<rows {
      let line = corner + row &* rowStride
      for first in stride(from: 0, to: lastVector, by: laneCount) {
        bits |= unsafeBitCast(load(line + first), to: SIMD16<UInt32>.self)
      }
      bits |= unsafeBitCast(load(line + lastVector), to: SIMD16<UInt32>.self) & mask
    }
    active[count] = Int32(truncatingIfNeeded: window)
    count &+= isZero(bits) ? 0 : 1
  }
  return count
}

/// The forward pass of a first layer with 2×2 max-pooling.
///
/// The same sums as `affineForward`, in the same order. A window that sees only zeros gets the biases:
/// adding products with zero would change none.
///
/// - Parameters:
///   - input: the padded input of all images.
///   - positions: offsets of receptive fields, four a window.
///   - windowCount: windows that really exist.
///   - active: the windows that see something other than zero, ascending.
///   - activeCount: how many.
///   - kernelRows: rows of the kernel.
///   - rowLength: kernel columns × input channels.
///   - rowStride: floats from one input row to the next.
///   - weights: (kernelRows × rowLength) × channels.
///   - bias: channels.
///   - channels: output channels; a multiple of 16.
///   - output: where the outputs go.
///   - outputOffsets: offsets into `output`, one a window.
///   - winners: filled for active windows: windows × channels.
///   - rectified: whether negative outputs become zero.
public func firstLayerForward(
  input: UnsafePointer<Float>, positions: UnsafePointer<Int32>, windowCount: Int,
  active: UnsafePointer<Int32>, activeCount: Int,
  kernelRows: Int, rowLength: Int, rowStride: Int,
  weights: UnsafePointer<Float>, bias: UnsafePointer<Float>, channels: Int,
  output: UnsafeMutablePointer<Float>, outputOffsets: UnsafePointer<Int32>,
  winners: UnsafeMutablePointer<Int32>, rectified: Bool
) {
  let field = ReceptiveField(
    rows: kernelRows, rowLength: rowLength, rowStride: rowStride, paddedChannels: channels)
  let sink = Sink(
    output: output, offsets: outputOffsets, winners: winners, channels: channels,
    paddedChannels: channels, pooled: true, rectified: rectified)
  var next = 0
  for window in 0..<windowCount {
    if next < activeCount, Int(active[next]) == window {
      let places = positions + window &* 4
      var channel = 0
      #if WIDE
        while channel + 32 <= channels {
          block4x2(input, places, field, weights, bias, sink, window &* 4, channel)
          channel += 32
        }
      #endif
      while channel < channels {
        block4x1(input, places, field, weights, bias, sink, window &* 4, channel)
        channel += laneCount
      }
      next &+= 1
    } else {
      for channel in stride(from: 0, to: channels, by: laneCount) {
        sink.acceptPosition(load(bias + channel), window, channel)
      }
    }
  }
}

@inline(__always)
private func isZero(_ bits: SIMD16<UInt32>) -> Bool {
  let lanes = unsafeBitCast(bits, to: SIMD8<UInt64>.self)
  let four = lanes.lowHalf | lanes.highHalf
  let two = four.lowHalf | four.highHalf
  return two[0] | two[1] == 0
}
