/// The IDX format: a magic number, big-endian dimensions, and unsigned bytes.
///
/// Reference: Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits".
/// Of the format's element types only unsigned bytes are read, of its ranks 1 (labels) and 3
/// (images): no published set of this kind uses another.
public enum IDX {
  /// The most bytes that a file may hold after unpacking.
  public static let largestContent = 1 << 31

  /// Images as they are in a file.
  public struct Images: Sendable, Equatable {
    /// The number of images.
    public let count: Int
    /// The height of an image.
    public let rows: Int
    /// The width of an image.
    public let columns: Int
    /// All pixels, **shape** (count × rows × columns).
    public let pixels: [UInt8]
    /// The SHA-256 of the uncompressed file.
    public let digest: Digest

    /// The count, rows and columns.
    public var shape: [Int] { [count, rows, columns] }
  }

  /// Labels as they are in a file.
  public struct Labels: Sendable, Equatable {
    /// One label an image.
    public let labels: [UInt8]
    /// The SHA-256 of the uncompressed file.
    public let digest: Digest
  }
}

extension IDX {
  /// What the first bytes of a file say.
  struct Header: Equatable {
    static let imagesMagic: UInt32 = 0x0000_0803
    static let labelsMagic: UInt32 = 0x0000_0801

    let dimensions: [Int]

    /// The bytes of the whole file, header included.
    let contentSize: Int

    /// The length of a header with this magic number, in bytes.
    static func size(magic: UInt32) -> Int { 4 + 4 * Int(magic & 0xFF) }

    /// Reads a header and computes what it promises.
    ///
    /// - Parameters:
    ///   - bytes: the start of a file; what follows the header is ignored.
    ///   - magic: the magic number that must come first.
    ///   - file: the file's name for errors.
    /// - Throws: `DatasetError` where the header is short, foreign or implausible.
    init(_ bytes: ArraySlice<UInt8>, magic: UInt32, file: String) throws(DatasetError) {
      let size = Self.size(magic: magic)
      let words = stride(from: bytes.startIndex, to: bytes.endIndex - 3, by: 4).prefix(size / 4)
        .map { start in bytes[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } }
      guard let first = words.first else {
        throw .truncated(file: file, expected: size, found: bytes.count)
      }
      guard first == magic else { throw .wrongMagic(file: file, found: first, expected: magic) }
      guard words.count == size / 4 else {
        throw .truncated(file: file, expected: size, found: bytes.count)
      }
      dimensions = words.dropFirst().map(Int.init)
      contentSize = try Self.content(dimensions, after: size, file: file)
    }

    private static func content(
      _ dimensions: [Int], after size: Int, file: String
    ) throws(DatasetError) -> Int {
      var product = 1
      for side in dimensions {
        let (next, overflow) = product.multipliedReportingOverflow(by: side)
        guard side > 0, !overflow, next <= largestContent - size else {
          throw .implausibleHeader(file: file, dimensions: dimensions)
        }
        product = next
      }
      return size + product
    }
  }

  /// The start of an IDX file of this shape.
  ///
  /// - Parameter dimensions: the count, and for images the rows and columns.
  /// - Returns: the magic number and the dimensions, big-endian.
  public static func header(dimensions: [Int]) -> [UInt8] {
    let words = [0x0800 | UInt32(dimensions.count)] + dimensions.map { UInt32($0) }
    return words.flatMap { word in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
  }
}
