import Datasets
import Foundation
import Study
import Testing

@Suite("Record")
struct StoreRecordTests {
  @Test("Identifier and digest are those of the canonical text")
  func digests() throws {
    let weights = try Attachment(name: "weights", data: Data())
    let record = try Record(
      specification: .object(["seed": .integer(1), "arm": .string("random")]),
      result: .integer(3), attachments: [weights])
    let specification = #"{"arm":"random","seed":1}"#
    // SHA-256 of no bytes, as published in every description of the algorithm.
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    let attachment = #"{"bytes":0,"digest":"\#(empty)","name":"weights"}"#
    #expect(record.identifier == Digest(of: specification))
    #expect(
      record.digest
        == Digest(
          of: #"{"attachments":[\#(attachment)],"result":3,"specification":\#(specification)}"#))
  }

  @Test("A result changes the digest and not the identifier")
  func result() throws {
    let (one, _) = try sampleRecord(correct: 259)
    let (other, _) = try sampleRecord(correct: 260)
    #expect(one.identifier == other.identifier)
    #expect(one.digest != other.digest)
  }

  @Test("The order in which attachments are given does not matter")
  func order() throws {
    let a = try Attachment(name: "a", data: Data([1]))
    let b = try Attachment(name: "b", data: Data([2]))
    let one = try Record(specification: .null, result: .null, attachments: [a, b])
    #expect(try one == Record(specification: .null, result: .null, attachments: [b, a]))
    #expect(throws: StoreError.duplicateAttachment("a")) {
      try Record(specification: .null, result: .null, attachments: [a, b, a])
    }
  }

  @Test("A record that is decoded with another digest is refused")
  func forged() throws {
    let (record, _) = try sampleRecord()
    let data = try JSONEncoder().encode(record)
    #expect(try JSONDecoder().decode(Record.self, from: data) == record)
    let forged = String(decoding: data, as: UTF8.self).replacing("259", with: "260")
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Record.self, from: Data(forged.utf8))
    }
  }

  @Test(
    "Names that could leave the store are refused",
    arguments: ["", "..", "../x", "a/b", "A", "weights.bin", "w1", "ü", "a\u{0}", "a b"]
      + [String(repeating: "a", count: 65)])
  func names(name: String) {
    #expect(throws: StoreError.attachmentName(name)) {
      try Attachment(name: name, data: Data())
    }
    let json = """
      {"name":"\(name == "a\u{0}" ? "a\\u0000" : name)","bytes":0,"digest":"\(Digest(of: ""))"}
      """
    #expect(throws: StoreError.attachmentName(name)) {
      try JSONDecoder().decode(Attachment.self, from: Data(json.utf8))
    }
  }
}
