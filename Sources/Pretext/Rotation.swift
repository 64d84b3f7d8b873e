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
public struct RotationSource: ExampleSource {
  private let pixels: [UInt8]
  private let images: Range<Int>
  private let table: [Float]
  private let augmenter: Augmenter?
  private var epoch = 0
  /// The images, in the order of their examples.
  private var order: [Int]
  private var shuffling: RandomStream?
  /// Rows × columns × channels of an image; rows equal columns.
  public let shape: Shape

  /// The number of rotations, and so of classes.
  public static var classCount: Int { 4 }

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
    precondition(
      images.lowerBound >= 0 && images.upperBound * shape.count <= pixels.count,
      "images that exist")
    self.pixels = pixels
    self.images = images
    self.shape = shape
    self.shuffling = shuffling
    self.augmenter = augmenter
    order = Array(images)
    if firstImageLast, let first = order.first { order = order.dropFirst() + [first] }
    table = scale.table(channels: shape.channels)
  }

  /// Four examples an image.
  public var count: Int { images.count * Self.classCount }

  /// The rotation, in quarter turns.
  public func label(_ index: Int) -> Int { index % Self.classCount }

  /// The image of an example.
  func image(of index: Int) -> Int { order[index / Self.classCount] }

  /// Draws anew how the images are changed, and their order where they are shuffled.
  public mutating func begin(epoch: Int) {
    self.epoch = epoch
    shuffling?.shuffle(&order)
  }

  /// Writes an image's scaled pixels, turned.
  public func write(_ index: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    let image = image(of: index)
    var placement = augmenter?.placement(of: image, epoch: epoch) ?? Placement()
    placement.turns = label(index)
    pixels.withUnsafeBufferPointer { pixels in
      table.withUnsafeBufferPointer { table in
        guard let pixels = pixels.baseAddress, let table = table.baseAddress else { return }
        writeImage(
          pixels + image * shape.count, shape: shape, placement: placement, table: table,
          to: target, rowStride: rowStride)
      }
    }
  }
}
