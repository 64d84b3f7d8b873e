/// Keeps a spreadsheet from taking text for a formula.
///
/// Spreadsheets evaluate a field that begins with `=`, `+`, `-`, `@`, a tab or a line break,
/// whoever wrote it: a name from somebody's file could then fetch addresses or run programs on the
/// machine of whoever opens the table. An apostrophe in front makes it text; numbers stay as they
/// are.
///
/// `restored(guarded(text)) == text` for every text: one that already begins with apostrophes and
/// such a character gets one more.
public enum SpreadsheetText {
  /// A text as it may stand in a CSV file.
  ///
  /// - Parameter text: any text.
  /// - Returns: the text, with an apostrophe in front where a spreadsheet would evaluate it.
  public static func guarded(_ text: String) -> String {
    isRisky(text) && !isNumber(text) ? "'" + text : text
  }

  /// The text that was guarded.
  ///
  /// - Parameter text: a field of a CSV file.
  /// - Returns: the text without the apostrophe that guards it, if there is one.
  public static func restored(_ text: String) -> String {
    text.unicodeScalars.first == "'" && isRisky(text)
      ? String(String.UnicodeScalarView(text.unicodeScalars.dropFirst())) : text
  }

  /// Whether something that is evaluated follows, after any number of apostrophes.
  private static func isRisky(_ text: String) -> Bool {
    guard let scalar = text.unicodeScalars.first(where: { $0 != "'" }) else { return false }
    return "=+-@\t\r\n".unicodeScalars.contains(scalar)
  }

  /// A sign, digits, a point, an exponent: what no spreadsheet evaluates to anything else.
  private static func isNumber(_ text: String) -> Bool {
    var rest = text.utf8[...]
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      rest.removeFirst()
    }
    let parts = rest.split(
      maxSplits: 1, omittingEmptySubsequences: false,
      whereSeparator: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") })
    let digits = parts[0].split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard digits.contains(where: { !$0.isEmpty }) else { return false }
    guard digits.allSatisfy({ $0.allSatisfy(isDigit) }) else { return false }
    guard parts.count == 2 else { return true }
    var exponent = parts[1]
    if let sign = exponent.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      exponent.removeFirst()
    }
    return !exponent.isEmpty && exponent.allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
