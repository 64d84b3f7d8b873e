/// Average-pooling of any windows: the sum of a window, row by row, divided by its divisor.
///
/// A window is the part of a square that lies inside the image; whether the padding counts is a matter
/// of the divisor alone, since it is zero.
///
/// - Parameters:
///   - input: images × inputRows × inputColumns × channels, with the given strides.
///   - output: written at `outputOffsets`.
///   - windowOffsets: offsets of the windows' first elements in `input`.
///   - extents: rows and columns of every window, in turn; at least 1 each.
///   - divisors: one a window.
///   - outputOffsets: offsets of the outputs in `output`.
///   - windowCount: how many windows there are.
///   - rowStride: floats from one input row to the next.
///   - channels: contiguous.
public func averagePoolForward(
  input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>,
  windowOffsets: UnsafePointer<Int32>, extents: UnsafePointer<Int32>,
  divisors: UnsafePointer<Float>, outputOffsets: UnsafePointer<Int32>, windowCount: Int,
  rowStride: Int, channels: Int
) {
  for window in 0..<windowCount {
    let corner = input + Int(windowOffsets[window])
    let rows = Int(extents[2 &* window])
    let columns = Int(extents[2 &* window &+ 1])
    let target = output + Int(outputOffsets[window])
    let divisor = divisors[window]
    var channel = 0
    while channel &+ laneCount <= channels {
      var sum = Vector(repeating: 0)
      for row in 0..<rows {
        for column in 0..<columns {
          sum += load(corner + (row &* rowStride &+ column &* channels &+ channel))
        }
      }
      write(sum / Vector(repeating: divisor), target + channel)
      channel &+= laneCount
    }
    while channel < channels {
      var sum: Float = 0
      for row in 0..<rows {
        for column in 0..<columns {
          sum += corner[row &* rowStride &+ column &* channels &+ channel]
        }
      }
      target[channel] = sum / divisor
      channel &+= 1
    }
  }
}

/// Hands every output's gradient, divided by its window's divisor, to all elements of the window.
///
/// - Parameters:
///   - outputGradient: at `outputOffsets`.
///   - inputGradient: added to.
///   - windowOffsets: as in `averagePoolForward`.
///   - extents: as in `averagePoolForward`.
///   - divisors: as in `averagePoolForward`.
///   - outputOffsets: as in `averagePoolForward`.
///   - windowCount: how many windows there are.
///   - rowStride: floats from one input row to the next.
///   - channels: contiguous.
public func averagePoolBackward(
  outputGradient: UnsafePointer<Float>, inputGradient: UnsafeMutablePointer<Float>,
  windowOffsets: UnsafePointer<Int32>, extents: UnsafePointer<Int32>,
  divisors: UnsafePointer<Float>, outputOffsets: UnsafePointer<Int32>, windowCount: Int,
  rowStride: Int, channels: Int
) {
  for window in 0..<windowCount {
    let corner = inputGradient + Int(windowOffsets[window])
    let rows = Int(extents[2 &* window])
    let columns = Int(extents[2 &* window &+ 1])
    let source = outputGradient + Int(outputOffsets[window])
    let divisor = divisors[window]
    var channel = 0
    while channel &+ laneCount <= channels {
      let share = load(source + channel) / Vector(repeating: divisor)
      for row in 0..<rows {
        for column in 0..<columns {
          let place = corner + (row &* rowStride &+ column &* channels &+ channel)
          write(load(place) + share, place)
        }
      }
      channel &+= laneCount
    }
    while channel < channels {
      let share = source[channel] / divisor
      for row in 0..<rows {
        for column in 0..<columns {
          corner[row &* rowStride &+ column &* channels &+ channel] += share
        }
      }
      channel &+= 1
    }
  }
}
