import Foundation
import Testing

@testable import Study

@Suite("Reading CSV")
struct CSVReaderTests {
  static func read(_ text: String) throws -> CSVTable {
    try CSVReader.read(Data(text.utf8), path: "t.csv")
  }

  /// Texts of the same table.
  static let same = [
    "a,b\r\n1,2\r\n3,4\r\n", "a,b\n1,2\n3,4", "a,b\r1,2\r3,4\r", "\u{FEFF}a,b\n1,2\n3,4\n",
    "a,b\n\n1,2\n\r\n3,4\n\n", "\"a\",\"b\"\n\"1\",2\n3,\"4\"", " a , b\n1,2\n3,4\n",
  ]

  @Test(
    "Line ends, a byte-order mark, empty lines and needless quotes are all one", arguments: same)
  func lineEnds(text: String) throws {
    let table = try Self.read(text)
    #expect(table.header == ["a", "b"])
    #expect(table.rows.map(\.fields) == [["1", "2"], ["3", "4"]])
  }

  /// A field as it is written, and what it says.
  static let fields: [(written: String, field: String)] = [
    ("\"a,b\"", "a,b"), ("\"say \"\"so\"\"\"", "say \"so\""), ("\"two\nlines\"", "two\nlines"),
    ("\"two\r\nlines\"", "two\r\nlines"), ("\"\"", ""), (" x ", " x "), ("größer 写", "größer 写"),
    ("'=1+1", "=1+1"), ("\"'=A1,B1\"", "=A1,B1"), ("it's", "it's"), ("-0.5", "-0.5"),
    ("\",\u{301}\"", ",\u{301}"),
  ]

  @Test("Fields say what RFC 4180 has them say", arguments: fields)
  func field(written: String, field: String) throws {
    let table = try Self.read("h,i\n\(written),end\n")
    #expect(table.rows.map(\.fields) == [[field, "end"]])
  }

  @Test("A row knows the line where it begins, line breaks in fields counted")
  func lines() throws {
    let table = try Self.read("h\r\n\"a\nb\r\nc\"\r\nd\r\n\r\ne\n")
    #expect(table.rows.map(\.line) == [2, 5, 7])
  }

  /// Texts that are no table, and all that is said of them.
  static let wrong: [(text: String, message: String)] = [
    ("", "t.csv: is empty; begin with a line of column names"),
    ("\n\n", "t.csv: is empty; begin with a line of column names"),
    (
      "a,b\n1,2,3\n4\n5,6\n",
      """
      t.csv:2: has 3 fields, and the header has 2; give every row as many
      t.csv:3: has 1 field, and the header has 2; give every row as many
      """
    ),
    (
      "a\n\"b\n\nc\n",
      "t.csv:2: a quotation mark is never closed; close it, or double it within a field"
    ),
    (
      "a\n\"b\"c\n",
      "t.csv:2: text follows a field's closing quotation mark; put a comma between"
    ),
    (
      "a\nb\"c\n",
      "t.csv:2: a quotation mark stands within a field; put the field in quotation marks and "
        + "double it"
    ),
    ("a\n\0\n", "t.csv:2: is not UTF-8 text; save the file as UTF-8"),
  ]

  @Test("What is no table is refused with its line", arguments: wrong)
  func refused(text: String, message: String) {
    let error = #expect(throws: ResultsError.self) { try Self.read(text) }
    #expect(error?.description == message)
  }

  @Test("Bytes that are not UTF-8 are refused")
  func encoding() {
    let error = #expect(throws: ResultsError.self) {
      try CSVReader.read(Data([0x61, 0x0A, 0xE9, 0x0A]), path: "t.csv")
    }
    #expect(error?.description == "t.csv:2: is not UTF-8 text; save the file as UTF-8")
  }

  @Test("Of many problems the first twenty are told, and how many there are more")
  func bounded() {
    let text = "a,b\n" + String(repeating: "1\n", count: 35)
    let error = #expect(throws: ResultsError.self) { try Self.read(text) }
    let lines = error?.description.split(separator: "\n") ?? []
    #expect(lines.count == 21)
    #expect(lines.last == "t.csv: and 15 problems more")
  }

  @Test("More columns or bytes than the bounds are refused")
  func tooMuch() {
    let header = Array(repeating: "x", count: CSVReader.mostColumns + 1).joined(separator: ",")
    #expect(throws: ResultsError.self) { try Self.read(header + "\n") }
    #expect(throws: ResultsError.self) {
      try CSVReader.read(Data(count: CSVReader.mostBytes + 1), path: "t.csv")
    }
  }

  @Test("A folder and a file that is not there cannot be read")
  func unreadable() {
    for path in ["/", "/nonesuch.csv"] {
      let error = #expect(throws: ResultsError.self) { try CSVReader.read(path: path) }
      guard case .unreadable = error else {
        Issue.record("\(path): \(String(describing: error))")
        continue
      }
    }
  }
}
