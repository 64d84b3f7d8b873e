/// How a command writes its text.
public enum TextFormat: String, CaseIterable, Sendable {
  /// Plain text for a terminal.
  case text
  /// GitHub-flavoured Markdown.
  case markdown

  /// Blocks in this format, without a line end after the last line.
  func text(_ blocks: [Block]) -> String {
    switch self {
    case .text: return TextWriter.text(blocks)
    case .markdown:
      let text = MarkdownWriter.text(blocks)
      return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
  }
}
