/// One part of a convolution's backward pass: up to three neighbouring kernel taps, sixteen input
/// channels, all the entries of one output channel.
struct TapWalk {
  /// Sixteen channels of all pixels.
  let input: UnsafeMutablePointer<Float>
  /// The same of the input gradient, added to; nil where nothing below learns.
  let inputGradient: UnsafeMutablePointer<Float>?
  /// Floats from the weights of one tap to those of the next.
  let step: Int
  /// Channels that exist, at most 16.
  let width: Int

  /// Walks over the entries for 1 to 3 taps (three of whole vectors with an input gradient are the
  /// caller's fast path, `walk3`) that begin `shift` floats behind an entry's offset.
  @inline(__always)
  func run(
    _ entries: Entries, _ taps: Int, _ shift: Int, _ weights: UnsafePointer<Float>,
    _ weightGradient: UnsafeMutablePointer<Float>
  ) {
    guard let inputGradient else {
      weightsOnly(entries, taps, shift, weightGradient)
      return
    }
    let x = UnsafePointer(input + shift)
    let y = inputGradient + shift
    if width < laneCount {
      scalar(entries, taps, x, y, weights, weightGradient)
    } else if taps == 2 {
      walk2(entries, x, y, weights, weightGradient, step: step)
    } else {
      walk1(entries, x, y, weights, weightGradient)
    }
  }

  /// Fewer than sixteen channels, in the order of the vectors.
  private func scalar(
    _ entries: Entries, _ taps: Int, _ input: UnsafePointer<Float>,
    _ inputGradient: UnsafeMutablePointer<Float>, _ weights: UnsafePointer<Float>,
    _ weightGradient: UnsafeMutablePointer<Float>
  ) {
    for entry in 0..<entries.count {
      let gradient = entries.gradients[entry]
      for tap in 0..<taps {
        let first = Int(entries.offsets[entry]) &+ tap &* laneCount
        for c in 0..<width {
          let place = tap &* step &+ c
          weightGradient[place] = fma(gradient, input[first &+ c], weightGradient[place])
          inputGradient[first &+ c] = fma(gradient, weights[place], inputGradient[first &+ c])
        }
      }
    }
  }

  @inline(__always)
  private func weightsOnly(
    _ entries: Entries, _ taps: Int, _ shift: Int,
    _ weightGradient: UnsafeMutablePointer<Float>
  ) {
    for tap in 0..<taps {
      let x = UnsafePointer(input + (shift &+ tap &* laneCount))
      let target = weightGradient + tap &* step
      if width == laneCount {
        walkWeights1(entries, x, target)
      } else {
        for c in 0..<width { walkWeightsScalar(entries, x + c, target + c) }
      }
    }
  }
}
