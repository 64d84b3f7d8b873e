public import Network

/// What a task makes its examples of: some images of one part of a data set.
public struct TaskImages: Sendable {
  /// The bytes of all images of the part, row-major, one after the other.
  public let pixels: [UInt8]
  /// One class an image of the part.
  public let labels: [UInt8]
  /// The number of classes.
  public let classCount: Int
  /// The shape of an image.
  public let shape: Shape
  /// How bytes become values.
  public let scale: PixelValues
  /// Which images, in order.
  public let indices: [Int]
  /// The part's name: `training` or `test`.
  public let part: String

  /// Some images of a part.
  ///
  /// - Parameters:
  ///   - pixels: the bytes of all images of the part: clutter may be of any of them.
  ///   - labels: one class an image of the part.
  ///   - classCount: more than every label.
  ///   - shape: of an image.
  ///   - scale: how bytes become values.
  ///   - indices: which images, in order.
  ///   - part: `training` or `test`; images of two parts are drawn independently.
  public init(
    pixels: [UInt8], labels: [UInt8], classCount: Int, shape: Shape, scale: PixelValues,
    indices: [Int], part: String
  ) {
    precondition(pixels.count == labels.count * shape.count, "one label an image")
    precondition(indices.allSatisfy { labels.indices.contains($0) }, "images that exist")
    self.pixels = pixels
    self.labels = labels
    self.classCount = classCount
    self.shape = shape
    self.scale = scale
    self.indices = indices
    self.part = part
  }

  /// How many images there are in the part.
  var total: Int { labels.count }

  /// An image of the part.
  func image(_ number: Int) -> ByteImage {
    ByteImage(
      rows: shape.rows, columns: shape.columns, channels: shape.channels,
      bytes: Array(pixels[number * shape.count..<(number + 1) * shape.count]))
  }
  /// A piece of a grey image of the part.
  func piece(of number: Int, rows: Range<Int>, columns: Range<Int>) -> ByteImage {
    var piece = ByteImage(rows: rows.count, columns: columns.count)
    var place = 0
    for row in rows {
      let start = number * shape.count + row * shape.columns
      for column in columns {
        piece.bytes[place] = pixels[start + column]
        place += 1
      }
    }
    return piece
  }
}
