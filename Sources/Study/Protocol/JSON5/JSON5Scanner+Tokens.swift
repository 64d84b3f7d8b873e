extension JSON5Scanner {
  /// A quoted or unquoted key.
  mutating func key() throws(JSON5SyntaxError) -> String {
    if peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'") { return try string() }
    let word = takeWord()
    let isName = word.first.map { !$0.isNumber } ?? false
    guard isName else {
      offset -= word.utf8.count
      throw expected("a key or '}'")
    }
    return word
  }

  /// A quoted string, its escapes resolved.
  mutating func string() throws(JSON5SyntaxError) -> String {
    let start = offset
    let quote = bytes[offset]
    var content: [UInt8] = []
    offset += 1
    while let byte = peek {
      switch byte {
      case quote:
        offset += 1
        return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"): content += Array(String(try escape()).utf8)
      case 0x0A, 0x0D: throw error(.newlineInString)
      case 0..<0x20: throw error(.controlCharacter)
      default:
        content.append(byte)
        offset += 1
      }
    }
    throw error(.unclosed("string", openedAt: start))
  }

  private mutating func escape() throws(JSON5SyntaxError) -> Character {
    let start = offset
    let letter = byte(after: 1)
    offset += 2
    switch letter {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return Character(Unicode.Scalar(letter ?? 0))
    case UInt8(ascii: "u"): return try unicodeEscape(start)
    default: throw escapeError(start)
    }
  }

  /// The scalar of `\uXXXX`, or of two of them that are a surrogate pair.
  private mutating func unicodeEscape(_ start: Int) throws(JSON5SyntaxError) -> Character {
    guard let first = takeHexadecimal() else { throw escapeError(start) }
    if let scalar = Unicode.Scalar(first) { return Character(scalar) }
    let isHigh = (0xD800..<0xDC00).contains(first)
    guard isHigh, peek == UInt8(ascii: "\\"), byte(after: 1) == UInt8(ascii: "u") else {
      throw escapeError(start)
    }
    offset += 2
    guard let second = takeHexadecimal(), (0xDC00..<0xE000).contains(second) else {
      throw escapeError(start)
    }
    let value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
    guard let scalar = Unicode.Scalar(value) else { throw escapeError(start) }
    return Character(scalar)
  }

  private mutating func takeHexadecimal() -> UInt16? {
    guard offset + 4 <= bytes.count else { return nil }
    let digits = bytes[offset..<offset + 4]
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    offset += 4
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  private func escapeError(_ start: Int) -> JSON5SyntaxError {
    let end = min(max(start + 2, offset), bytes.count)
    let written = bytes[start..<end].filter { $0 > 0x20 && $0 < 0x7F }
    return error(.escape(String(decoding: written, as: UTF8.self)), at: start)
  }

  /// A number, `true`, `false` or `null`.
  mutating func scalar() throws(JSON5SyntaxError) -> JSON5Node.Value {
    let start = offset
    let word = takeScalar()
    switch word {
    case "": throw expected("a value")
    case "true": return .flag(true)
    case "false": return .flag(false)
    case "null": return .null
    default: break
    }
    if Self.isNumber(word) { return .number(JSON5Number(literal: word)) }
    let looksNumeric = word.first.map { $0.isNumber || "+-.".contains($0) } ?? false
    guard !looksNumeric else { throw error(.number(word), at: start) }
    throw error(.expected("a value", found: "\(word) (put text in quotation marks)"), at: start)
  }

  /// Letters, digits, `$` and `_`.
  private mutating func takeWord() -> String {
    take { Self.isWord($0) }
  }

  private mutating func takeScalar() -> String {
    take { Self.isWord($0) || "+-.".utf8.contains($0) }
  }

  private mutating func take(while isTaken: (UInt8) -> Bool) -> String {
    let start = offset
    while let byte = peek, isTaken(byte) { offset += 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"):
      true
    default: false
    }
  }
}

extension JSON5Scanner {
  /// Whether a word is a JSON5 number: `[+-]` and `Infinity`, `NaN`, `0x` digits, or a decimal
  /// number without needless leading zeros.
  static func isNumber(_ word: String) -> Bool {
    var rest = Substring(word)
    if rest.first == "+" || rest.first == "-" { rest = rest.dropFirst() }
    if rest == "Infinity" || rest == "NaN" { return true }
    if rest.hasPrefix("0x") || rest.hasPrefix("0X") {
      let digits = rest.dropFirst(2)
      return !digits.isEmpty && digits.count <= 16 && digits.allSatisfy(\.isHexDigit)
    }
    let whole = rest.prefix(while: \.isNumber)
    rest = rest.dropFirst(whole.count)
    var fraction = Substring()
    if rest.first == "." {
      rest = rest.dropFirst()
      fraction = rest.prefix(while: \.isNumber)
      rest = rest.dropFirst(fraction.count)
    }
    guard !(whole.isEmpty && fraction.isEmpty), whole.count == 1 || whole.first != "0" else {
      return false
    }
    return rest.isEmpty || isExponent(rest)
  }

  private static func isExponent(_ text: Substring) -> Bool {
    guard text.first == "e" || text.first == "E" else { return false }
    var digits = text.dropFirst()
    if digits.first == "+" || digits.first == "-" { digits = digits.dropFirst() }
    return !digits.isEmpty && digits.allSatisfy(\.isNumber)
  }
}
