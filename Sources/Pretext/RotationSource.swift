public import Network
public import Random

/// The pretext task of RotNet: every image at 0°, 90°, 180° and 270°, counter-clockwise; the network
/// is asked by how much.
///
/// Example 4i + k is image i turned by k × 90°, as `numpy.rot90(image, k)` turns it, and k is its
/// label: the four copies stand next to each other. All four are of the same cut of the image, and
/// mirrored or not together.
///
/// Reference: S. Gidaris, P. Singh, N. Komodakis, "Unsupervised Representation Learning by Predicting
/// Image Rotations", ICLR 2018, arXiv:1803.07728.
public struct RotationSource: PretextTask {
  /// The name in protocols.
  public static let name = "rotation"
  /// What the network is asked.
  public static let summary = "by how much was the image turned?"
  /// What a protocol may say of it.
  public static let options: [PretextOption] = []

  private var images: PretextImages

  /// The number of rotations, and so of classes.
  public static var classCount: Int { 4 }

  /// A flat output of one class a turn; square images only.
  public static func layout(
    _ settings: PretextSettings, on subject: PretextSubject
  ) throws(PretextError) -> PretextLayout {
    guard subject.shape.rows == subject.shape.columns else {
      throw PretextError(
        "images of \(subject.shape) are not square, and a quarter turn must keep the shape")
    }
    return PretextLayout(
      input: subject.shape, copies: classCount, answer: .classes(classCount))
  }

  /// The rotations of some images.
  public init(
    _ settings: PretextSettings, on images: PretextImages, seed: UInt64
  ) throws(PretextError) {
    _ = try Self.layout(settings, on: images.subject)
    self.images = images
  }

  /// The rotations of a range of images.
  ///
  /// - Parameters:
  ///   - pixels: all images of the set, row-major, one after the other.
  ///   - images: which of them.
  ///   - shape: of one image, square.
  ///   - scale: how bytes become values.
  ///   - firstImageLast: whether the first image's four examples come last, where an index of −4
  ///     from the first wraps them to.
  ///   - shuffling: the stream that puts the images, not their copies, in a new order before every
  ///     epoch; nil keeps their order.
  ///   - augmenter: what is done to the images in every epoch; nil leaves them as they are.
  public init(
    pixels: [UInt8], images: Range<Int>, shape: Shape, scale: PixelValues, firstImageLast: Bool,
    shuffling: RandomStream? = nil, augmenter: Augmenter? = nil
  ) {
    precondition(shape.rows == shape.columns, "square images, since a quarter turn keeps the shape")
    self.images = PretextImages(
      pixels: pixels, subject: PretextSubject(shape: shape, classCount: 1), scale: scale,
      range: images, firstImageLast: firstImageLast, shuffling: shuffling, augmenter: augmenter)
  }

  /// Rows × columns × channels of an image; rows equal columns.
  public var shape: Shape { images.shape }

  /// Four examples an image.
  public var count: Int { images.count * Self.classCount }

  /// The rotation, in quarter turns.
  public func label(_ index: Int) -> Int { index % Self.classCount }

  /// The angle.
  public func caption(of label: Int) -> String { "\(90 * label)°" }

  /// The image of an example.
  func image(of index: Int) -> Int { images.number(at: index / Self.classCount) }

  /// Draws anew how the images are changed, and their order where they are shuffled.
  public mutating func begin(epoch: Int) { images.begin(epoch: epoch) }

  /// Writes an image's scaled pixels, turned.
  public func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    images.write(
      at: image / Self.classCount, turns: label(image), to: target, rowStride: rowStride)
  }
}
