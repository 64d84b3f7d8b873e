/// A part of a report's text, whatever its format.
enum Block: Equatable, Sendable {
  /// A heading; level 1 is the report's title.
  case heading(Int, RichText)
  case paragraph(RichText)
  /// What a reader in a hurry takes home.
  case answer(RichText)
  /// A bullet list.
  case list([RichText])
  case table(Table)
  /// A picture that the report's folder has as SVG and PNG.
  case figure(Figure)
  /// Lines to be typed or copied, as they are.
  case listing(String)
}

/// A table of a report.
struct Table: Equatable, Sendable {
  /// One a column.
  let header: [RichText]
  /// Rows as wide as the header.
  let rows: [[RichText]]
  /// How many columns, from the first, hold words and are aligned to the left; figures are aligned to
  /// the right.
  let left: Int

  init(_ header: [RichText], _ rows: [[RichText]], left: Int = 1) {
    precondition(rows.allSatisfy { $0.count == header.count }, "rows as wide as the header")
    self.header = header
    self.rows = rows
    self.left = left
  }
}

/// A picture of a report, by the name of its files.
struct Figure: Equatable, Sendable {
  /// The files' name without `.svg` and `.png`: letters, digits and hyphens.
  let name: String
  /// What the picture shows, for those who cannot see it.
  let alternative: String
  /// What stands under it.
  let caption: RichText
}
