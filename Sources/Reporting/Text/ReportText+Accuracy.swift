import Statistics
import Study

extension ReportText {
  var design: Analysis.Design { analysis.design }

  /// What needs nothing but the analysis.
  var sections: AnalysisSections { AnalysisSections(analysis: analysis, scope: scope) }

  /// The level of intervals in percent.
  var level: String { sections.level }

  /// Accuracies, or whatever a task measures, by size and arm, a table a test.
  var accuracySection: [Block] {
    let tables = sections.tests.flatMap { test -> [Block] in
      let arms = design.arms(of: test)
      let rows = study.labels.map { labels in
        [RichText("\(labels)")] + arms.map { spreadCell($0, labels, test) }
      }
      let header = ["labels"] + arms.map { RichText.code($0) }
      return [.paragraph(sections.heading(test)), .table(Table(header, rows))]
    }
    return [
      .heading(2, sections.title),
      .paragraph("\(sections.averaging), and the standard deviation of the repetitions."),
    ] + tables
  }

  /// A cell with the standard deviation.
  private func spreadCell(
    _ arm: String, _ labels: Int, _ test: Analysis.Design.Test
  ) -> RichText {
    let summary = analysis.summary(of: arm, labels: labels, test: test.name)
    let spread = summary?.sample.standardDeviation.map { ", SD \(MetricText(test).value($0))" }
    return cell(arm, labels, test) + RichText(spread ?? "")
  }

  func cell(_ arm: String, _ labels: Int, _ test: Analysis.Design.Test) -> RichText {
    guard let summary = analysis.summary(of: arm, labels: labels, test: test.name),
      let text = MetricText(test).mean(summary.sample, summary.interval)
    else { return "–" }
    guard summary.sample.count < summary.planned else { return RichText(text) }
    return "\(text) (\(summary.sample.count) of \(summary.planned))"
  }
}
