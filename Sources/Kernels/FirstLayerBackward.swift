/// The weight and bias gradients of a first layer, whose few input channels leave no room for lanes:
/// here the lanes are output channels. There is no input gradient, since nothing lies below.
///
/// Every weight gradient is one chain over (image, window, position in the window), where a position
/// that did not win, or whose output is zero behind a ReLU, contributes nothing.
///
/// - Parameters:
///   - input: the padded input of all images of the tile.
///   - positions: offsets of receptive fields, as given to `affineForward`.
///   - windowCount: windows (pooled) or positions that really exist in this tile.
///   - kernelRows: rows of the kernel.
///   - rowLength: kernel columns × input channels.
///   - rowStride: floats from one input row to the next.
///   - outputGradient: gradients of the outputs, at `outputOffsets`.
///   - output: the outputs themselves, at the same places.
///   - outputOffsets: one offset a window.
///   - winners: as filled by `affineForward`, windows × paddedChannels.
///   - channels: output channels; a multiple of 16.
///   - pooled: whether a window is four positions.
///   - rectified: whether an output of zero carries no gradient.
///   - weightGradient: (kernelRows × rowLength) × channels, added to.
///   - biasGradient: channels, added to.
///   - masked: scratch, windowCount × channels.
public func firstLayerBackward(
  input: UnsafePointer<Float>, positions: UnsafePointer<Int32>, windowCount: Int,
  kernelRows: Int, rowLength: Int, rowStride: Int,
  outputGradient: UnsafePointer<Float>, output: UnsafePointer<Float>,
  outputOffsets: UnsafePointer<Int32>, winners: UnsafePointer<Int32>,
  channels: Int, pooled: Bool, rectified: Bool,
  weightGradient: UnsafeMutablePointer<Float>, biasGradient: UnsafeMutablePointer<Float>,
  masked: UnsafeMutablePointer<Float>
) {
  maskGradients(
    outputGradient, output, outputOffsets, windowCount, channels, rectified, biasGradient, masked)
  let walk = FirstLayerWalk(
    input: input, positions: positions, windowCount: windowCount, masked: masked,
    winners: winners, channels: channels, pooled: pooled)
  for row in 0..<kernelRows {
    var column = 0
    while column < rowLength {
      let tap = row * rowLength + column
      let gradient = weightGradient + tap * channels
      let taps = column + 3 <= rowLength ? 3 : 1
      var channel = 0
      while channel < channels {
        let shift = row * rowStride + column
        if taps == 3 {
          #if WIDE
            if channel + 64 <= channels {
              walk.threeTapsWide(shift, channel, gradient)
              channel += 64
              continue
            }
          #endif
          walk.threeTaps(shift, channel, gradient)
        } else {
          walk.oneTap(shift, channel, gradient)
        }
        channel += laneCount
      }
      column += taps
    }
  }
}

/// Copies the gradients of all windows side by side, zero where the output is, and sums the bias.
private func maskGradients(
  _ outputGradient: UnsafePointer<Float>, _ output: UnsafePointer<Float>,
  _ outputOffsets: UnsafePointer<Int32>, _ windowCount: Int, _ channels: Int, _ rectified: Bool,
  _ biasGradient: UnsafeMutablePointer<Float>, _ masked: UnsafeMutablePointer<Float>
) {
  for channel in stride(from: 0, to: channels, by: laneCount) {
    var sum = load(biasGradient + channel)
    for window in 0..<windowCount {
      let place = Int(outputOffsets[window]) &+ channel
      var gradient = load(outputGradient + place)
      if rectified { gradient.replace(with: 0, where: .!(load(output + place) .> 0)) }
      sum += gradient
      write(gradient, masked + (window &* channels &+ channel))
    }
    write(sum, biasGradient + channel)
  }
}

/// One walk over all windows for a few kernel taps and channel blocks held in registers.
private struct FirstLayerWalk {
  let input: UnsafePointer<Float>
  let positions: UnsafePointer<Int32>
  let windowCount: Int
  let masked: UnsafeMutablePointer<Float>
  let winners: UnsafePointer<Int32>
  let channels: Int
  let pooled: Bool

  /// The gradient of the window's channels that `position` won.
  @inline(__always)
  func gradient(_ place: Int, wonBy position: Int32) -> Vector {
    var gradient = load(masked + place)
    gradient.replace(
      with: 0, where: loadIntegers(winners + place) .!= SIMD16(repeating: position))
    return gradient
  }

  #if WIDE
    @inline(__always)
    func threeTapsWide(
      _ shift: Int, _ channel: Int, _ weightGradient: UnsafeMutablePointer<Float>
    ) {
      var a = Taps(weightGradient + channel, channels)
      var b = Taps(weightGradient + (channel + 16), channels)
      var c = Taps(weightGradient + (channel + 32), channels)
      var d = Taps(weightGradient + (channel + 48), channels)
      let count: Int32 = pooled ? 4 : 1
      for window in 0..<windowCount {
        let place = window &* channels &+ channel
        for position in 0..<count {
          let x = input + (Int(positions[window &* Int(count) &+ Int(position)]) &+ shift)
          let x0 = Vector(repeating: x[0])
          let x1 = Vector(repeating: x[1])
          let x2 = Vector(repeating: x[2])
          if pooled {
            a.add(gradient(place, wonBy: position), x0, x1, x2)
            b.add(gradient(place &+ 16, wonBy: position), x0, x1, x2)
            c.add(gradient(place &+ 32, wonBy: position), x0, x1, x2)
            d.add(gradient(place &+ 48, wonBy: position), x0, x1, x2)
          } else {
            a.add(load(masked + place), x0, x1, x2)
            b.add(load(masked + (place &+ 16)), x0, x1, x2)
            c.add(load(masked + (place &+ 32)), x0, x1, x2)
            d.add(load(masked + (place &+ 48)), x0, x1, x2)
          }
        }
      }
      a.save(to: weightGradient + channel, channels)
      b.save(to: weightGradient + (channel + 16), channels)
      c.save(to: weightGradient + (channel + 32), channels)
      d.save(to: weightGradient + (channel + 48), channels)
    }
  #endif

  @inline(__always)
  func threeTaps(
    _ shift: Int, _ channel: Int, _ weightGradient: UnsafeMutablePointer<Float>
  ) {
    var sums = Taps(weightGradient + channel, channels)
    let count: Int32 = pooled ? 4 : 1
    for window in 0..<windowCount {
      let place = window &* channels &+ channel
      for position in 0..<count {
        let x = input + (Int(positions[window &* Int(count) &+ Int(position)]) &+ shift)
        let gradient = pooled ? gradient(place, wonBy: position) : load(masked + place)
        sums.add(
          gradient, Vector(repeating: x[0]), Vector(repeating: x[1]), Vector(repeating: x[2]))
      }
    }
    sums.save(to: weightGradient + channel, channels)
  }

  @inline(__always)
  func oneTap(
    _ shift: Int, _ channel: Int, _ weightGradient: UnsafeMutablePointer<Float>
  ) {
    var sum = load(weightGradient + channel)
    let count: Int32 = pooled ? 4 : 1
    for window in 0..<windowCount {
      let place = window &* channels &+ channel
      for position in 0..<count {
        let x = input[Int(positions[window &* Int(count) &+ Int(position)]) &+ shift]
        let gradient = pooled ? gradient(place, wonBy: position) : load(masked + place)
        sum = fma(gradient, Vector(repeating: x), sum)
      }
    }
    write(sum, weightGradient + channel)
  }
}

/// The gradient sums of three kernel taps in a row, sixteen channels each.
private struct Taps {
  var first: Vector
  var second: Vector
  var third: Vector

  @inline(__always)
  init(_ gradient: UnsafeMutablePointer<Float>, _ stride: Int) {
    first = load(gradient)
    second = load(gradient + stride)
    third = load(gradient + 2 * stride)
  }

  @inline(__always)
  mutating func add(_ gradient: Vector, _ x0: Vector, _ x1: Vector, _ x2: Vector) {
    first = fma(gradient, x0, first)
    second = fma(gradient, x1, second)
    third = fma(gradient, x2, third)
  }

  @inline(__always)
  func save(to gradient: UnsafeMutablePointer<Float>, _ stride: Int) {
    write(first, gradient)
    write(second, gradient + stride)
    write(third, gradient + 2 * stride)
  }
}
