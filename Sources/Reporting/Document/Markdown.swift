import Study

/// What keeps text from being taken for markup in GitHub-flavoured Markdown.
enum Markdown {
  private static let special: Set<Character> = ["\\", "`", "*", "_", "<", ">", "|", "#", "&", "~"]

  /// Text within a line: no character of it is markup or commands a terminal, and line breaks are
  /// spaces.
  ///
  /// Brackets stay as they are where they cannot be a link, so that intervals can be read in the
  /// file, too.
  static func escaped(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard !words.isEmpty else { return text.isEmpty ? "" : " " }
    let line = VisibleText.of(words.joined(separator: " "))
    var result = text.first?.isWhitespace == true ? " " : ""
    var last: Character?
    for character in line {
      let isLink = last == "]" && "([:".contains(character)
      if special.contains(character) || isLink { result += "\\" }
      result.append(character)
      last = character
    }
    return result + (text.last?.isWhitespace == true ? " " : "")
  }

  /// A line that would begin a list or an underline, made plain.
  static func blockEscaped(_ text: String) -> String {
    let line = String(text.drop { $0.isWhitespace })
    let number = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(number.count)
    let marks = number.isEmpty ? "-+=" : ".)"
    guard let mark = rest.first, marks.contains(mark) else { return line }
    let isBullet = rest.dropFirst().first.map { $0.isWhitespace || $0 == mark } ?? true
    return isBullet ? number + "\\" + rest : line
  }

  /// Text as code on one line, whatever backticks are in it.
  static func code(_ text: String) -> String {
    let line = VisibleText.of(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    let runs = line.split { $0 != "`" }.map(\.count)
    guard let longest = runs.max() else { return "`\(line)`" }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence) \(line) \(fence)"
  }
}
