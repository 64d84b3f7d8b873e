import Statistics
public import Study

/// An analysis of results that were made elsewhere, as text: the tables of a report, without what
/// only a study of this program can tell.
public struct AnalysisText {
  private let results: ImportedResults
  private let analysis: Analysis

  /// The text of an analysis.
  ///
  /// - Parameters:
  ///   - results: what was read.
  ///   - analysis: its statistics.
  public init(_ results: ImportedResults, _ analysis: Analysis) {
    self.results = results
    self.analysis = analysis
  }

  /// For a terminal, or as Markdown.
  ///
  /// - Parameter format: the format.
  /// - Returns: text without a line end after the last line.
  public func text(_ format: TextFormat) -> String { format.text(blocks) }

  var blocks: [Block] {
    let start: [Block] = [.heading(1, "Results of \(code: results.path)"), .list(reading)]
    guard analysis.design.arms.count > 1 else {
      return start + accuracies + [.paragraph("There is one arm only: nothing to compare.")]
    }
    return start + accuracies + sections.gaps + sections.robustness + sections.meaning
      + sections.power + sections.efficiency
  }

  private var sections: AnalysisSections {
    AnalysisSections(
      analysis: analysis, hasLabels: results.hasLabels,
      countsImages: results.accuracies == .counts)
  }
}

extension AnalysisText {
  /// How the file was understood.
  private var reading: [RichText] {
    let design = analysis.design
    let columns = results.columns.map { "\($0.role.rawValue) from \(code: $0.name)" as RichText }
    var lines: [RichText] = ["Columns: " + columns.joined(separator: ", ") + "."]
    switch results.accuracies {
    case .counts: break
    case .decimals(let scale, let rounded):
      let taken = scale == .percent ? "percentages" : "fractions"
      let note = rounded > 0 ? "; \(rounded) of them rounded to 12 decimals" : ""
      lines.append("Accuracies were taken for \(taken)\(note).")
    }
    let others = design.arms.filter { $0 != design.baseline }.map { RichText.code($0) }
    lines.append("Baseline: \(code: design.baseline).")
    if !others.isEmpty { lines.append("Other arms: " + others.joined(separator: ", ") + ".") }
    lines.append("\(results.observations.count) results of \(design.seeds.count) seeds.")
    return lines
  }

  private func size(_ labels: Int) -> [RichText] { results.hasLabels ? ["\(labels)"] : [] }

  private var sizeHeader: [RichText] { results.hasLabels ? ["labels"] : [] }

  private var accuracies: [Block] {
    let design = analysis.design
    let tables = design.tests.flatMap { test -> [Block] in
      let rows = design.labels.flatMap { labels in
        design.arms.compactMap { row($0, labels, test.name) }
      }
      let header = sizeHeader + ["arm", "accuracy", "SD", "n"]
      return [
        .paragraph(sections.heading(test)),
        .table(Table(header, rows, left: results.hasLabels ? 2 : 1)),
      ]
    }
    let meaning: RichText =
      "Mean over repetitions in percent, ± half of the \(sections.level) % interval (Student's t)."
    return [.heading(2, "Accuracy"), .paragraph(meaning)] + tables
  }

  private func row(_ arm: String, _ labels: Int, _ test: String) -> [RichText]? {
    guard let it = analysis.summary(of: arm, labels: labels, test: test) else { return nil }
    let accuracy = Points.accuracy(it.sample, it.interval) ?? "–"
    let spread = it.sample.standardDeviation.map(Points.percent) ?? "–"
    return size(labels) + [
      .code(arm), RichText(accuracy), RichText(spread),
      RichText(AnalysisSections.count(it.sample.count, of: it.planned)),
    ]
  }
}
