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
    let scopes = analysis.design.scopes
    let parts = scopes.flatMap { scope -> [Block] in
      guard scopes.count > 1 else { return part(sections(scope)) }
      let title = scope.task.map { "Task \(code: $0)" as RichText } ?? "No task named"
      return [.heading(2, title)] + part(sections(scope)).demoted
    }
    guard analysis.design.arms.count > 1 else {
      return start + parts + [.paragraph("There is one arm only: nothing to compare.")]
    }
    return start + parts
  }

  /// What the results of a task say.
  private func part(_ sections: AnalysisSections) -> [Block] {
    guard analysis.design.arms.count > 1 else { return accuracies(sections) }
    return accuracies(sections) + sections.gaps + sections.robustness + sections.meaning
      + sections.power + sections.efficiency
  }

  private func sections(_ scope: TaskScope) -> AnalysisSections {
    AnalysisSections(
      analysis: analysis, hasLabels: results.hasLabels,
      countsImages: results.accuracies == .counts, scope: scope)
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
    if design.tests.contains(where: { !$0.isAccuracy }) {
      lines.append("Values of other metrics than accuracy were taken to six decimals.")
    }
    let others = design.arms.filter { $0 != design.baseline }.map { RichText.code($0) }
    lines.append("Baseline: \(code: design.baseline).")
    if !others.isEmpty { lines.append("Other arms: " + others.joined(separator: ", ") + ".") }
    lines.append("\(results.observations.count) results of \(design.seeds.count) seeds.")
    return lines
  }

  private func size(_ labels: Int) -> [RichText] { results.hasLabels ? ["\(labels)"] : [] }

  private var sizeHeader: [RichText] { results.hasLabels ? ["labels"] : [] }

  private func accuracies(_ sections: AnalysisSections) -> [Block] {
    let design = analysis.design
    let tables = sections.tests.flatMap { test -> [Block] in
      let rows = design.labels.flatMap { labels in
        design.arms.compactMap { row($0, labels, test) }
      }
      let header = sizeHeader + ["arm", RichText(MetricText(test).name), "SD", "n"]
      return [
        .paragraph(sections.heading(test)),
        .table(Table(header, rows, left: results.hasLabels ? 2 : 1)),
      ]
    }
    return [.heading(2, sections.title), .paragraph("\(sections.averaging).")] + tables
  }

  private func row(
    _ arm: String, _ labels: Int, _ test: Analysis.Design.Test
  ) -> [RichText]? {
    guard let it = analysis.summary(of: arm, labels: labels, test: test.name) else { return nil }
    let metric = MetricText(test)
    let accuracy = metric.mean(it.sample, it.interval) ?? "–"
    let spread = it.sample.standardDeviation.map(metric.value) ?? "–"
    return size(labels) + [
      .code(arm), RichText(accuracy), RichText(spread),
      RichText(AnalysisSections.count(it.sample.count, of: it.planned)),
    ]
  }
}
