import Statistics
import Study

/// A table as RFC 4180 has it: a header, comma-separated fields, quotes where they are needed,
/// lines ended by CR LF.
///
/// No field is a formula to a spreadsheet: a text that begins with `=`, `+`, `-`, `@`, a tab or a
/// line break and is no number has an apostrophe in front (``SpreadsheetText``), which `CSVReader`
/// takes off.
package struct CSV {
  package private(set) var text = ""

  package init(header: [String]) {
    add(header)
  }

  /// Adds a row.
  package mutating func add(_ fields: [String]) {
    text += fields.map { Self.quoted(SpreadsheetText.guarded($0)) }.joined(separator: ",") + "\r\n"
  }

  private static func quoted(_ field: String) -> String {
    let needsQuotes = field.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
    guard needsQuotes else { return field }
    let doubled = field.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }
    return "\"" + doubled.joined() + "\""
  }
}

extension CSV {
  /// At most six significant digits, so that reports are equal where a libm differs; empty for
  /// none.
  static func number(_ value: Double?) -> String {
    value.map { Significant.text($0) } ?? ""
  }
}
