/// Images picked from a set by index: the set itself is shared, never copied.
public struct ImageSource: ExampleSource {
  private let pixels: [UInt8]
  private let labels: [UInt8]
  private let indices: [Int]
  private let table: [Float]
  private let augmenter: Augmenter?
  private var epoch = 0
  /// Rows × columns × channels of an image.
  public let shape: Shape

  /// The images of a set at some indices.
  ///
  /// - Parameters:
  ///   - pixels: all images of the set, row-major, one after the other.
  ///   - labels: one class an image of the set.
  ///   - indices: which images, in order.
  ///   - shape: of one image.
  ///   - scale: how bytes become values.
  ///   - augmenter: what is done to the images in every epoch; nil leaves them as they are.
  public init(
    pixels: [UInt8], labels: [UInt8], indices: [Int], shape: Shape, scale: PixelValues,
    augmenter: Augmenter? = nil
  ) {
    precondition(
      indices.allSatisfy { $0 >= 0 && $0 < labels.count && ($0 + 1) * shape.count <= pixels.count },
      "indices of images that exist")
    self.pixels = pixels
    self.labels = labels
    self.indices = indices
    self.shape = shape
    self.augmenter = augmenter
    table = scale.table(channels: shape.channels)
  }

  /// How many images were picked.
  public var count: Int { indices.count }

  /// Draws anew how the images are changed.
  public mutating func begin(epoch: Int) { self.epoch = epoch }

  /// Writes an image's scaled pixels.
  public func write(_ index: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    let image = indices[index]
    let placement = augmenter?.placement(of: image, epoch: epoch) ?? Placement()
    pixels.withUnsafeBufferPointer { pixels in
      table.withUnsafeBufferPointer { table in
        guard let pixels = pixels.baseAddress, let table = table.baseAddress else { return }
        writeImage(
          pixels + image * shape.count, shape: shape, placement: placement, table: table,
          to: target, rowStride: rowStride)
      }
    }
  }

  /// The class of an image.
  public func label(_ index: Int) -> Int { Int(labels[indices[index]]) }
}
