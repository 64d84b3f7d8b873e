import CZlib

/// Bounded unpacking of one gzip member.
///
/// Not here: concatenated members, raw deflate and zlib streams, compression.
package enum Gzip {
  /// What came out of a stream.
  package struct Unpacked {
    package let content: [UInt8]
    /// Whether the stream ended, its checksum and length right, within the bound.
    package let ended: Bool
    /// The bytes of the input that belong to the stream, once it has ended.
    package let consumed: Int
  }

  /// Whether the bytes start as every gzip file does.
  package static func isGzip(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
  }

  /// Unpacks no more than `limit` bytes and finds out whether that was all.
  ///
  /// - Parameters:
  ///   - bytes: a gzip file.
  ///   - limit: the most bytes to give; one more is unpacked, to learn whether there is more.
  ///   - file: the file's name for errors.
  /// - Returns: at most `limit` bytes, and whether the stream ended with them.
  /// - Throws: `DatasetError` where the stream is damaged or ends too early.
  package static func inflate(
    _ bytes: [UInt8], atMost limit: Int, file: String
  ) throws(DatasetError) -> Unpacked {
    var stream = z_stream()
    let gzipOnly = MAX_WBITS + 16
    guard
      inflateInit2_(&stream, gzipOnly, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .gzipCorrupt(file: file, reason: "zlib cannot start") }
    defer { inflateEnd(&stream) }
    var status = Z_OK
    var left = bytes.count
    let capacity = min(limit + 1, mostContent(of: bytes.count))
    let content = [UInt8](unsafeUninitializedCapacity: capacity) { output, produced in
      bytes.withUnsafeBufferPointer { input in
        (status, produced) = run(&stream, input, output, limit: capacity)
      }
      left -= Int(stream.total_in)
    }
    try check(status, stream, left: left, full: content.count > limit, file: file)
    return Unpacked(
      content: content.count > limit ? Array(content.prefix(limit)) : content,
      ended: status == Z_STREAM_END && content.count <= limit, consumed: bytes.count - left)
  }

  /// More than so many bytes can give: a block's header, and two bits for 258 bytes of content at best.
  /// What a file's header promises is no reason to take more memory.
  ///
  /// Reference: RFC 1951, section 3.2.5.
  static func mostContent(of count: Int) -> Int {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: 4 * 258)
    return overflow ? Int.max : max(bytes, 1)
  }

  /// Feeds zlib until the stream ends or it can go no further (which it reports as an error).
  private static func run(
    _ stream: inout z_stream, _ input: UnsafeBufferPointer<UInt8>,
    _ output: UnsafeMutableBufferPointer<UInt8>, limit: Int
  ) -> (status: Int32, produced: Int) {
    stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    stream.next_out = output.baseAddress
    var status = Z_OK
    while status == Z_OK {
      stream.avail_in = UInt32(clamping: input.count - Int(stream.total_in))
      stream.avail_out = UInt32(clamping: limit - Int(stream.total_out))
      status = CZlib.inflate(&stream, Z_NO_FLUSH)
    }
    return (status, Int(stream.total_out))
  }

  private static func check(
    _ status: Int32, _ stream: z_stream, left: Int, full: Bool, file: String
  ) throws(DatasetError) {
    switch status {
    case Z_STREAM_END: return
    case Z_OK, Z_BUF_ERROR:
      guard full else { throw .gzipTruncated(file: file) }
    default:
      let reason = stream.msg.map { String(cString: $0) } ?? "zlib status \(status)"
      throw .gzipCorrupt(file: file, reason: reason)
    }
  }
}
