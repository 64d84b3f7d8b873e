/// Lists, channel by channel, the outputs that carry a gradient, for the backward passes, and adds their
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
  var channel = 0
  while channel + 4 <= channels {
    var lists = (
      EntryList(channel, entryOffsets, entryGradients, capacity, biasGradient),
      EntryList(channel &+ 1, entryOffsets, entryGradients, capacity, biasGradient),
      EntryList(channel &+ 2, entryOffsets, entryGradients, capacity, biasGradient),
      EntryList(channel &+ 3, entryOffsets, entryGradients, capacity, biasGradient)
    )
    for window in 0..<windowCount {
      let outputs = OutputsOfWindow(
        window: window, place: Int(outputOffsets[window]), positions: positions,
        gradients: outputGradient, outputs: output,
        winners: pooled ? winners + window &* paddedChannels : nil, rectified: rectified)
      lists.0.take(outputs, channel)
      lists.1.take(outputs, channel &+ 1)
      lists.2.take(outputs, channel &+ 2)
      lists.3.take(outputs, channel &+ 3)
    }
    lists.0.save(channel, entryCounts, biasGradient)
    lists.1.save(channel &+ 1, entryCounts, biasGradient)
    lists.2.save(channel &+ 2, entryCounts, biasGradient)
    lists.3.save(channel &+ 3, entryCounts, biasGradient)
    channel &+= 4
  }
  while channel < channels {
    var list = EntryList(channel, entryOffsets, entryGradients, capacity, biasGradient)
    for window in 0..<windowCount {
      list.take(
        OutputsOfWindow(
          window: window, place: Int(outputOffsets[window]), positions: positions,
          gradients: outputGradient, outputs: output,
          winners: pooled ? winners + window &* paddedChannels : nil, rectified: rectified),
        channel)
    }
    list.save(channel, entryCounts, biasGradient)
    channel &+= 1
  }
}

/// What is known of all channels' outputs of one window.
private struct OutputsOfWindow {
  let window: Int
  let place: Int
  let positions: UnsafePointer<Int32>
  let gradients: UnsafePointer<Float>
  let outputs: UnsafePointer<Float>
  let winners: UnsafePointer<Int32>?
  let rectified: Bool
}

/// The list of one channel, while it grows.
private struct EntryList {
  let offsets: UnsafeMutablePointer<Int32>
  let gradients: UnsafeMutablePointer<Float>
  var count = 0
  var bias: Float

  @inline(__always)
  init(
    _ channel: Int, _ offsets: UnsafeMutablePointer<Int32>,
    _ gradients: UnsafeMutablePointer<Float>, _ capacity: Int,
    _ bias: UnsafeMutablePointer<Float>
  ) {
    self.offsets = offsets + channel &* capacity
    self.gradients = gradients + channel &* capacity
    self.bias = bias[channel]
  }

  /// Writes an entry always, and counts it only where it matters: no branch to mispredict.
  @inline(__always)
  mutating func take(_ window: OutputsOfWindow, _ channel: Int) {
    let position =
      if let winners = window.winners {
        window.window &* 4 &+ Int(winners[channel])
      } else { window.window }
    let gradient = window.gradients[window.place &+ channel]
    offsets[count] = window.positions[position]
    gradients[count] = gradient
    let matters = !window.rectified || window.outputs[window.place &+ channel] > 0
    bias += matters ? gradient : 0
    count &+= matters ? 1 : 0
  }

  @inline(__always)
  func save(
    _ channel: Int, _ counts: UnsafeMutablePointer<Int32>,
    _ biases: UnsafeMutablePointer<Float>
  ) {
    counts[channel] = Int32(truncatingIfNeeded: count)
    biases[channel] = bias
  }
}
