import Foundation

/// A report as one HTML file that needs nothing else: no script, no other file, no network.
///
/// It is well-formed XML as well, so that any parser can check it. Reference: WHATWG, "HTML Living
/// Standard", and W3C, "Polyglot Markup".
struct HTMLWriter {
  /// Pictures by the name of their figure; a figure without one is its words alone.
  private let pictures: [String: DrawnPicture]

  /// A writer.
  ///
  /// - Parameter pictures: those of the report's figures.
  init(pictures: [DrawnPicture] = []) {
    self.pictures = Dictionary(pictures.map { ($0.figure.name, $0) }) { first, _ in first }
  }

  /// The whole file.
  func text(_ blocks: [Block]) -> String {
    let title = blocks.lazy.compactMap { block -> RichText? in
      if case .heading(1, let text) = block { text } else { nil }
    }.first
    return """
      <!DOCTYPE html>
      <html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <title>\(HTML.escaped(title?.plain ?? "Report"))</title>
      <style>
      \(HTMLStyle.text)
      </style>
      </head>
      <body>
      <main>
      \(blocks.map(text).joined(separator: "\n"))
      </main>
      </body>
      </html>

      """
  }

  /// Nothing may be loaded or run, whatever might get into the page.
  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    + "form-action 'none'"

  /// One block.
  func text(_ block: Block) -> String {
    switch block {
    case .heading(let level, let text):
      "<h\(level)>\(inline(text))</h\(level)>"
    case .paragraph(let text): "<p>\(inline(text))</p>"
    case .answer(let text): "<p class=\"answer\">\(inline(text))</p>"
    case .list(let items):
      "<ul>\n" + items.map { "<li>\(inline($0))</li>\n" }.joined() + "</ul>"
    case .table(let table): self.table(table)
    case .figure(let figure): self.figure(figure)
    case .listing(let lines): "<pre tabindex=\"0\"><code>\(HTML.escaped(lines))</code></pre>"
    }
  }

  private func table(_ table: Table) -> String {
    let head = table.header.indices.map { cell(table.header[$0], "th scope=\"col\"", $0, table) }
    let rows = table.rows.map { row in
      let cells = row.indices.map {
        cell(row[$0], $0 == 0 && table.left > 0 ? "th scope=\"row\"" : "td", $0, table)
      }
      return "<tr>\(cells.joined())</tr>\n"
    }
    return "<div class=\"scroll\" tabindex=\"0\"><table>\n<thead>\n<tr>\(head.joined())</tr>\n"
      + "</thead>\n<tbody>\n\(rows.joined())</tbody>\n</table></div>"
  }

  private func cell(_ text: RichText, _ tag: String, _ column: Int, _ table: Table) -> String {
    let kind = column < table.left ? " class=\"words\"" : ""
    return "<\(tag)\(kind)>\(inline(text))</\(tag.prefix(2))>"
  }

  private func figure(_ figure: Figure) -> String {
    guard let picture = pictures[figure.name] else { return "<p>\(inline(figure.caption))</p>" }
    let svg = InlineSVG(picture.svg, name: figure.name, alternative: figure.alternative).text
    return "<figure id=\"\(HTML.escaped(figure.name))\">\n<div class=\"scroll\" tabindex=\"0\">"
      + "\(svg)</div>\n<figcaption>\(inline(figure.caption))</figcaption>\n</figure>"
  }

  /// Text within a line.
  private func inline(_ text: RichText) -> String {
    text.runs.map { run in
      switch run {
      case .text(let text): HTML.escaped(text)
      case .code(let text): "<code>\(HTML.escaped(text))</code>"
      case .strong(let text): "<strong>\(HTML.escaped(text))</strong>"
      }
    }.joined()
  }
}
