import CZlib

/// The simplest gzip file: blocks that are stored as they are.
///
/// Reference: P. Deutsch, "GZIP file format specification version 4.3", RFC 1952, 1996, and "DEFLATE
/// Compressed Data Format Specification version 1.3", RFC 1951, 1996, section 3.2.4.
enum StoredGzip {
  /// A gzip file of some bytes.
  static func bytes(of content: [UInt8]) -> [UInt8] {
    var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    var start = 0
    repeat {
      let end = min(start + 0xFFFF, content.count)
      let length = UInt16(end - start)
      file.append(end == content.count ? 1 : 0)
      file += little(UInt32(length)).prefix(2)
      file += little(UInt32(~length)).prefix(2)
      file += content[start..<end]
      start = end
    } while start < content.count
    let sum = crc32(0, content, UInt32(content.count))
    return file + little(UInt32(truncatingIfNeeded: sum)) + little(UInt32(content.count))
  }

  private static func little(_ word: UInt32) -> [UInt8] {
    [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
  }
}
