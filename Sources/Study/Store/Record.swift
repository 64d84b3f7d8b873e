public import Datasets

/// The immutable result of a run.
///
/// A record is found by the digest of its specification and proven by the digest of everything in
/// it. Timings, host names and dates have no place here; see `RecordStore.writeTiming`.
public struct Record: Equatable, Sendable {
  /// Everything that determines the result: data, network, arm, seed, engine version.
  public let specification: JSONValue
  /// What the run found.
  public let result: JSONValue
  /// The binary files beside the record, in ascending order of their names.
  public let attachments: [Attachment]
  /// The SHA-256 of the canonical specification: the record's name.
  public let identifier: Digest
  /// The SHA-256 of the canonical object of specification, result and attachments.
  public let digest: Digest

  /// A record of a finished run.
  ///
  /// - Parameters:
  ///   - specification: what was run.
  ///   - result: what came out.
  ///   - attachments: descriptions of the binary files, in any order.
  /// - Throws: `StoreError.duplicateAttachment`, or `StoreError.notFinite` for a number that
  ///   JSON cannot hold.
  public init(
    specification: JSONValue, result: JSONValue, attachments: [Attachment] = []
  ) throws(StoreError) {
    let ordered = attachments.sorted { $0.name < $1.name }
    for (one, next) in zip(ordered, ordered.dropFirst()) where one.name == next.name {
      throw .duplicateAttachment(one.name)
    }
    self.specification = specification
    self.result = result
    self.attachments = ordered
    identifier = try CanonicalJSON.digest(of: specification)
    digest = try CanonicalJSON.digest(
      of: .object(Record.content(specification, result, ordered)))
  }
}

extension Record {
  /// What the digest covers.
  private static func content(
    _ specification: JSONValue, _ result: JSONValue, _ attachments: [Attachment]
  ) -> [String: JSONValue] {
    let descriptions = attachments.map { attachment in
      JSONValue.object([
        "name": .string(attachment.name), "bytes": .integer(Int64(attachment.bytes)),
        "digest": .string(attachment.digest.hexadecimal),
      ])
    }
    return ["specification": specification, "result": result, "attachments": .array(descriptions)]
  }

  /// The record as its file holds it: what the digest covers, and the digest.
  var json: JSONValue {
    var members = Record.content(specification, result, attachments)
    members["digest"] = .string(digest.hexadecimal)
    return .object(members)
  }
}
