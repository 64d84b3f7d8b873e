import Network

extension PretextImages {
  /// Writes an image's values as a target: in the order row, column, channel, without gaps.
  ///
  /// - Parameters:
  ///   - place: in the order of this pass, 0 ..< count.
  ///   - values: `shape.count` of them.
  func writeTarget(at place: Int, to values: UnsafeMutablePointer<Float>) {
    write(at: place, to: values, rowStride: shape.columns * shape.channels)
  }

  /// Visits the places of an image, as it is in this pass, in the order row, column.
  ///
  /// - Parameters:
  ///   - place: in the order of this pass, 0 ..< count.
  ///   - body: called with a row, a column and the first byte of the pixel there; nil is black.
  func visit(
    at place: Int, _ body: (_ row: Int, _ column: Int, _ pixel: UnsafePointer<UInt8>?) -> Void
  ) {
    let placement = placement(at: place)
    let first = number(at: place) * shape.count
    pixels.withUnsafeBufferPointer { pixels in
      guard let base = pixels.baseAddress else { return }
      visitImage(base + first, shape: shape, placement: placement, body)
    }
  }

  /// An image as it is in this pass.
  ///
  /// - Parameter place: in the order of this pass, 0 ..< count.
  /// - Returns: its bytes, in the order row, column, channel.
  func picture(at place: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: shape.count)
    let (columns, channels) = (shape.columns, shape.channels)
    bytes.withUnsafeMutableBufferPointer { bytes in
      visit(at: place) { row, column, pixel in
        guard let pixel else { return }
        let first = (row * columns + column) * channels
        for channel in 0..<channels { bytes[first + channel] = pixel[channel] }
      }
    }
    return bytes
  }
}

extension PretextImages {
  /// The mean of the known images at every place: what is likeliest to be there, in the sense of the
  /// squared error, before anything is seen.
  ///
  /// - Returns: `shape.count` values; those of black where nothing is known.
  func meanImage() -> [Float] {
    var sums = [Int](repeating: 0, count: shape.count)
    sums.withUnsafeMutableBufferPointer { sums in
      pixels.withUnsafeBufferPointer { pixels in
        for image in known {
          let first = image * sums.count
          for place in 0..<sums.count { sums[place] &+= Int(pixels[first &+ place]) }
        }
      }
    }
    let count = Double(max(known.count, 1))
    return sums.enumerated().map {
      scale.value(ofLevel: Double($1) / count, channel: $0 % shape.channels)
    }
  }

  /// The mean of all pixels of the known images.
  ///
  /// - Returns: one value a channel; those of black where nothing is known.
  func meanPixel() -> [Float] {
    var sums = [Int](repeating: 0, count: shape.channels)
    let channels = shape.channels
    sums.withUnsafeMutableBufferPointer { sums in
      pixels.withUnsafeBufferPointer { pixels in
        var place = known.lowerBound * shape.count
        let end = known.upperBound * shape.count
        while place < end {
          for channel in 0..<channels { sums[channel] &+= Int(pixels[place &+ channel]) }
          place &+= channels
        }
      }
    }
    let count = Double(max(known.count * shape.rows * shape.columns, 1))
    return sums.enumerated().map { scale.value(ofLevel: Double($1) / count, channel: $0) }
  }
}
