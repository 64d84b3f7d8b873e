import Datasets
import Foundation
import Testing

@testable import Study

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

  @Test("A record that has another digest than its content is refused")
  func forged() throws {
    let (record, _) = try sampleRecord()
    let file = [UInt8](try record.file)
    #expect(try Record(proving: file) == record)
    let forged = String(decoding: file, as: UTF8.self).replacing("259", with: "260")
    #expect(throws: Record.Damage.otherDigest) { try Record(proving: Array(forged.utf8)) }
  }

  @Test("A member is left out of a result by its text, and digested")
  func withoutMember() throws {
    let result = JSONValue.object([
      "a": .string("}\",\"log\":1"), "log": .array([.object(["x": .integer(1)])]), "z": .null,
    ])
    let record = try Record(specification: .null, result: result)
    let (rest, digest) = record.result(without: "log")
    #expect(String(decoding: rest, as: UTF8.self) == #"{"a":"}\",\"log\":1","z":null}"#)
    #expect(digest == Digest(of: #"[{"x":1}]"#))
    #expect(record.result(without: "b").digest == nil)
    let only = try Record(specification: .null, result: .object(["log": .integer(7)]))
    #expect(only.result(without: "log").rest == Data("{}".utf8))
    let scalar = try Record(specification: .null, result: .integer(3))
    #expect(scalar.result(without: "log").rest == Data("3".utf8))
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
