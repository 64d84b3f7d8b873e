import Datasets
import Foundation
import Study

/// Records of a store, and results that fit them, as a report reads them.
///
/// A digest keeps a fuzzer from making records: so the input is taken for the file of a record, and then
/// for the result of one whose digest is right.
enum RecordTarget: FuzzTarget {
  static let name = "record"
  static let longest = 4096

  static func check(_ bytes: [UInt8]) throws(Inconsistency) {
    if let record = try? Record(proving: bytes) {
      let file = try succeeding("its file") { try record.file }
      try require(Array(file) == bytes, "written again, the record is another")
    }
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else { return }
    try checkText(of: value)
    try checkRecord(of: value)
    try RecordedStudy.check(value)
  }

  /// Canonical text, read, is the same value and has the same text.
  private static func checkText(of value: JSONValue) throws(Inconsistency) {
    let text = try succeeding("its canonical text") { try CanonicalJSON.bytes(of: value) }
    let again = try succeeding("its canonical text, read") {
      try JSONDecoder().decode(JSONValue.self, from: text)
    }
    let twice = try succeeding("its canonical text again") { try CanonicalJSON.bytes(of: again) }
    try require(text == twice, "the canonical text changes")
  }

  /// A record that was made can be read, and is the same.
  private static func checkRecord(of value: JSONValue) throws(Inconsistency) {
    let attachments =
      value["attachments"].flatMap { try? $0.decoded(as: [Attachment].self) } ?? []
    guard
      let record = try? Record(
        specification: value["specification"] ?? value, result: value["result"] ?? value,
        attachments: attachments)
    else { return }
    let file = try succeeding("its file") { try record.file }
    let again = try succeeding("its file, read") { try Record(proving: Array(file)) }
    try require(again == record, "written and read again, the record is another")
  }
}
