/// Scans the JSON5 that Foundation's decoder accepts, keeping the place of every value.
///
/// Departures from the JSON5 specification, all because the decoder has no use for them: unquoted keys
/// are ASCII, white space is ASCII and a leading byte-order mark, and of the escapes only JSON's and
/// `\'` are known. It reads each byte a bounded number of times, so it ends on every input: O(bytes).
struct JSON5Scanner {
  static let deepest = 100

  let bytes: [UInt8]
  var offset = 0
  var depth = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The value that the whole text is.
  mutating func document() throws(JSON5SyntaxError) -> JSON5Node {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    try skipSpace()
    let node = try value()
    try skipSpace()
    guard offset == bytes.count else { throw expected("the end of the file") }
    return node
  }

  mutating func value() throws(JSON5SyntaxError) -> JSON5Node {
    let start = offset
    guard let byte = peek else { throw expected("a value") }
    switch byte {
    case UInt8(ascii: "{"):
      return JSON5Node(offset: start, value: .object(try nested(Self.object)))
    case UInt8(ascii: "["):
      return JSON5Node(offset: start, value: .array(try nested(Self.array)))
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return JSON5Node(offset: start, value: .text(try string()))
    default:
      return JSON5Node(offset: start, value: try scalar())
    }
  }

  private mutating func nested<Result>(
    _ scan: (inout Self) throws(JSON5SyntaxError) -> Result
  ) throws(JSON5SyntaxError) -> Result {
    guard depth < Self.deepest else { throw error(.tooDeep(limit: Self.deepest)) }
    depth += 1
    let result = try scan(&self)
    depth -= 1
    return result
  }

  private static func object(
    _ scanner: inout Self
  ) throws(JSON5SyntaxError) -> [JSON5Member] {
    let start = scanner.offset
    var members: [JSON5Member] = []
    scanner.offset += 1
    while true {
      try scanner.skipSpace()
      guard let byte = scanner.peek else { throw scanner.error(.unclosed("{", openedAt: start)) }
      if byte == UInt8(ascii: "}") { break }
      members.append(try scanner.member())
      guard try scanner.separator(closing: "}", start: start) else { break }
    }
    scanner.offset += 1
    return members
  }

  private mutating func member() throws(JSON5SyntaxError) -> JSON5Member {
    let start = offset
    let name = try key()
    try skipSpace()
    guard peek == UInt8(ascii: ":") else { throw expected("':' after the key \(name)") }
    offset += 1
    try skipSpace()
    return JSON5Member(key: name, offset: start, node: try value())
  }

  private static func array(_ scanner: inout Self) throws(JSON5SyntaxError) -> [JSON5Node] {
    let start = scanner.offset
    var elements: [JSON5Node] = []
    scanner.offset += 1
    while true {
      try scanner.skipSpace()
      guard let byte = scanner.peek else { throw scanner.error(.unclosed("[", openedAt: start)) }
      if byte == UInt8(ascii: "]") { break }
      elements.append(try scanner.value())
      guard try scanner.separator(closing: "]", start: start) else { break }
    }
    scanner.offset += 1
    return elements
  }

  /// Passes a comma and returns true, or stops in front of the closing bracket and returns false.
  private mutating func separator(
    closing: Unicode.Scalar, start: Int
  ) throws(JSON5SyntaxError) -> Bool {
    try skipSpace()
    guard let byte = peek else {
      throw error(.unclosed(closing == "}" ? "{" : "[", openedAt: start))
    }
    if byte == UInt8(ascii: ",") {
      offset += 1
      return true
    }
    guard byte == UInt8(ascii: closing) else { throw expected("',' or '\(closing)'") }
    return false
  }
}

extension JSON5Scanner {
  var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func byte(after distance: Int) -> UInt8? {
    offset + distance < bytes.count ? bytes[offset + distance] : nil
  }

  func error(_ reason: JSON5SyntaxError.Reason, at place: Int? = nil) -> JSON5SyntaxError {
    JSON5SyntaxError(offset: place ?? offset, reason: reason)
  }

  /// The error that something else was expected where the scanner stands.
  func expected(_ what: String) -> JSON5SyntaxError {
    guard let byte = peek else { return error(.expected(what, found: "the end of the file")) }
    let scalar = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self)
      .unicodeScalars.first
    let isVisible = byte > 0x20 && byte != 0x7F
    let found = isVisible ? scalar.map { "'\($0)'" } : nil
    return error(.expected(what, found: found ?? "the byte \(byte)"))
  }

  /// Passes white space and comments.
  mutating func skipSpace() throws(JSON5SyntaxError) {
    while let byte = peek {
      switch byte {
      case 0x09, 0x0A, 0x0D, 0x20: offset += 1
      case UInt8(ascii: "/"): try skipComment()
      default: return
      }
    }
  }

  private mutating func skipComment() throws(JSON5SyntaxError) {
    let start = offset
    switch byte(after: 1) {
    case UInt8(ascii: "/"):
      while let byte = peek, byte != 0x0A, byte != 0x0D { offset += 1 }
    case UInt8(ascii: "*"):
      offset += 2
      while offset + 1 < bytes.count {
        if bytes[offset] == UInt8(ascii: "*"), bytes[offset + 1] == UInt8(ascii: "/") {
          offset += 2
          return
        }
        offset += 1
      }
      throw error(.unclosed("comment", openedAt: start), at: start)
    default:
      throw expected("a comment or a value")
    }
  }
}
