public import Network

/// Super-resolution: an image is made smaller by averaging squares of pixels, and enlarged again to its
/// size; the network is asked for what was lost.
///
/// Input and answer are of one size, so that the encoder is that of every other task. Whoever learned
/// nothing leaves the image as it is enlarged. What is averaged away cannot come back by a filter alone:
/// means of squares are used, not every other pixel, which would leave edges and noise to be copied.
///
/// Reference: C. Dong, C. C. Loy, K. He, X. Tang, "Learning a Deep Convolutional Network for Image
/// Super-Resolution", ECCV 2014, arXiv:1501.00092. There images are blurred by a Gaussian, every n-th
/// pixel taken, enlarged bicubically, and the network has three layers.
public struct SuperResolutionTask: PretextTask {
  /// The name in protocols.
  public static let name = "super-resolution"
  /// What the network is asked.
  public static let summary = "what did the image look like before it was made small?"
  /// What a protocol may say of it.
  public static let options = [
    PretextOption(
      "factor", .wholeNumber(2...8, default: 2),
      "pixels on each side of a square that becomes one; it divides rows and columns"),
    PretextOption(
      "enlargement", .choice(["bilinear", "nearest"], default: "bilinear"),
      "how the small image becomes large: interpolated, or every pixel repeated"),
  ]

  private var images: PretextImages
  private let resampling: Resampling
  private let interpolates: Bool

  /// The image itself as the answer; sides that the factor divides.
  public static func layout(
    _ settings: PretextSettings, on subject: PretextSubject
  ) throws(PretextError) -> PretextLayout {
    let factor = settings.wholeNumber("factor")
    let shape = subject.shape
    guard shape.rows % factor == 0, shape.columns % factor == 0 else {
      let factors = (2...8).filter { shape.rows % $0 == 0 && shape.columns % $0 == 0 }
      var words = ""
      for factor in factors { words += (words.isEmpty ? "use " : ", ") + "\(factor)" }
      throw PretextError(
        of: "factor",
        "\(factor) divides not both sides of images of \(shape.rows)×\(shape.columns); "
          + (factors.isEmpty ? "use images of even sides" : words))
    }
    return PretextLayout(input: shape, answer: .image(shape))
  }

  /// Super-resolution of some images.
  public init(
    _ settings: PretextSettings, on images: PretextImages, seed: UInt64
  ) throws(PretextError) {
    _ = try Self.layout(settings, on: images.subject)
    self.images = images
    resampling = Resampling(shape: images.shape, factor: settings.wholeNumber("factor"))
    interpolates = settings.choice("enlargement") == "bilinear"
  }

  /// Rows × columns × channels of an image.
  public var shape: Shape { images.shape }

  /// One example an image.
  public var count: Int { images.count }

  /// Draws anew how the images are changed, and their order where they are shuffled.
  public mutating func begin(epoch: Int) { images.begin(epoch: epoch) }

  /// Writes an image that was made small and large again.
  public func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    images.write(at: image, to: target, rowStride: rowStride)
    resampling.shrink(target, rowStride: rowStride)
    if interpolates {
      resampling.interpolate(target, rowStride: rowStride)
    } else {
      resampling.repeatPixels(target, rowStride: rowStride)
    }
  }

  /// Writes the image itself.
  public func writeTarget(
    _ index: Int, to values: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>
  ) {
    images.writeTarget(at: index, to: values)
  }

  /// The image as the network sees it.
  public func writeTrivialAnswer(_ index: Int, to values: UnsafeMutablePointer<Float>) {
    write(index, to: values, rowStride: shape.columns * shape.channels)
  }

  /// The bytes nearest to the answer.
  public func picture(of answer: [Float], isTarget: Bool, at index: Int) -> [UInt8] {
    images.scale.bytes(of: answer, channels: shape.channels)
  }
}
