import Testing

@testable import Reporting

@Suite("CSV as RFC 4180 has it")
struct CSVTests {
  /// A field, and how it stands in a file.
  static let fields: [(field: String, written: String)] = [
    ("plain", "plain"),
    ("", ""),
    (" spaces stay ", " spaces stay "),
    ("-0.5", "-0.5"),
    ("a,b", "\"a,b\""),
    ("say \"so\"", "\"say \"\"so\"\"\""),
    ("\"", "\"\"\"\""),
    ("\"\"", "\"\"\"\"\"\""),
    ("two\nlines", "\"two\nlines\""),
    ("two\rlines", "\"two\rlines\""),
    ("two\r\nlines", "\"two\r\nlines\""),
    (",", "\",\""),
    ("größer – 写", "größer – 写"),
    // A quotation mark with an accent is one character, and two to a reader of CSV.
    ("\"\u{301}", "\"\"\"\u{301}\""),
    (",\u{301}", "\",\u{301}\""),
  ]

  @Test("Fields are quoted where they need it, and only there", arguments: fields)
  func quoting(field: String, written: String) {
    var csv = CSV(header: ["h"])
    csv.add([field])
    #expect(Array(csv.text.utf8) == Array("h\r\n\(written)\r\n".utf8))
  }

  @Test("Rows end with CR LF, fields are parted by commas, empty ones included")
  func rows() {
    var csv = CSV(header: ["a", "b", "c"])
    csv.add(["1", "", "3"])
    csv.add(["", "", ""])
    #expect(csv.text == "a,b,c\r\n1,,3\r\n,,\r\n")
  }

  @Test("A header alone is a table")
  func empty() {
    #expect(CSV(header: ["a", "b"]).text == "a,b\r\n")
  }
}
