import Study

/// A report as GitHub-flavoured Markdown.
enum MarkdownWriter {
  /// The whole file.
  static func text(_ blocks: [Block]) -> String {
    blocks.map(text).joined(separator: "\n\n") + "\n"
  }

  /// One block, without an empty line after it.
  static func text(_ block: Block) -> String {
    switch block {
    case .heading(let level, let text):
      String(repeating: "#", count: level) + " " + line(text)
    case .paragraph(let text): line(text)
    case .answer(let text): "> " + line(text)
    case .list(let items): items.map { "- " + line($0) }.joined(separator: "\n")
    case .table(let table): self.table(table)
    case .figure(let figure):
      "![\(Markdown.escaped(figure.alternative))](\(figure.name).svg)\n\n\(line(figure.caption))"
    case .listing(let lines):
      lines.split(separator: "\n", omittingEmptySubsequences: false).map {
        "    \(VisibleText.of(String($0)))"
      }
      .joined(separator: "\n")
    }
  }

  private static func table(_ table: Table) -> String {
    let rule = table.header.indices.map { $0 < table.left ? "---" : "---:" }
    let rows = [table.header.map(cell), rule] + table.rows.map { $0.map(cell) }
    return rows.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  /// Text that stands at the beginning of a line.
  private static func line(_ text: RichText) -> String { Markdown.blockEscaped(inline(text)) }

  /// Text between two bars; a bar of code would be one of the table's.
  private static func cell(_ text: RichText) -> String {
    let runs = text.runs.map { run -> String in
      guard case .code(let text) = run else { return inline(RichText([run])) }
      return Markdown.code(text).split(separator: "|", omittingEmptySubsequences: false)
        .joined(separator: "\\|")
    }
    return runs.joined()
  }

  /// Text within a line.
  private static func inline(_ text: RichText) -> String {
    text.runs.map { run in
      switch run {
      case .text(let text): Markdown.escaped(text)
      case .code(let text): Markdown.code(text)
      case .strong(let text): "**\(Markdown.escaped(text))**"
      }
    }.joined()
  }
}
