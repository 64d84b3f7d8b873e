import Study

/// A report as plain text for a terminal: no markup, tables aligned by spaces.
///
/// Names from files are shown without control characters, which a terminal would obey. Columns
/// count characters, so that text of double width (as Chinese) moves what follows it.
enum TextWriter {
  /// The whole text.
  ///
  /// - Parameters:
  ///   - blocks: what to write.
  ///   - width: the columns that paragraphs are wrapped to; tables are as wide as they are.
  /// - Returns: lines without a line end after the last.
  static func text(_ blocks: [Block], width: Int = 80) -> String {
    blocks.map { text($0, width: width) }.joined(separator: "\n\n")
  }

  private static func text(_ block: Block, width: Int) -> String {
    switch block {
    case .heading(let level, let text): heading(level, visible(text))
    case .paragraph(let text), .answer(let text): wrapped(visible(text), width: width)
    case .list(let items):
      items.map { wrapped("- " + visible($0), width: width, indent: 2) }.joined(separator: "\n")
    case .table(let table): self.table(table)
    case .figure(let figure): wrapped(visible(figure.caption), width: width)
    case .listing(let lines):
      lines.split(separator: "\n", omittingEmptySubsequences: false)
        .map { "    " + VisibleText.of(String($0)) }.joined(separator: "\n")
    }
  }

  private static func visible(_ text: RichText) -> String { VisibleText.of(text.plain) }

  private static func heading(_ level: Int, _ text: String) -> String {
    text + "\n" + String(repeating: level == 1 ? "=" : "-", count: text.count)
  }

  /// A table of columns two spaces apart, with a rule under the header.
  static func table(_ table: Table) -> String {
    let rows = ([table.header] + table.rows).map { $0.map(visible) }
    let widths = table.header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    var lines = rows.map { row in
      row.indices.map { pad(row[$0], to: widths[$0], left: $0 < table.left) }
        .joined(separator: "  ")
    }
    lines.insert(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "), at: 1)
    return lines.map(withoutTrailingSpaces).joined(separator: "\n")
  }

  private static func pad(_ text: String, to width: Int, left: Bool) -> String {
    let space = String(repeating: " ", count: width - text.count)
    return left ? text + space : space + text
  }

  private static func withoutTrailingSpaces(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }

  /// Lines broken at spaces; a word that is too long stays whole.
  static func wrapped(_ text: String, width: Int, indent: Int = 0) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
      } else {
        line += (line.isEmpty ? "" : " ") + word
      }
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
