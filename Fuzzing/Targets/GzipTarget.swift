import Datasets

/// Unpacking within bounds.
enum GzipTarget: FuzzTarget {
  static let name = "gzip"
  static let longest = 4096

  static func check(_ bytes: [UInt8]) throws(Inconsistency) {
    // What a header may promise is no reason to take that much memory.
    guard let whole = try? Gzip.inflate(bytes, atMost: IDX.largestContent, file: "f") else {
      return try checkRefusal(bytes)
    }
    try require(whole.ended, "the largest bound is too small for \(bytes.count) bytes")
    try require(whole.consumed <= bytes.count, "more is consumed than there is")
    for limit in [0, 1, whole.content.count / 2, whole.content.count, whole.content.count + 1] {
      try check(bytes, limit, whole)
    }
    let own = try succeeding("its own part of the file") {
      try Gzip.inflate(
        Array(bytes.prefix(whole.consumed)), atMost: whole.content.count, file: "f")
    }
    try require(own.content == whole.content && own.ended, "what follows the stream matters")
    let packed = StoredGzip.bytes(of: whole.content)
    let again = try succeeding("what was unpacked, packed") {
      try Gzip.inflate(packed, atMost: whole.content.count, file: "f")
    }
    try require(
      again.content == whole.content && again.ended && again.consumed == packed.count,
      "packed and unpacked, the content is another")
  }

  private static func check(
    _ bytes: [UInt8], _ limit: Int, _ whole: Gzip.Unpacked
  ) throws(Inconsistency) {
    let part = try succeeding("at most \(limit) bytes") {
      try Gzip.inflate(bytes, atMost: limit, file: "f")
    }
    try require(
      part.content.elementsEqual(whole.content.prefix(limit)),
      "at most \(limit) bytes are not the first of all")
    try require(
      part.ended == (whole.content.count <= limit), "at most \(limit) bytes: ended wrongly")
  }

  /// A damaged stream may give its start, and never more than was asked for.
  private static func checkRefusal(_ bytes: [UInt8]) throws(Inconsistency) {
    guard let part = try? Gzip.inflate(bytes, atMost: 16, file: "f") else { return }
    try require(part.content.count <= 16, "\(part.content.count) bytes are more than 16")
    try require(!part.ended, "a damaged stream has ended well")
  }
}
