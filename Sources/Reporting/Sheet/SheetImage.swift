import Network

/// A small image of a sheet.
struct SheetImage: Equatable, Sendable {
  /// Rows × columns × channels.
  let shape: Shape
  /// The bytes, row by row.
  let pixels: [UInt8]

  init(shape: Shape, pixels: [UInt8]) {
    precondition(pixels.count == shape.count, "a byte a value")
    self.shape = shape
    self.pixels = pixels
  }
}

/// Values as a network sees them, turned back into bytes.
struct ByteValues {
  private let mean: [Double]
  private let deviation: [Double]
  private let unit: Double

  init(_ scale: PixelValues) {
    mean = scale.mean
    deviation = scale.deviation
    unit = scale.scale == .unit ? 255 : 1
  }

  /// An image of values.
  ///
  /// - Parameters:
  ///   - values: as many as the shape has.
  ///   - shape: of the image.
  ///   - stretches: whether the smallest value is to be black and the largest white, whatever they are.
  /// - Returns: bytes; what is beyond black or white is cut off.
  func image(_ values: [Float], _ shape: Shape, stretches: Bool = false) -> SheetImage {
    var bytes = bytes(values, shape)
    if stretches, let least = bytes.min(), let largest = bytes.max(), least < largest {
      bytes = bytes.map { ($0 - least) / (largest - least) * 255 }
    }
    return SheetImage(
      shape: shape, pixels: bytes.map { UInt8(min(255, max(0, $0)).rounded()) })
  }

  /// Values in bytes, neither rounded nor cut off; what is no number is black.
  private func bytes(_ values: [Float], _ shape: Shape) -> [Double] {
    values.enumerated().map { index, value in
      guard value.isFinite else { return 0 }
      guard !mean.isEmpty else { return Double(value) * unit }
      let channel = (index % shape.channels) % mean.count
      return (Double(value) * deviation[channel] + mean[channel]) * unit
    }
  }

  /// Whether so much of some images is beyond black and white that little of them would be seen: what is
  /// normalised image by image, say.
  func needsStretching(_ images: [[Float]], _ shape: Shape) -> Bool {
    let all = images.flatMap { bytes($0, shape) }
    return 20 * all.count { $0 < -64 || $0 > 319 } > all.count
  }
}
