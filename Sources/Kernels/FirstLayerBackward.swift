/// The weight and bias gradients of a first layer, whose few input channels leave no room for lanes:
/// here the lanes are output channels. There is no input gradient, since nothing lies below.
///
/// Every weight gradient is one chain over (active window, position in the window), where a position
/// that did not win, or whose output is zero behind a ReLU, contributes nothing. Windows that see only
/// zeros are left out: whatever their gradient, it moves no weight.
///
/// - Parameters:
///   - input: the padded input of all images.
///   - positions: offsets of receptive fields, as given to `affineForward`.
///   - windowCount: windows (pooled) or positions that really exist.
///   - active: the windows that see something other than zero, as `listActiveWindows` lists them.
///   - activeCount: how many.
///   - kernelRows: rows of the kernel.
///   - rowLength: kernel columns × input channels.
///   - rowStride: floats from one input row to the next.
///   - outputGradient: gradients of the outputs, at `outputOffsets`.
///   - output: the outputs themselves, at the same places.
///   - outputOffsets: one offset a window.
///   - winners: as filled by the forward pass, windows × channels.
///   - channels: output channels; a multiple of 16.
///   - pooled: whether a window is four positions.
///   - rectified: whether an output of zero carries no gradient.
///   - weightGradient: (kernelRows × rowLength) × channels, added to.
///   - biasGradient: channels, added to.
///   - spread: scratch, `firstLayerBatch` × channels.
public func firstLayerBackward(
  input: UnsafePointer<Float>, positions: UnsafePointer<Int32>, windowCount: Int,
  active: UnsafePointer<Int32>, activeCount: Int,
  kernelRows: Int, rowLength: Int, rowStride: Int,
  outputGradient: UnsafePointer<Float>, output: UnsafePointer<Float>,
  outputOffsets: UnsafePointer<Int32>, winners: UnsafePointer<Int32>,
  channels: Int, pooled: Bool, rectified: Bool,
  weightGradient: UnsafeMutablePointer<Float>, biasGradient: UnsafeMutablePointer<Float>,
  spread: UnsafeMutablePointer<Float>
) {
  let outputs = FirstLayerOutputs(
    gradients: outputGradient, values: output, offsets: outputOffsets, winners: winners,
    channels: channels, pooled: pooled, rectified: rectified)
  for channel in stride(from: 0, to: channels, by: laneCount) {
    outputs.sumBias(windowCount, channel, biasGradient + channel)
  }
  // So few windows at a time that their gradients stay in the first caches.
  let group = pooled ? 4 : 1
  let part = batch / group
  for first in stride(from: 0, to: activeCount, by: part) {
    let count = min(part, activeCount &- first)
    for index in 0..<count {
      for channel in stride(from: 0, to: channels, by: laneCount) {
        outputs.spread(
          Int(active[first &+ index]), channel, to: spread + index &* group &* channels)
      }
    }
    let walk = FirstLayerWalk(
      input: input, positions: positions, active: active + first, activeCount: count,
      spread: spread, channels: channels, group: group)
    for row in 0..<kernelRows {
      walk.row(row &* rowStride, rowLength, weightGradient + row &* rowLength &* channels)
    }
  }
}

/// Positions that `firstLayerBackward` takes at a time: a multiple of 4.
public var firstLayerBatch: Int { batch }

private let batch = 96

/// The outputs of a first layer, with their gradients.
private struct FirstLayerOutputs {
  let gradients: UnsafePointer<Float>
  let values: UnsafePointer<Float>
  let offsets: UnsafePointer<Int32>
  let winners: UnsafePointer<Int32>
  let channels: Int
  let pooled: Bool
  let rectified: Bool

  /// The gradients of sixteen channels of a window, zero where the output is.
  @inline(__always)
  func gradient(_ window: Int, _ channel: Int) -> Vector {
    let place = Int(offsets[window]) &+ channel
    var gradient = load(gradients + place)
    if rectified { gradient.replace(with: 0, where: .!(load(values + place) .> 0)) }
    return gradient
  }

  /// Adds the gradients of all windows in their order.
  @inline(__always)
  func sumBias(_ windowCount: Int, _ channel: Int, _ target: UnsafeMutablePointer<Float>) {
    var sum = load(target)
    for window in 0..<windowCount { sum += gradient(window, channel) }
    write(sum, target)
  }

  /// Writes a window's gradients once for each of its positions, zero where another one won.
  @inline(__always)
  func spread(_ window: Int, _ channel: Int, to target: UnsafeMutablePointer<Float>) {
    let gradient = gradient(window, channel)
    guard pooled else {
      write(gradient, target + channel)
      return
    }
    let winner = loadIntegers(winners + (window &* channels &+ channel))
    save(gradient, winner, 0, target + channel)
    save(gradient, winner, 1, target + (channels &+ channel))
    save(gradient, winner, 2, target + (2 &* channels &+ channel))
    save(gradient, winner, 3, target + (3 &* channels &+ channel))
  }

  @inline(__always)
  private func save(
    _ gradient: Vector, _ winner: SIMD16<Int32>, _ position: Int32,
    _ target: UnsafeMutablePointer<Float>
  ) {
    var gradient = gradient
    gradient.replace(with: 0, where: winner .!= SIMD16(repeating: position))
    write(gradient, target)
  }
}

/// One walk over the active windows for a few kernel taps and channel blocks held in registers.
private struct FirstLayerWalk {
  let input: UnsafePointer<Float>
  let positions: UnsafePointer<Int32>
  let active: UnsafePointer<Int32>
  let activeCount: Int
  let spread: UnsafeMutablePointer<Float>
  let channels: Int
  /// Positions of a window.
  let group: Int

  /// All taps of one kernel row, three at a time where there are as many.
  @inline(__always)
  func row(_ shift: Int, _ rowLength: Int, _ weightGradient: UnsafeMutablePointer<Float>) {
    var column = 0
    while column < rowLength {
      let gradient = weightGradient + column &* channels
      let taps = column + 3 <= rowLength ? 3 : 1
      var channel = 0
      while channel < channels {
        if taps == 3 {
          #if WIDE
            if channel + 64 <= channels {
              threeTapsWide(shift &+ column, channel, gradient)
              channel += 64
              continue
            }
          #endif
          threeTaps(shift &+ column, channel, gradient)
        } else {
          oneTap(shift &+ column, channel, gradient)
        }
        channel += laneCount
      }
      column += taps
    }
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
      var gradient = UnsafePointer(spread + channel)
      for index in 0..<activeCount {
        let places = positions + Int(active[index]) &* group
        for position in 0..<group {
          let x = input + (Int(places[position]) &+ shift)
          let x0 = Vector(repeating: x[0])
          let x1 = Vector(repeating: x[1])
          let x2 = Vector(repeating: x[2])
          a.add(load(gradient), x0, x1, x2)
          b.add(load(gradient + 16), x0, x1, x2)
          c.add(load(gradient + 32), x0, x1, x2)
          d.add(load(gradient + 48), x0, x1, x2)
          gradient += channels
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
    var gradient = UnsafePointer(spread + channel)
    for index in 0..<activeCount {
      let places = positions + Int(active[index]) &* group
      for position in 0..<group {
        let x = input + (Int(places[position]) &+ shift)
        sums.add(
          load(gradient), Vector(repeating: x[0]), Vector(repeating: x[1]),
          Vector(repeating: x[2]))
        gradient += channels
      }
    }
    sums.save(to: weightGradient + channel, channels)
  }

  @inline(__always)
  func oneTap(
    _ shift: Int, _ channel: Int, _ weightGradient: UnsafeMutablePointer<Float>
  ) {
    var sum = load(weightGradient + channel)
    var gradient = UnsafePointer(spread + channel)
    for index in 0..<activeCount {
      let places = positions + Int(active[index]) &* group
      for position in 0..<group {
        let x = input[Int(places[position]) &+ shift]
        sum = fma(load(gradient), Vector(repeating: x), sum)
        gradient += channels
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
    third = load(gradient + 2 &* stride)
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
    write(third, gradient + 2 &* stride)
  }
}
