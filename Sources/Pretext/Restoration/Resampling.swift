import Network

/// Makes an image smaller by averaging, and large again, in the place where it is: nothing is
/// allocated.
///
/// The small image stands in the upper left corner of the large one. Shrinking goes forward: the place
/// of a mean is before all pixels that are still to be read. Enlarging goes backward: what a place is
/// made of is never behind it.
struct Resampling {
  /// The large image.
  let shape: Shape
  /// Large pixels on each side of a small one; it divides rows and columns.
  let factor: Int

  /// Puts the means of squares of `factor` × `factor` pixels in the upper left corner.
  ///
  /// - Parameters:
  ///   - target: the image.
  ///   - rowStride: floats from one row to the next.
  func shrink(_ target: UnsafeMutablePointer<Float>, rowStride: Int) {
    let count = Float(factor &* factor)
    for row in 0..<shape.rows / factor {
      for column in 0..<shape.columns / factor {
        for channel in 0..<shape.channels {
          var sum: Float = 0
          for y in row &* factor..<(row &+ 1) &* factor {
            for x in column &* factor..<(column &+ 1) &* factor {
              sum += target[y &* rowStride &+ x &* shape.channels &+ channel]
            }
          }
          target[row &* rowStride &+ column &* shape.channels &+ channel] = sum / count
        }
      }
    }
  }

  /// Makes `factor` × `factor` equal pixels of every small one.
  ///
  /// - Parameters:
  ///   - target: the small image in its upper left corner.
  ///   - rowStride: floats from one row to the next.
  func repeatPixels(_ target: UnsafeMutablePointer<Float>, rowStride: Int) {
    for row in stride(from: shape.rows - 1, through: 0, by: -1) {
      let from = target + row / factor &* rowStride
      let to = target + row &* rowStride
      for column in stride(from: shape.columns - 1, through: 0, by: -1) {
        for channel in 0..<shape.channels {
          to[column &* shape.channels &+ channel] =
            from[column / factor &* shape.channels &+ channel]
        }
      }
    }
  }

  /// Interpolates between the centres of the small pixels, linearly in both directions; beyond the
  /// outermost centres their values stay.
  ///
  /// - Parameters:
  ///   - target: the small image in its upper left corner.
  ///   - rowStride: floats from one row to the next.
  func interpolate(_ target: UnsafeMutablePointer<Float>, rowStride: Int) {
    for row in stride(from: shape.rows - 1, through: 0, by: -1) {
      let (upper, lower, down) = neighbours(row, of: shape.rows)
      let (above, below) = (target + upper &* rowStride, target + lower &* rowStride)
      for column in stride(from: shape.columns - 1, through: 0, by: -1) {
        let (left, right, along) = neighbours(column, of: shape.columns)
        for channel in 0..<shape.channels {
          let (west, east) = (
            left &* shape.channels &+ channel, right &* shape.channels &+ channel
          )
          let top = above[west] + along * (above[east] - above[west])
          let bottom = below[west] + along * (below[east] - below[west])
          target[row &* rowStride &+ column &* shape.channels &+ channel] =
            top + down * (bottom - top)
        }
      }
    }
  }

  /// The small pixels whose centres a large one's centre is between, and how far it is from the first.
  private func neighbours(_ place: Int, of size: Int) -> (first: Int, second: Int, part: Float) {
    // (place + 1/2) / factor − 1/2 in whole numbers: the shift keeps the division from 0 upward.
    let twice = 2 &* place &+ 1 &+ factor
    let first = twice / (2 &* factor) &- 1
    let part = Float(twice % (2 &* factor)) / Float(2 &* factor)
    let last = size / factor &- 1
    return (max(first, 0), min(first &+ 1, last), part)
  }
}
