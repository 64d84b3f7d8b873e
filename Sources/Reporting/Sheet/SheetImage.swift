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
  ///   - range: what is to be black and what white, in bytes.
  /// - Returns: bytes; what is beyond black or white is cut off.
  func image(
    _ values: [Float], _ shape: Shape, range: ClosedRange<Double> = 0...255
  ) -> SheetImage {
    let width = range.upperBound - range.lowerBound
    let bytes = bytes(values, shape).map { ($0 - range.lowerBound) * 255 / width }
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

  /// What is to be black and what white where so much of some images is beyond both that little of them would
  /// be seen, as where a mean was taken away: their extremes, the same for all images, so that a flat one
  /// stays flat.
  ///
  /// - Parameters:
  ///   - images: values.
  ///   - shape: of every image.
  /// - Returns: in bytes; nil where hardly anything is beyond.
  func range(of images: [[Float]], _ shape: Shape) -> ClosedRange<Double>? {
    let all = images.flatMap { bytes($0, shape) }
    guard 20 * all.count(where: { $0 < -64 || $0 > 319 }) > all.count, let least = all.min(),
      let largest = all.max(), least < largest
    else { return nil }
    return least...largest
  }
}
