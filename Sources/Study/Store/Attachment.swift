public import Datasets
public import Foundation

/// What a record knows about a binary file beside it, such as an encoder's weights.
public struct Attachment: Hashable, Sendable {
  /// What the file holds, as in `weights` or `predictions`.
  public let name: String
  /// The SHA-256 of its bytes.
  public let digest: Digest
  /// Its size.
  public let bytes: Int

  /// Describes the bytes of a file that is to be stored.
  ///
  /// - Parameters:
  ///   - name: 1 to 64 of the letters a to z and `-`; it becomes part of a file's name.
  ///   - data: the bytes.
  /// - Throws: `StoreError.attachmentName`.
  public init(name: String, data: Data) throws(StoreError) {
    try self.init(name: name, digest: Digest(of: data), bytes: data.count)
  }

  init(name: String, digest: Digest, bytes: Int) throws(StoreError) {
    guard Attachment.isName(name) else { throw .attachmentName(name) }
    self.name = name
    self.digest = digest
    self.bytes = bytes
  }
}

extension Attachment {
  /// Whether a text can name an attachment, so that no path can leave the store.
  private static func isName(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      }
  }

  /// Why some bytes are not this attachment's; nil if they are.
  func problem(with data: Data) -> String? {
    guard data.count == bytes else { return "\(data.count) bytes instead of \(bytes)" }
    let found = Digest(of: data)
    return found == digest ? nil : "SHA-256 is \(found.short)…, the record says \(digest.short)…"
  }
}

extension Attachment: Codable {
  private enum CodingKeys: CodingKey {
    case name, digest, bytes
  }

  /// Decodes a description and checks the name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      name: try container.decode(String.self, forKey: .name),
      digest: try container.decode(Digest.self, forKey: .digest),
      bytes: try container.decode(Int.self, forKey: .bytes))
  }
}
