import COpenSSL
public import Foundation

/// A SHA-256 digest, written as 64 lower-case hexadecimal digits.
///
/// Digests name records and prove files; two are equal only if all 256 bits are. A plan of a million runs
/// keeps two of each, so the bits are kept and not the digits.
public struct Digest: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  // The bits in groups of 64, the first ones highest.
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64

  /// The digest that a string of 64 hexadecimal digits names; nil for anything else.
  ///
  /// - Parameter hexadecimal: 64 digits, in either case.
  public init?(hexadecimal: String) {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    var count = 0
    for byte in hexadecimal.utf8 {
      guard count < 64, let value = Self.value(ofDigit: byte) else { return nil }
      switch count >> 4 {
      case 0: words.0 = words.0 << 4 | value
      case 1: words.1 = words.1 << 4 | value
      case 2: words.2 = words.2 << 4 | value
      default: words.3 = words.3 << 4 | value
      }
      count += 1
    }
    guard count == 64 else { return nil }
    (first, second, third, fourth) = words
  }

  private static func value(ofDigit byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// The SHA-256 of some bytes, computed by OpenSSL.
  ///
  /// - Parameter bytes: what to digest; may be empty.
  public init(of bytes: some ContiguousBytes) {
    var digest = [UInt8](repeating: 0, count: 32)
    bytes.withUnsafeBytes { raw in
      let status = EVP_Digest(raw.baseAddress, raw.count, &digest, nil, EVP_sha256(), nil)
      precondition(status == 1, "OpenSSL offers SHA-256")
    }
    self.init(rawBytes: digest)
  }

  /// The SHA-256 of a text in UTF-8.
  ///
  /// - Parameter text: what to digest.
  public init(of text: String) {
    self.init(of: Array(text.utf8))
  }

  /// The digest of 32 bytes.
  init(rawBytes: [UInt8]) {
    precondition(rawBytes.count == 32, "SHA-256 has 32 bytes")
    func word(_ start: Int) -> UInt64 {
      rawBytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
    }
    (first, second, third, fourth) = (word(0), word(8), word(16), word(24))
  }

  /// 64 lower-case hexadecimal digits.
  public var hexadecimal: String {
    String(unsafeUninitializedCapacity: 64) { digits in
      for place in 0..<64 {
        let word =
          switch place >> 4 {
          case 0: first
          case 1: second
          case 2: third
          default: fourth
          }
        let value = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * (place & 15)) & 15)
        digits[place] = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
      }
      return 64
    }
  }

  /// The first eight bits: the number that the first two digits write.
  public var firstByte: UInt8 { UInt8(truncatingIfNeeded: first >> 56) }

  /// The 64 digits.
  public var description: String { hexadecimal }

  /// The first twelve digits: enough to tell records apart where a person reads.
  public var short: String { String(hexadecimal.prefix(12)) }

  /// Decodes from a string of 64 hexadecimal digits.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let digest = Digest(hexadecimal: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a SHA-256 digest of 64 hexadecimal digits")
    }
    self = digest
  }

  /// Encodes as a string of 64 hexadecimal digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hexadecimal)
  }

  /// Orders by the digits.
  public static func < (left: Digest, right: Digest) -> Bool {
    (left.first, left.second, left.third, left.fourth)
      < (right.first, right.second, right.third, right.fourth)
  }
}
