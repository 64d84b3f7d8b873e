public import Foundation

extension IDX {
  /// Reads a file of images.
  ///
  /// - Parameters:
  ///   - bytes: the whole file, plain or compressed with gzip.
  ///   - file: the file's name for errors.
  /// - Returns: the images and the digest of the uncompressed file.
  /// - Throws: `DatasetError` for anything but exactly one well-formed file.
  public static func readImages(
    _ bytes: [UInt8], file: String
  ) throws(DatasetError) -> Images {
    let (header, content) = try unpack(bytes, magic: Header.imagesMagic, file: file)
    return Images(
      count: header.dimensions[0], rows: header.dimensions[1], columns: header.dimensions[2],
      pixels: Array(content.dropFirst(Header.size(magic: Header.imagesMagic))),
      digest: Digest(of: content))
  }

  /// Reads a file of labels.
  ///
  /// - Parameters:
  ///   - bytes: the whole file, plain or compressed with gzip.
  ///   - file: the file's name for errors.
  ///   - classCount: the number of classes; nil allows every byte.
  /// - Returns: the labels and the digest of the uncompressed file.
  /// - Throws: `DatasetError` for anything but exactly one well-formed file.
  public static func readLabels(
    _ bytes: [UInt8], file: String, classCount: Int? = nil
  ) throws(DatasetError) -> Labels {
    let (_, content) = try unpack(bytes, magic: Header.labelsMagic, file: file)
    let labels = Array(content.dropFirst(Header.size(magic: Header.labelsMagic)))
    if let classCount { try checkLabels(labels, file: file, classCount: classCount) }
    return Labels(labels: labels, digest: Digest(of: content))
  }

  /// Reads a file of images from disk.
  ///
  /// - Parameter url: the file, plain or compressed with gzip; the content tells, not the name.
  /// - Returns: the images and the digest of the uncompressed file.
  /// - Throws: `DatasetError` for anything but exactly one well-formed file.
  public static func readImages(at url: URL) throws(DatasetError) -> Images {
    try readImages(RegularFile.read(url, limit: largestContent), file: url.path)
  }

  /// Reads a file of labels from disk.
  ///
  /// - Parameters:
  ///   - url: the file, plain or compressed with gzip; the content tells, not the name.
  ///   - classCount: the number of classes; nil allows every byte.
  /// - Returns: the labels and the digest of the uncompressed file.
  /// - Throws: `DatasetError` for anything but exactly one well-formed file.
  public static func readLabels(
    at url: URL, classCount: Int? = nil
  ) throws(DatasetError) -> Labels {
    try readLabels(
      RegularFile.read(url, limit: largestContent), file: url.path, classCount: classCount)
  }

  /// Refuses the first label that is not a class.
  static func checkLabels(
    _ labels: [UInt8], file: String, classCount: Int
  ) throws(DatasetError) {
    guard let index = labels.firstIndex(where: { Int($0) >= classCount }) else { return }
    throw .labelOutOfRange(
      file: file, index: index, label: Int(labels[index]), classCount: classCount)
  }

  /// The header and the whole uncompressed content, exactly as long as the header promises.
  static func unpack(
    _ bytes: [UInt8], magic: UInt32, file: String
  ) throws(DatasetError) -> (header: Header, content: [UInt8]) {
    if Gzip.isGzip(bytes) {
      return try unpackGzip(bytes, magic: magic, file: file)
    }
    let header = try Header(bytes[...], magic: magic, file: file)
    if bytes.count < header.contentSize {
      throw .truncated(file: file, expected: header.contentSize, found: bytes.count)
    }
    if bytes.count > header.contentSize {
      throw .trailingBytes(file: file, expected: header.contentSize)
    }
    return (header, bytes)
  }

  /// Inflates the header first, then no further than what it promises.
  private static func unpackGzip(
    _ bytes: [UInt8], magic: UInt32, file: String
  ) throws(DatasetError) -> (header: Header, content: [UInt8]) {
    let start = try Gzip.inflate(bytes, atMost: Header.size(magic: magic), file: file)
    let header = try Header(start.content[...], magic: magic, file: file)
    let whole = try Gzip.inflate(bytes, atMost: header.contentSize, file: file)
    if !whole.ended {
      throw .gzipExceedsHeader(file: file, promised: header.contentSize)
    }
    if whole.content.count < header.contentSize {
      throw .truncated(
        file: file, expected: header.contentSize, found: whole.content.count)
    }
    if whole.consumed < bytes.count {
      throw .gzipTrailingBytes(file: file, count: bytes.count - whole.consumed)
    }
    return (header, whole.content)
  }
}
