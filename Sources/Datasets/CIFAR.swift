/// The binary version of CIFAR-10 and CIFAR-100: colour images of 32 × 32, one record after the other.
///
/// A record is the label's bytes, then 1,024 bytes of red, 1,024 of green, 1,024 of blue, each row by
/// row. CIFAR-10 has one label byte; CIFAR-100 two, of which the second is the class that is used here
/// (the first is one of 20 superclasses). There is no header: only the size tells a torn file.
///
/// Reference: A. Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009; the layout
/// is that of the data set's own page, "binary version".
public enum CIFAR: String, Sendable, CaseIterable {
  /// Ten classes, five files of training images.
  case ten = "cifar10"
  /// A hundred classes, one file of training images.
  case hundred = "cifar100"

  /// Rows and columns of an image.
  public static let side = 32
  /// Red, green, blue.
  public static let channels = 3

  /// The files of training images, in order.
  public var trainingFiles: [String] {
    switch self {
    case .ten: (1...5).map { "data_batch_\($0).bin" }
    case .hundred: ["train.bin"]
    }
  }

  /// The file of test images.
  public var testFile: String { self == .ten ? "test_batch.bin" : "test.bin" }

  /// How many images the published set has in one of its training files.
  public var trainingFileCount: Int { self == .ten ? 10_000 : 50_000 }

  /// How many images the published set has in its test file.
  public var testFileCount: Int { 10_000 }

  /// The number of classes.
  public var classCount: Int { self == .ten ? 10 : 100 }

  /// The bytes before the pixels of a record; the last is the class.
  public var labelSize: Int { self == .ten ? 1 : 2 }

  /// The bytes of a record.
  public var recordSize: Int { labelSize + Self.side * Self.side * Self.channels }

  /// The folder that the published archive unpacks to.
  public var archiveFolder: String {
    self == .ten ? "cifar-10-batches-bin" : "cifar-100-binary"
  }
}

extension CIFAR {
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: the file's name for errors.
  ///   - count: how many images it must have; nil allows every number from 1.
  /// - Returns: the pixels, **shape** (count × 32 × 32 × 3), and a class for every image.
  /// - Throws: `DatasetError` for a torn record, another number of images, or a label that is no class.
  package func read(
    _ bytes: [UInt8], file: String, count: Int?
  ) throws(DatasetError) -> (pixels: [UInt8], labels: [UInt8]) {
    let found = bytes.count / recordSize
    guard found > 0, bytes.count % recordSize == 0 else {
      throw .tornRecord(
        file: file, size: bytes.count, offset: found * recordSize, record: recordSize)
    }
    if let count, found != count {
      throw .recordCount(file: file, found: found, expected: count)
    }
    let labels = (0..<found).map { bytes[$0 * recordSize + labelSize - 1] }
    if let record = labels.firstIndex(where: { Int($0) >= classCount }) {
      throw .recordLabel(
        file: file, offset: record * recordSize + labelSize - 1, label: Int(labels[record]),
        classCount: classCount)
    }
    return (interleaved(bytes, count: found), labels)
  }

  /// The pixels of all records, the three values of a pixel next to each other.
  private func interleaved(_ bytes: [UInt8], count: Int) -> [UInt8] {
    let plane = Self.side * Self.side
    let size = plane * Self.channels
    return [UInt8](unsafeUninitializedCapacity: count * size) { target, initialized in
      for image in 0..<count {
        let from = image * recordSize + labelSize
        for pixel in 0..<plane {
          for channel in 0..<Self.channels {
            target[image * size + pixel * Self.channels + channel] =
              bytes[from + channel * plane + pixel]
          }
        }
      }
      initialized = count * size
    }
  }
}
