/// Pieces of GitHub-flavoured Markdown.
enum Markdown {
  /// A table; the columns named in `numeric` are aligned to the right.
  static func table(_ header: [String], _ rows: [[String]], left: Int = 1) -> String {
    let rule = header.indices.map { $0 < left ? "---" : "---:" }
    return ([header, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }

  /// A bullet list.
  static func list(_ items: [String]) -> String {
    items.map { "- \($0)" }.joined(separator: "\n")
  }

  /// Text from a protocol on one line, so that no character of it is taken for markup.
  static func escaped(_ text: String) -> String {
    let special: Set<Character> = [
      "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "&", "~",
    ]
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let escaped = line.reduce(into: "") { result, character in
      if special.contains(character) { result += "\\" }
      result.append(character)
    }
    return blockEscaped(escaped)
  }

  /// A line that would begin a list or an underline, made plain.
  private static func blockEscaped(_ line: String) -> String {
    if let first = line.first, "-+=".contains(first) { return "\\" + line }
    let number = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(number.count)
    guard !number.isEmpty, let mark = rest.first, ".)".contains(mark) else { return line }
    return number + "\\" + rest
  }

  /// Text as code on one line, whatever backticks are in it.
  static func code(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    let runs = line.split { $0 != "`" }.map(\.count)
    guard let longest = runs.max() else { return "`\(line)`" }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence) \(line) \(fence)"
  }
}
