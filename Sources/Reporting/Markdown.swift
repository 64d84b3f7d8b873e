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

  /// Text from a protocol, so that no character of it is taken for markup.
  static func escaped(_ text: String) -> String {
    let special: Set<Character> = ["\\", "`", "*", "_", "[", "]", "<", ">", "|", "#"]
    return text.reduce(into: "") { result, character in
      if special.contains(character) { result += "\\" }
      result.append(character)
    }
  }
}
