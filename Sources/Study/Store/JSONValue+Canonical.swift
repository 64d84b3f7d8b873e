import Foundation

extension JSONValue {
  /// The value of a canonical text.
  ///
  /// - Parameter text: a record's specification or result, or other compact JSON.
  /// - Throws: `DecodingError` for what is no JSON, or holds an integer beyond 64 bits.
  init(canonical text: ArraySlice<UInt8>) throws {
    if let value = JSONValue(compact: text) {
      self = value
    } else {
      self = try JSONDecoder().decode(JSONValue.self, from: Data(text))
    }
  }

  /// The value of JSON without white space; nil for whatever is not plain, which Foundation's decoder is to
  /// judge.
  ///
  /// Foundation asks a value of unknown type what it is by trying one after the other, and every refusal is an
  /// error that is made and thrown away.
  private init?(compact text: ArraySlice<UInt8>) {
    let value = text.withUnsafeBufferPointer { bytes in
      var reader = CompactReader(bytes: bytes)
      let value = reader.value(depth: 0)
      return reader.index == bytes.count ? value : nil
    }
    guard let value else { return nil }
    self = value
  }
}

/// Reads compact JSON byte by byte; nil where there is something else.
private struct CompactReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var index = 0

  /// Nesting beyond this is left to a decoder with limits of its own.
  private static let deepest = 100

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  mutating func value(depth: Int) -> JSONValue? {
    guard depth < Self.deepest else { return nil }
    switch next {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "t"): return word("true") ? .bool(true) : nil
    case UInt8(ascii: "f"): return word("false") ? .bool(false) : nil
    case UInt8(ascii: "n"): return word("null") ? .null : nil
    default: return number()
    }
  }

  private mutating func word(_ text: StaticString) -> Bool {
    for place in 0..<text.utf8CodeUnitCount {
      guard next == text.utf8Start[place] else { return false }
      index += 1
    }
    return true
  }

  private mutating func object(depth: Int) -> JSONValue? {
    guard take("{") else { return nil }
    var members: [String: JSONValue] = [:]
    if take("}") { return .object(members) }
    repeat {
      guard let key = string(), take(":"), let value = value(depth: depth + 1),
        members.updateValue(value, forKey: key) == nil
      else { return nil }
    } while take(",")
    return take("}") ? .object(members) : nil
  }

  private mutating func array(depth: Int) -> JSONValue? {
    guard take("[") else { return nil }
    var values: [JSONValue] = []
    if take("]") { return .array(values) }
    repeat {
      guard let value = value(depth: depth + 1) else { return nil }
      values.append(value)
    } while take(",")
    return take("]") ? .array(values) : nil
  }

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    let start = index
    while let byte = next, byte != UInt8(ascii: "\"") {
      // Escapes and control characters are rare enough for the decoder.
      guard byte >= 0x20, byte != UInt8(ascii: "\\") else { return nil }
      index += 1
    }
    let text = String(validating: bytes[start..<index], as: UTF8.self)
    return take("\"") ? text : nil
  }

  private mutating func number() -> JSONValue? {
    let start = index
    while let byte = next, (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte) {
      index += 1
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard Self.isNumber(bytes[start..<index]) else { return nil }
    if let whole = Int64(text) { return .integer(whole) }
    // The rest may be a whole number after all, or too large for one: the decoder knows.
    guard text.utf8.contains(UInt8(ascii: ".")) || text.utf8.contains(UInt8(ascii: "e")),
      let value = Double(text), value.isFinite, Int64(exactly: value) == nil
    else { return nil }
    return .number(value)
  }

  /// Whether the first digits are as JSON writes them: a sign of minus only, no zero before others.
  private static func isNumber(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
    guard let first = digits.first, (0x30...0x39).contains(first), let last = digits.last,
      (0x30...0x39).contains(last)
    else { return false }
    guard first == UInt8(ascii: "0"), let second = digits.dropFirst().first else { return true }
    return !(0x30...0x39).contains(second)
  }
}
