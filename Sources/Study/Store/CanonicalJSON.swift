public import Datasets
public import Foundation

/// JSON with exactly one text for a value, so that a digest of the text names the value.
///
/// Keys ascend by their UTF-8 bytes; there is no white space; strings escape only what must be
/// (quote, backslash, control characters) and stay UTF-8 otherwise; whole numbers have no point,
/// others are the shortest decimal that reads back as the same `Double`, which Swift prints alike
/// on every platform and in every locale; −0 is 0. Foundation's encoder promises none of this
/// across versions, so the text is made here.
///
/// Reference: Rundgren, Jordan, Erdtman, "JSON Canonicalization Scheme", RFC 8785, 2020, from
/// which the order of keys (there UTF-16) and the layout of numbers (there ECMAScript's) depart.
public enum CanonicalJSON {
  /// The canonical text of a value, without a final newline.
  ///
  /// - Parameter value: what to write.
  /// - Returns: UTF-8.
  /// - Throws: `StoreError.notFinite` for a NaN or an infinity, which JSON cannot write.
  public static func bytes(of value: JSONValue) throws(StoreError) -> Data {
    var text: [UInt8] = []
    try write(value, to: &text)
    return Data(text)
  }

  /// The canonical text of anything encodable, without a final newline.
  ///
  /// - Parameter value: what to write.
  /// - Returns: UTF-8.
  /// - Throws: `EncodingError` or `DecodingError` for what JSON cannot hold.
  public static func bytes(encoding value: some Encodable) throws -> Data {
    try bytes(of: JSONValue(encoding: value))
  }

  /// The canonical text of a value as a file holds it, ended by a newline.
  ///
  /// - Parameter value: what to write.
  /// - Returns: UTF-8.
  /// - Throws: `StoreError.notFinite` for a NaN or an infinity.
  public static func file(of value: JSONValue) throws(StoreError) -> Data {
    try bytes(of: value) + Data([UInt8(ascii: "\n")])
  }

  /// The SHA-256 of the canonical text.
  ///
  /// - Parameter value: what to digest.
  /// - Returns: the same digest wherever and whenever it is computed.
  /// - Throws: `StoreError.notFinite` for a NaN or an infinity.
  public static func digest(of value: JSONValue) throws(StoreError) -> Digest {
    Digest(of: try bytes(of: value))
  }
}

extension CanonicalJSON {
  private static func write(_ value: JSONValue, to text: inout [UInt8]) throws(StoreError) {
    switch value {
    case .null: text += "null".utf8
    case .bool(let value): text += (value ? "true" : "false").utf8
    case .integer(let value): text += String(value).utf8
    case .number(let value): text += try number(value).utf8
    case .string(let value): write(value, to: &text)
    case .array(let values):
      text.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        try write(value, to: &text)
      }
      text.append(UInt8(ascii: "]"))
    case .object: try writeMembers(of: value, to: &text)
    }
  }

  private static func writeMembers(
    of object: JSONValue, to text: inout [UInt8]
  ) throws(StoreError) {
    text.append(UInt8(ascii: "{"))
    for (index, member) in object.members.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      write(member.key, to: &text)
      text.append(UInt8(ascii: ":"))
      try write(member.value, to: &text)
    }
    text.append(UInt8(ascii: "}"))
  }

  private static func number(_ value: Double) throws(StoreError) -> String {
    guard value.isFinite else { throw .notFinite(value) }
    return Int64(exactly: value).map(String.init) ?? value.description
  }

  private static func write(_ string: String, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""): text += #"\""#.utf8
      case UInt8(ascii: "\\"): text += #"\\"#.utf8
      case UInt8(ascii: "\n"): text += #"\n"#.utf8
      case UInt8(ascii: "\r"): text += #"\r"#.utf8
      case UInt8(ascii: "\t"): text += #"\t"#.utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        text += (#"\u"# + String(repeating: "0", count: 4 - digits.count) + digits).utf8
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }
}
