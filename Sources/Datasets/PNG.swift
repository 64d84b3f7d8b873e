import CZlib

/// Writing of PNG files, grey or in colour.
///
/// Reference: ISO/IEC 15948:2004, Portable Network Graphics. Not here: filters, reading.
enum PNG {
  /// An image of eight bits a value.
  ///
  /// - Parameters:
  ///   - pixels: **shape** (height × width × channels), row by row.
  ///   - width: the pixels of a row.
  ///   - channels: 1 for grey, 3 for red, green and blue.
  /// - Returns: the bytes of a PNG file.
  static func encode(_ pixels: [UInt8], width: Int, channels: Int) -> [UInt8] {
    precondition(channels == 1 || channels == 3, "grey or colour")
    let line = width * channels
    let height = pixels.count / line
    let lines = (0..<height).flatMap { [0] + pixels[$0 * line..<($0 + 1) * line] }
    let header =
      word(UInt32(width)) + word(UInt32(height)) + [8, channels == 1 ? 0 : 2, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", header) + chunk("IDAT", compress(lines)) + chunk("IEND", [])
  }

  private static func chunk(_ kind: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(kind.utf8) + content
    let sum = UInt32(truncatingIfNeeded: crc32(0, body, UInt32(body.count)))
    return word(UInt32(content.count)) + body + word(sum)
  }

  private static func word(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
  }

  private static func compress(_ bytes: [UInt8]) -> [UInt8] {
    var size = compressBound(UInt(bytes.count))
    return [UInt8](unsafeUninitializedCapacity: Int(size)) { output, count in
      let status = compress2(output.baseAddress, &size, bytes, UInt(bytes.count), 9)
      precondition(status == Z_OK, "the buffer is as large as zlib asks for")
      count = Int(size)
    }
  }
}
