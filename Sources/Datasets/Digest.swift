import COpenSSL
public import Foundation

/// A SHA-256 digest, written as 64 lower-case hexadecimal digits.
///
/// Digests name records and prove files; two are equal only if all 256 bits are.
public struct Digest: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  public let hexadecimal: String

  /// The digest that a string of 64 hexadecimal digits names; nil for anything else.
  ///
  /// - Parameter hexadecimal: 64 digits, in either case.
  public init?(hexadecimal: String) {
    let isHexadecimal = hexadecimal.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
    guard hexadecimal.utf8.count == 64, isHexadecimal else { return nil }
    self.hexadecimal = hexadecimal.lowercased()
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

  init(rawBytes: [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    let text = rawBytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    hexadecimal = String(decoding: text, as: UTF8.self)
  }

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
    left.hexadecimal < right.hexadecimal
  }
}
