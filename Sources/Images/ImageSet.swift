/// Images of one size with a label each, in the order of their file.
public struct ImageSet: Sendable, Equatable {
  /// What the set is called in messages, such as `mnist/training`.
  public let name: String
  /// The number of images.
  public let count: Int
  /// The height of an image in pixels.
  public let rows: Int
  /// The width of an image in pixels.
  public let columns: Int
  /// The values of a pixel: 1 for grey.
  public let channels: Int
  /// All pixels, **shape** (count × rows × columns × channels), row by row.
  public let pixels: [UInt8]
  /// The class of every image, each below `classCount`.
  public let labels: [UInt8]
  /// The number of classes.
  public let classCount: Int

  /// A set whose parts have already been checked against each other.
  ///
  /// - Parameters:
  ///   - name: what the set is called in messages.
  ///   - rows: the height of an image.
  ///   - columns: the width of an image.
  ///   - channels: the values of a pixel.
  ///   - pixels: `labels.count × rows × columns × channels` bytes.
  ///   - labels: a class for every image.
  ///   - classCount: more than every label.
  public init(
    name: String, rows: Int, columns: Int, channels: Int = 1,
    pixels: [UInt8], labels: [UInt8], classCount: Int
  ) {
    precondition(pixels.count == labels.count * rows * columns * channels, "one label an image")
    precondition(labels.allSatisfy { Int($0) < classCount }, "every label is a class")
    self.name = name
    self.count = labels.count
    self.rows = rows
    self.columns = columns
    self.channels = channels
    self.pixels = pixels
    self.labels = labels
    self.classCount = classCount
  }
}

extension ImageSet {
  /// The bytes of one image.
  public var imageSize: Int { rows * columns * channels }

  /// The pixels of one image, **shape** (rows × columns × channels).
  ///
  /// - Parameter index: 0 ..< count.
  /// - Returns: a slice of `pixels`, indexed as they are.
  public func image(_ index: Int) -> ArraySlice<UInt8> {
    pixels[index * imageSize..<(index + 1) * imageSize]
  }

  /// How many images each class has, in class order.
  public var classCounts: [Int] {
    var counts = [Int](repeating: 0, count: classCount)
    for label in labels { counts[Int(label)] += 1 }
    return counts
  }
}
