// The backward pass of a convolution whose outputs all carry a gradient, or enough of them: no list is
// made. The input gradient is a forward pass over the gradients with turned kernels (`turnWeights`).

/// Copies the gradients of all outputs to where the backward passes read them, zero where a ReLU's output
/// is, and adds them to the bias gradient in the order of the windows.
///
/// - Parameters:
///   - windowCount: outputs that really exist.
///   - outputGradient: gradients of the outputs, at `outputOffsets`.
///   - output: the outputs themselves, at the same places.
///   - outputOffsets: one offset a window.
///   - channels: output channels.
///   - rectified: whether an output of zero carries no gradient.
///   - target: written at `targetOffsets`.
///   - targetOffsets: one offset a window.
///   - biasGradient: one a channel, added to.
///   - scratch: 16 places.
public func maskGradients(
  windowCount: Int, outputGradient: UnsafePointer<Float>, output: UnsafePointer<Float>,
  outputOffsets: UnsafePointer<Int32>, channels: Int, rectified: Bool,
  target: UnsafeMutablePointer<Float>, targetOffsets: UnsafePointer<Int32>,
  biasGradient: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
) {
  for channel in stride(from: 0, to: channels, by: laneCount) {
    let width = min(laneCount, channels &- channel)
    for lane in 0..<width { scratch[lane] = biasGradient[channel &+ lane] }
    var sum = load(scratch)
    for window in 0..<windowCount {
      let place = Int(outputOffsets[window]) &+ channel
      var gradient = load(outputGradient + place)
      if rectified { gradient.replace(with: 0, where: .!(load(output + place) .> 0)) }
      sum += gradient
      write(gradient, target + (Int(targetOffsets[window]) &+ channel), first: width)
    }
    write(sum, scratch)
    for lane in 0..<width { biasGradient[channel &+ lane] = scratch[lane] }
  }
}

/// Adds gradient × input patch of all outputs to the weight gradient, every element one chain of fused
/// multiply-adds in the order of the positions.
///
/// - Parameters:
///   - input: the padded input of all images.
///   - positions: offsets of receptive fields in `input`.
///   - positionCount: outputs that really exist.
///   - gradient: at `gradientOffsets`, channels in a row.
///   - gradientOffsets: one offset a position.
///   - channels: output channels.
///   - kernelRows: rows of the kernel.
///   - rowLength: kernel columns × input channels: a multiple of 16.
///   - rowStride: floats from one input row to the next.
///   - weightGradient: channels × (kernelRows × rowLength), added to.
public func denseWeightGradient(
  input: UnsafePointer<Float>, positions: UnsafePointer<Int32>, positionCount: Int,
  gradient: UnsafePointer<Float>, gradientOffsets: UnsafePointer<Int32>, channels: Int,
  kernelRows: Int, rowLength: Int, rowStride: Int, weightGradient: UnsafeMutablePointer<Float>
) {
  // So few positions at a time that their gradients stay in the first cache.
  for first in stride(from: 0, to: positionCount, by: 32) {
    let walk = DenseWalk(
      positions: positions + first, gradient: gradient, gradientOffsets: gradientOffsets + first,
      count: min(32, positionCount &- first), fieldSize: kernelRows &* rowLength)
    for row in 0..<kernelRows {
      for element in stride(from: 0, to: rowLength, by: laneCount) {
        let x = input + (row &* rowStride &+ element)
        let target = weightGradient + (row &* rowLength &+ element)
        var channel = 0
        while channel + 6 <= channels {
          walk.six(x, channel, target + channel &* walk.fieldSize)
          channel += 6
        }
        while channel + 2 <= channels {
          walk.two(x, channel, target + channel &* walk.fieldSize)
          channel += 2
        }
        if channel < channels { walk.one(x, channel, target + channel &* walk.fieldSize) }
      }
    }
  }
}

/// Turns kernels by half a turn and exchanges their inputs and outputs, so that a forward pass over
/// gradients with them makes input gradients.
///
/// - Parameters:
///   - weights: channels × (area × inputChannels).
///   - target: filled: (area × channels) × paddedInputs; the places beyond `inputChannels` are left alone.
///   - channels: output channels.
///   - area: elements of the square kernel.
///   - inputChannels: input channels.
///   - paddedInputs: input channels rounded up to a multiple of 16.
public func turnWeights(
  _ weights: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>,
  channels: Int, area: Int, inputChannels: Int, paddedInputs: Int
) {
  for tap in 0..<area {
    for channel in 0..<channels {
      let from = weights + (channel &* area &+ tap) &* inputChannels
      let to = target + ((area &- 1 &- tap) &* channels &+ channel) &* paddedInputs
      for input in 0..<inputChannels { to[input] = from[input] }
    }
  }
}

/// A walk over some positions for sixteen neighbouring inputs and a few output channels, whose weight
/// gradients stay in registers.
private struct DenseWalk {
  let positions: UnsafePointer<Int32>
  let gradient: UnsafePointer<Float>
  let gradientOffsets: UnsafePointer<Int32>
  let count: Int
  /// Floats from the weights of one output channel to those of the next.
  let fieldSize: Int

  @inline(__always)
  func six(
    _ input: UnsafePointer<Float>, _ channel: Int, _ target: UnsafeMutablePointer<Float>
  ) {
    let t1 = target + fieldSize, t2 = t1 + fieldSize, t3 = t2 + fieldSize
    let t4 = t3 + fieldSize, t5 = t4 + fieldSize
    var d0 = load(target), d1 = load(t1), d2 = load(t2)
    var d3 = load(t3), d4 = load(t4), d5 = load(t5)
    for position in 0..<count {
      let x = load(input + Int(positions[position]))
      let g = gradient + (Int(gradientOffsets[position]) &+ channel)
      d0 = fma(Vector(repeating: g[0]), x, d0)
      d1 = fma(Vector(repeating: g[1]), x, d1)
      d2 = fma(Vector(repeating: g[2]), x, d2)
      d3 = fma(Vector(repeating: g[3]), x, d3)
      d4 = fma(Vector(repeating: g[4]), x, d4)
      d5 = fma(Vector(repeating: g[5]), x, d5)
    }
    write(d0, target)
    write(d1, t1)
    write(d2, t2)
    write(d3, t3)
    write(d4, t4)
    write(d5, t5)
  }

  @inline(__always)
  func two(
    _ input: UnsafePointer<Float>, _ channel: Int, _ target: UnsafeMutablePointer<Float>
  ) {
    var d0 = load(target), d1 = load(target + fieldSize)
    for position in 0..<count {
      let x = load(input + Int(positions[position]))
      let g = gradient + (Int(gradientOffsets[position]) &+ channel)
      d0 = fma(Vector(repeating: g[0]), x, d0)
      d1 = fma(Vector(repeating: g[1]), x, d1)
    }
    write(d0, target)
    write(d1, target + fieldSize)
  }

  @inline(__always)
  func one(
    _ input: UnsafePointer<Float>, _ channel: Int, _ target: UnsafeMutablePointer<Float>
  ) {
    var d = load(target)
    for position in 0..<count {
      let g = gradient[Int(gradientOffsets[position]) &+ channel]
      d = fma(Vector(repeating: g), load(input + Int(positions[position])), d)
    }
    write(d, target)
  }
}
