import Datasets
import Foundation

/// Small IDX files and folders for the tests.
enum TestFiles {
  /// An IDX file of images whose pixels count up from 0.
  static func images(_ count: Int, rows: Int = 2, columns: Int = 3) -> [UInt8] {
    IDX.header(dimensions: [count, rows, columns])
      + (0..<count * rows * columns).map { UInt8(truncatingIfNeeded: $0) }
  }

  /// An IDX file of labels 0, 1, 2, 0, 1, 2, …
  static func labels(_ count: Int, classCount: Int = 3) -> [UInt8] {
    IDX.header(dimensions: [count]) + (0..<count).map { UInt8($0 % classCount) }
  }

  /// The four files of a small data set, by part.
  static func content(_ part: DataPart) -> [UInt8] {
    let count = part == .trainingImages || part == .trainingLabels ? 6 : 3
    return part.holdsImages ? images(count) : labels(count)
  }

  /// The same bytes in a gzip file of stored blocks (RFC 1951 and 1952).
  static func gzipped(_ bytes: [UInt8]) -> [UInt8] {
    var deflated: [UInt8] = []
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      let size = UInt16(block.count)
      deflated += [rest.isEmpty ? 1 : 0] + little(size) + little(~size) + block
    } while !rest.isEmpty
    return gzip(deflated: deflated, content: bytes)
  }

  /// A gzip file around data that are deflated already.
  static func gzip(deflated: [UInt8], content: [UInt8]) -> [UInt8] {
    [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] + deflated
      + little(checksum(content)) + little(UInt32(content.count))
  }

  /// The CRC-32 of gzip and PNG.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 {
        sum = (sum >> 1) ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0)
      }
    }
    return ~sum
  }

  private static func little<Word: FixedWidthInteger>(_ word: Word) -> [UInt8] {
    (0..<Word.bitWidth / 8).map { UInt8(truncatingIfNeeded: word >> Word($0 * 8)) }
  }
}

extension TestFiles {
  /// Runs a test in an empty folder that is removed afterwards.
  static func withFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("bench-datasets-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  /// Writes a file, and the folders above it.
  static func write(_ bytes: [UInt8], _ name: String, in folder: URL) throws {
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Writes the four files of the small data set.
  static func writeSet(
    in folder: URL, compressed: Bool = false, replacing: [DataPart: [UInt8]] = [:]
  ) throws {
    for part in DataPart.allCases {
      let bytes = replacing[part] ?? content(part)
      try write(
        compressed ? gzipped(bytes) : bytes, part.fileName + (compressed ? ".gz" : ""), in: folder)
    }
  }

  /// Every file below a folder, in order; hidden ones too.
  static func listing(_ folder: URL) -> [String] {
    (FileManager.default.subpaths(atPath: folder.path) ?? []).sorted()
  }
}
