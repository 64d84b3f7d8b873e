import Datasets

extension Record: Codable {
  private enum CodingKeys: CodingKey {
    case specification, result, attachments, digest
  }

  /// Decodes a record and proves it: the digest must be that of the rest.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      specification: try container.decode(JSONValue.self, forKey: .specification),
      result: try container.decode(JSONValue.self, forKey: .result),
      attachments: try container.decode([Attachment].self, forKey: .attachments))
    guard try container.decode(Digest.self, forKey: .digest) == digest else {
      throw DecodingError.dataCorruptedError(
        forKey: .digest, in: container, debugDescription: "the digest is not that of the content")
    }
  }

  /// Encodes the content and its digest.
  public func encode(to encoder: any Encoder) throws {
    try json.encode(to: encoder)
  }
}
