/// Text from a file as it may be shown on a terminal.
public enum VisibleText {
  /// A text whose control characters cannot move the cursor, change colours or turn the direction
  /// of writing.
  ///
  /// - Parameter text: any text.
  /// - Returns: the text with U+FFFD in the place of each such character; tabs and line breaks are
  ///   spaces.
  public static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard isHidden(scalar) else {
        result.append(scalar)
        continue
      }
      result.append("\t\r\n".unicodeScalars.contains(scalar) ? " " : "\u{FFFD}")
    }
    return String(result)
  }

  /// The same line by line: line breaks stay.
  ///
  /// - Parameter text: any text.
  /// - Returns: as many lines as the text has.
  public static func lines(of text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { of(String($0)) }
      .joined(separator: "\n")
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
