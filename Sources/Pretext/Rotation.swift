public import Network

/// The pretext task of RotNet: every image at 0°, 90°, 180° and 270°, counter-clockwise; the network
/// is asked by how much.
///
/// Example 4i + k is image i turned by k × 90°, as `numpy.rot90(image, k)` turns it, and k is its
/// label: the four copies stand next to each other.
///
/// Reference: S. Gidaris, P. Singh, N. Komodakis, "Unsupervised Representation Learning by Predicting
/// Image Rotations", ICLR 2018, arXiv:1803.07728.
public struct RotationSource: ExampleSource {
  private let pixels: [UInt8]
  private let images: Range<Int>
  private let firstImageLast: Bool
  private let table: [Float]
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
  public init(
    pixels: [UInt8], images: Range<Int>, shape: Shape, scale: PixelScale, firstImageLast: Bool
  ) {
    precondition(shape.rows == shape.columns, "square images, since a quarter turn keeps the shape")
    precondition(
      images.lowerBound >= 0 && images.upperBound * shape.count <= pixels.count,
      "images that exist")
    self.pixels = pixels
    self.images = images
    self.shape = shape
    self.firstImageLast = firstImageLast
    table = scale.table
  }

  /// Four examples an image.
  public var count: Int { images.count * Self.classCount }

  /// The rotation, in quarter turns.
  public func label(_ index: Int) -> Int { index % Self.classCount }

  /// The image of an example.
  func image(of index: Int) -> Int {
    let place = index / Self.classCount
    guard firstImageLast else { return images.lowerBound + place }
    return images.lowerBound + (place + 1) % images.count
  }

  /// Writes an image's scaled pixels, turned.
  public func write(_ index: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    let size = shape.rows
    let channels = shape.channels
    let start = image(of: index) * shape.count
    // The source offset of the target's first pixel, and the steps along its rows and columns.
    let (first, down, right): (Int, Int, Int) =
      switch label(index) {
      case 0: (0, size, 1)
      case 1: (size - 1, -1, size)
      case 2: (size * size - 1, -size, -1)
      default: ((size - 1) * size, 1, -size)
      }
    pixels.withUnsafeBufferPointer { pixels in
      table.withUnsafeBufferPointer { table in
        if channels == 1 {
          for row in 0..<size {
            let to = target + row &* rowStride
            var from = start &+ first &+ row &* down
            for column in 0..<size {
              to[column] = table[Int(pixels[from])]
              from &+= right
            }
          }
          return
        }
        for row in 0..<size {
          let to = target + row &* rowStride
          for column in 0..<size {
            let pixel = first &+ row &* down &+ column &* right
            let from = start &+ pixel &* channels
            for channel in 0..<channels {
              to[column &* channels &+ channel] = table[Int(pixels[from &+ channel])]
            }
          }
        }
      }
    }
  }
}
