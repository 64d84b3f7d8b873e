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
///   - scratch: 64 places.
public func listGradients(
  positions: UnsafePointer<Int32>, windowCount: Int,
  outputGradient: UnsafePointer<Float>, output: UnsafePointer<Float>,
  outputOffsets: UnsafePointer<Int32>, winners: UnsafePointer<Int32>,
  channels: Int, paddedChannels: Int, pooled: Bool, rectified: Bool,
  entryOffsets: UnsafeMutablePointer<Int32>, entryGradients: UnsafeMutablePointer<Float>,
  entryCounts: UnsafeMutablePointer<Int32>, capacity: Int,
  biasGradient: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Int32>
) {
  // The vectors of one window, for single lanes to be read from memory.
  let offsets = scratch
  let counted = scratch + laneCount
  let gradients = UnsafeMutableRawPointer(scratch + 2 &* laneCount).assumingMemoryBound(
    to: Float.self)
  let biases = gradients + laneCount
  for channel in 0..<channels { entryCounts[channel] = 0 }
  for channel in stride(from: 0, to: channels, by: laneCount) {
    let width = min(laneCount, channels &- channel)
    for lane in 0..<width { biases[lane] = biasGradient[channel &+ lane] }
    var bias = load(biases)
    for window in 0..<windowCount {
      let place = Int(outputOffsets[window]) &+ channel
      var gradient = load(outputGradient + place)
      var counts = SIMD16<Int32>(repeating: 1)
      if rectified {
        let isZero = .!(load(output + place) .> 0)
        counts.replace(with: 0, where: isZero)
        gradient.replace(with: 0, where: isZero)
      }
      bias += gradient
      var offset = SIMD16<Int32>(repeating: positions[pooled ? window &* 4 : window])
      if pooled {
        let winner = loadIntegers(winners + (window &* paddedChannels &+ channel))
        let fields = positions + window &* 4
        offset.replace(with: fields[1], where: winner .== SIMD16(repeating: 1))
        offset.replace(with: fields[2], where: winner .== SIMD16(repeating: 2))
        offset.replace(with: fields[3], where: winner .== SIMD16(repeating: 3))
      }
      write(offset, offsets)
      write(counts, counted)
      write(gradient, gradients)
      var slot = channel &* capacity
      for lane in 0..<width {
        // Written always, counted only where it matters: no branch to mispredict.
        let count = entryCounts[channel &+ lane]
        entryOffsets[slot &+ Int(count)] = offsets[lane]
        entryGradients[slot &+ Int(count)] = gradients[lane]
        entryCounts[channel &+ lane] = count &+ counted[lane]
        slot &+= capacity
      }
    }
    write(bias, biases)
    for lane in 0..<width { biasGradient[channel &+ lane] = biases[lane] }
  }
}
