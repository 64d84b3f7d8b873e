/// What makes a text no JSON5, and the byte where it shows.
struct JSON5SyntaxError: Error, Equatable, Sendable {
  enum Reason: Equatable, Sendable {
    case expected(String, found: String)
    case unclosed(String, openedAt: Int)
    case newlineInString
    case escape(String)
    case controlCharacter
    case number(String)
    case tooDeep(limit: Int)
    case notUTF8
  }

  let offset: Int
  let reason: Reason
}

extension JSON5SyntaxError {
  /// The fault as a person reads it; the lines turn offsets into positions.
  func message(_ lines: LineTable) -> String {
    switch reason {
    case .expected(let what, let found):
      "expected \(what), found \(found)"
    case .unclosed(let what, let offset):
      "the \(what) opened at \(lines.position(of: offset)) is never closed; close it"
    case .newlineInString:
      "a string ends at its line; close it with a quotation mark or write \\n"
    case .escape(let escape):
      "\(escape) is no escape here; use \\\\ for a backslash, or \\n, \\t, \\uXXXX"
    case .controlCharacter:
      "a control character is not allowed in a string; write it as \\uXXXX"
    case .number(let literal):
      "\(literal) is not a number; write for example 32, 0.5 or 1e-3"
    case .tooDeep(let limit):
      "the nesting is deeper than \(limit); flatten it"
    case .notUTF8:
      "the bytes are not UTF-8; save the file as UTF-8"
    }
  }
}
