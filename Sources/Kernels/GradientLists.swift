/// Lists, channel by channel, the outputs that carry a gradient, for `affineBackward`, and adds their
/// gradients to the bias gradient in the order of the list (image, window).
///
/// - Parameters:
///   - positions: offsets of receptive fields, as given to `affineForward`.
///   - windowCount: windows (pooled) or positions that really exist in this tile.
///   - outputGradient: gradients of the outputs, at `outputOffsets`.
///   - output: the outputs themselves, at the same places.
///   - outputOffsets: one offset a window.
///   - winners: as filled by `affineForward`, windows × paddedChannels.
///   - channels: output channels.
///   - paddedChannels: output channels rounded up to a multiple of 16.
///   - pooled: whether a window is four positions.
///   - rectified: whether an output of zero carries no gradient.
///   - entryOffsets: filled: `capacity` places a channel.
///   - entryGradients: filled: `capacity` places a channel.
///   - entryCounts: filled: one a channel.
///   - capacity: places a channel, at least `windowCount` + 1.
///   - biasGradient: one a channel, added to.
public func listGradients(
  positions: UnsafePointer<Int32>, windowCount: Int,
  outputGradient: UnsafePointer<Float>, output: UnsafePointer<Float>,
  outputOffsets: UnsafePointer<Int32>, winners: UnsafePointer<Int32>,
  channels: Int, paddedChannels: Int, pooled: Bool, rectified: Bool,
  entryOffsets: UnsafeMutablePointer<Int32>, entryGradients: UnsafeMutablePointer<Float>,
  entryCounts: UnsafeMutablePointer<Int32>, capacity: Int,
  biasGradient: UnsafeMutablePointer<Float>
) {
  for channel in 0..<channels { entryCounts[channel] = 0 }
  for window in 0..<windowCount {
    let place = Int(outputOffsets[window])
    for channel in 0..<channels {
      let slot = channel &* capacity &+ Int(entryCounts[channel])
      let position =
        pooled
        ? window &* 4 &+ Int(winners[window &* paddedChannels &+ channel]) : window
      // Written always, counted only where it matters: no branch to mispredict.
      entryOffsets[slot] = positions[position]
      entryGradients[slot] = outputGradient[place &+ channel]
      let counts: Int32 = !rectified || output[place &+ channel] > 0 ? 1 : 0
      entryCounts[channel] &+= counts
    }
  }
  for channel in 0..<channels {
    var sum = biasGradient[channel]
    let first = channel * capacity
    for entry in 0..<Int(entryCounts[channel]) { sum += entryGradients[first + entry] }
    biasGradient[channel] = sum
  }
}
