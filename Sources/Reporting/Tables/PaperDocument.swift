import Statistics
public import Study

/// The tables of results for a paper, in one of three formats.
public struct PaperDocument {
  /// A format of tables.
  public enum Format: String, CaseIterable, Sendable {
    /// GitHub-flavoured Markdown.
    case markdown
    /// Comma-separated values.
    case csv
    /// LaTeX with the package booktabs.
    case latex
  }

  private struct Part {
    let title: RichText
    let table: Table
    let note: RichText
    let label: String
  }

  private var parts: [Part] = []

  /// No tables yet.
  public init() {}

  /// Adds a table a test, of accuracies or of another metric.
  ///
  /// - Parameter set: the results.
  /// - Throws: `StatisticsError` for a count that cannot be.
  public mutating func addAccuracies(_ set: ResultSet) throws {
    let file = set.name.split(separator: "/").last.map(String.init) ?? set.name
    let study = set.study ?? file
    for test in set.design.tests {
      let isCount = test.isAccuracy && !set.isDecimal
      let images = (test.images ?? (isCount ? test.total : nil)).map { ", \($0) images" } ?? ""
      let task: RichText =
        test.isAccuracy ? "" : test.task.map { " for \(code: $0)" } ?? ""
      parts.append(
        Part(
          title: """
            \(MetricText(test).capital) of \(code: study)\(task) on \
            \(code: test.set ?? test.name)\(images)
            """,
          table: try PaperTable.accuracy(set, test: test),
          note: PaperTable.note(set.design, test), label: "tab:\(study)-\(test.name)"))
    }
  }

  /// Adds a table of published values.
  ///
  /// - Parameters:
  ///   - published: the values.
  ///   - set: our results.
  /// - Throws: `StatisticsError` for a count that cannot be.
  public mutating func add(_ published: PublishedValues, _ set: ResultSet) throws {
    let level = set.design.confidence
    parts.append(
      Part(
        title: "\(published.title): published and measured",
        table: try PublishedTable.table(published, set, level: level),
        note: PublishedTable.note(published, level: level),
        label: "tab:published-\(published.study)"))
  }

  /// All tables in a format.
  ///
  /// - Parameter format: the format.
  /// - Returns: the text, with a line end after the last line.
  public func text(_ format: Format) -> String {
    switch format {
    case .markdown:
      MarkdownWriter.text(
        parts.flatMap { [.heading(2, $0.title), .table($0.table), .paragraph($0.note)] })
    case .csv: parts.map { Self.csv($0) }.joined(separator: "\r\n")
    case .latex:
      parts.map { part in
        LaTeXWriter.text(
          part.table, caption: part.title + ".", label: part.label, note: part.note)
      }.joined(separator: "\n")
    }
  }

  /// A table; of several, each has its title before it and an empty line between.
  private static func csv(_ part: Part) -> String {
    var csv = CSV(header: ["table"] + part.table.header.map(\.plain))
    for row in part.table.rows { csv.add([part.title.plain] + row.map(text)) }
    return csv.text
  }

  /// Bold has no other sign in CSV than an asterisk.
  private static func text(_ cell: RichText) -> String {
    let isStrong = cell.runs.contains { if case .strong = $0 { true } else { false } }
    return cell.plain + (isStrong ? " *" : "")
  }
}
