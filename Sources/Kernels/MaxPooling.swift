/// Max-pooling of any windows, for the layers that no convolution takes along.
///
/// A window is the part of a square that lies inside the image: padding never wins.
///
/// - Parameters:
///   - input: images × inputRows × inputColumns × channels, with the given strides.
///   - output: written at `outputOffsets`.
///   - windowOffsets: offsets of the windows' first elements in `input`.
///   - extents: rows and columns of every window, in turn; at least 1 each.
///   - outputOffsets: offsets of the outputs in `output`.
///   - windowCount: how many windows there are.
///   - rowStride: floats from one input row to the next.
///   - channels: contiguous.
///   - winners: filled: the offset of the winner from the window's first element, the first of equals;
///     windows × channels.
public func maxPoolForward(
  input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>,
  windowOffsets: UnsafePointer<Int32>, extents: UnsafePointer<Int32>,
  outputOffsets: UnsafePointer<Int32>, windowCount: Int, rowStride: Int, channels: Int,
  winners: UnsafeMutablePointer<Int32>
) {
  for window in 0..<windowCount {
    let corner = input + Int(windowOffsets[window])
    let rows = Int(extents[2 &* window])
    let columns = Int(extents[2 &* window &+ 1])
    let target = output + Int(outputOffsets[window])
    let places = winners + window &* channels
    var channel = 0
    while channel &+ laneCount <= channels {
      largestOfWindow(
        corner + channel, rows, columns, rowStride, channels, target + channel, places + channel)
      channel &+= laneCount
    }
    while channel < channels {
      var best = 0
      for row in 0..<rows {
        for column in 0..<columns {
          let offset = row &* rowStride &+ column &* channels
          if corner[offset &+ channel] > corner[best &+ channel] { best = offset }
        }
      }
      places[channel] = Int32(truncatingIfNeeded: best)
      target[channel] = corner[best &+ channel]
      channel &+= 1
    }
  }
}

/// The largest values of a window in 16 channels at once.
@inline(__always)
private func largestOfWindow(
  _ corner: UnsafePointer<Float>, _ rows: Int, _ columns: Int, _ rowStride: Int, _ channels: Int,
  _ target: UnsafeMutablePointer<Float>, _ places: UnsafeMutablePointer<Int32>
) {
  var largest = load(corner)
  var winner = SIMD16<Int32>(repeating: 0)
  for row in 0..<rows {
    for column in 0..<columns {
      let offset = row &* rowStride &+ column &* channels
      let value = load(corner + offset)
      let isLarger = value .> largest
      largest.replace(with: value, where: isLarger)
      winner.replace(
        with: SIMD16<Int32>(repeating: Int32(truncatingIfNeeded: offset)), where: isLarger)
    }
  }
  write(largest, target)
  write(winner, places)
}

/// Hands every output's gradient to the winner of its window.
///
/// - Parameters:
///   - outputGradient: at `outputOffsets`.
///   - inputGradient: added to.
///   - windowOffsets: as in `maxPoolForward`.
///   - outputOffsets: as in `maxPoolForward`.
///   - windowCount: how many windows there are.
///   - channels: contiguous.
///   - winners: as filled by `maxPoolForward`.
public func maxPoolBackward(
  outputGradient: UnsafePointer<Float>, inputGradient: UnsafeMutablePointer<Float>,
  windowOffsets: UnsafePointer<Int32>, outputOffsets: UnsafePointer<Int32>, windowCount: Int,
  channels: Int, winners: UnsafePointer<Int32>
) {
  for window in 0..<windowCount {
    let corner = Int(windowOffsets[window])
    for channel in 0..<channels {
      let winner = corner &+ Int(winners[window &* channels &+ channel]) &+ channel
      inputGradient[winner] += outputGradient[Int(outputOffsets[window]) &+ channel]
    }
  }
}
