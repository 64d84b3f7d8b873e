public import Datasets
package import Foundation

/// The immutable result of a run.
///
/// A record is found by the digest of its specification and proven by the digest of everything in
/// it. Timings, host names and dates have no place here; see `RecordStore.writeTiming`.
///
/// It keeps canonical texts and decodes what is asked for: a report of ten thousand records proves all
/// and looks at a few figures of each.
public struct Record: Equatable, Sendable {
  /// Everything that determines the result, as canonical JSON: data, network, arm, seed, engine version.
  let specificationText: ArraySlice<UInt8>
  /// What the run found, as canonical JSON.
  let resultText: ArraySlice<UInt8>
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
    specificationText = [UInt8](try CanonicalJSON.bytes(of: specification))[...]
    resultText = [UInt8](try CanonicalJSON.bytes(of: result))[...]
    self.attachments = ordered
    identifier = Digest(of: specificationText)
    digest = Digest(of: try Record.text(ordered, nil, resultText, specificationText))
  }
}

extension Record {
  /// What the run found.
  ///
  /// - Parameter type: how to read it.
  /// - Returns: the result.
  /// - Throws: `DecodingError` for a result of another form.
  public func result<Value: Decodable>(as type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(resultText))
  }

  /// The result without one of its members, and that member's digest; large members need not be
  /// decoded.
  ///
  /// - Parameter key: a member such as `log`.
  /// - Returns: the text of an object without the member; nil for the digest where it has none.
  func result(without key: String) -> (rest: Data, digest: Digest?) {
    guard let members = CanonicalText.members(of: resultText),
      let place = members.firstIndex(where: { $0.key.elementsEqual(key.utf8) })
    else { return (Data(resultText), nil) }
    var text: [UInt8] = []
    for (index, member) in members.enumerated() where index != place {
      text.append(UInt8(ascii: text.isEmpty ? "{" : ","))
      text += resultText[member.key.startIndex - 1..<member.value.upperBound]
    }
    text += Array(text.isEmpty ? "{}".utf8 : "}".utf8)
    return (Data(text), Digest(of: resultText[members[place].value]))
  }
}

extension Record {
  /// What the digest covers; with the digest among it, as the file holds it but for the last newline.
  private static func text(
    _ attachments: [Attachment], _ digest: Digest?, _ result: ArraySlice<UInt8>,
    _ specification: ArraySlice<UInt8>
  ) throws(StoreError) -> [UInt8] {
    let descriptions = attachments.map { attachment in
      JSONValue.object([
        "name": .string(attachment.name), "bytes": .integer(Int64(attachment.bytes)),
        "digest": .string(attachment.digest.hexadecimal),
      ])
    }
    var text = Array(#"{"attachments":"#.utf8)
    text += try CanonicalJSON.bytes(of: .array(descriptions))
    if let digest { text += Array(#","digest":"\#(digest)""#.utf8) }
    text += Array(#","result":"#.utf8)
    text += result
    text += Array(#","specification":"#.utf8)
    text += specification
    text.append(UInt8(ascii: "}"))
    return text
  }

  /// The bytes of the record's file.
  package var file: Data {
    get throws(StoreError) {
      Data(
        try Record.text(attachments, digest, resultText, specificationText)
          + [UInt8(ascii: "\n")])
    }
  }
}

extension Record {
  /// The most bytes of a record's file, 256 MiB: whatever is larger is damage, and is not read.
  static let largestFile = 1 << 28

  /// Why bytes are not those of a record.
  package enum Damage: Error, Equatable {
    case notARecord
    case notCanonical
    case otherDigest
  }

  /// Proves the bytes of a record's file: they are what its digest was computed of, to the last one.
  ///
  /// - Parameter bytes: the whole file.
  /// - Throws: `Damage`; `DecodingError` or `StoreError` for attachments that cannot be.
  package init(proving bytes: [UInt8]) throws {
    guard let members = CanonicalText.members(of: bytes[...].dropLast()),
      members.map({ String(decoding: $0.key, as: UTF8.self) })
        == ["attachments", "digest", "result", "specification"]
    else {
      let isJSON = (try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))) != nil
      throw isJSON ? Damage.notCanonical : Damage.notARecord
    }
    let decoder = JSONDecoder()
    attachments = try decoder.decode([Attachment].self, from: Data(bytes[members[0].value]))
    digest = try decoder.decode(Digest.self, from: Data(bytes[members[1].value]))
    resultText = bytes[members[2].value]
    specificationText = bytes[members[3].value]
    identifier = Digest(of: specificationText)
    guard try [UInt8](file) == bytes else { throw Damage.notCanonical }
    let text = try Record.text(attachments, nil, resultText, specificationText)
    guard Digest(of: text) == digest else { throw Damage.otherDigest }
  }
}

extension Record.Damage: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notARecord: "it is not the text of a record"
    case .notCanonical: "its bytes are not the canonical text of its content"
    case .otherDigest: "the digest is not that of the content"
    }
  }
}
