import Testing

@testable import Study

@Suite("Text that no spreadsheet takes for a formula")
struct SpreadsheetTextTests {
  /// A text, and how it stands in a CSV file.
  static let texts: [(text: String, guarded: String)] = [
    ("plain", "plain"), ("", ""), ("'", "'"), ("'quoted'", "'quoted'"),
    ("=1+1", "'=1+1"), ("+cmd", "'+cmd"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"),
    ("\ttab", "'\ttab"), ("\rreturn", "'\rreturn"), ("\nfeed", "'\nfeed"),
    ("-0.5", "-0.5"), ("+12", "+12"), ("-1e-05", "-1e-05"), ("-.5", "-.5"),
    ("-1e", "'-1e"), ("-", "'-"), ("-1-1", "'-1-1"), ("-1.2.3", "'-1.2.3"), ("-inf", "'-inf"),
    ("'=1", "''=1"), ("''=1", "'''=1"), ("'-0.5", "''-0.5"),
    ("=\u{301}accent", "'=\u{301}accent"),
  ]

  @Test("Formulas get an apostrophe and numbers do not", arguments: texts)
  func guarded(text: String, guarded: String) {
    #expect(SpreadsheetText.guarded(text) == guarded)
  }

  @Test("Reading undoes the apostrophe of every text, and takes no other", arguments: texts)
  func restored(text: String, guarded: String) {
    #expect(SpreadsheetText.restored(guarded) == text)
  }
}
