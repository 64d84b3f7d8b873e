/// Max-pooling of any window and stride, VALID, for the layers that no convolution takes along.
///
/// - Parameters:
///   - input: images × inputRows × inputColumns × channels, with the given strides.
///   - output: written at `outputOffsets`.
///   - windowOffsets: offsets of the windows' first elements in `input`.
///   - outputOffsets: offsets of the outputs in `output`.
///   - windowCount: how many windows there are.
///   - size: rows and columns of a window.
///   - rowStride: floats from one input row to the next.
///   - channels: contiguous.
///   - winners: filled: the offset of the winner from the window's first element, the first of equals;
///     windows × channels.
public func maxPoolForward(
  input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>,
  windowOffsets: UnsafePointer<Int32>, outputOffsets: UnsafePointer<Int32>, windowCount: Int,
  size: Int, rowStride: Int, channels: Int, winners: UnsafeMutablePointer<Int32>
) {
  for window in 0..<windowCount {
    let corner = Int(windowOffsets[window])
    for channel in 0..<channels {
      var best = 0
      for row in 0..<size {
        for column in 0..<size {
          let offset = row &* rowStride &+ column &* channels
          if input[corner &+ offset &+ channel] > input[corner &+ best &+ channel] {
            best = offset
          }
        }
      }
      winners[window &* channels &+ channel] = Int32(truncatingIfNeeded: best)
      output[Int(outputOffsets[window]) &+ channel] = input[corner &+ best &+ channel]
    }
  }
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
