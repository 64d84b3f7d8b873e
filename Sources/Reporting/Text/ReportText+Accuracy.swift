import Statistics
import Study

extension ReportText {
  var design: Analysis.Design { analysis.design }

  /// What needs nothing but the analysis.
  var sections: AnalysisSections { AnalysisSections(analysis: analysis) }

  /// The level of intervals in percent.
  var level: String { sections.level }

  /// Accuracies by size and arm, a table a test set.
  var accuracySection: [Block] {
    let tables = analysis.design.tests.flatMap { test -> [Block] in
      let rows = study.labels.map { labels in
        [RichText("\(labels)")] + study.arms.map { spreadCell($0.name, labels, test.name) }
      }
      let header = ["labels"] + study.arms.map { RichText.code($0.name) }
      return [.paragraph(sections.heading(test)), .table(Table(header, rows))]
    }
    return [
      .heading(2, "Accuracy"),
      .paragraph(
        """
        Mean over repetitions in percent, ± half of the \(level) % interval (Student's t), and the \
        standard deviation of the repetitions.
        """),
    ] + tables
  }

  /// A cell with the standard deviation.
  private func spreadCell(_ arm: String, _ labels: Int, _ test: String) -> RichText {
    let summary = analysis.summary(of: arm, labels: labels, test: test)
    let spread = summary?.sample.standardDeviation.map { ", SD \(Points.percent($0))" }
    return cell(arm, labels, test) + RichText(spread ?? "")
  }

  func cell(_ arm: String, _ labels: Int, _ test: String) -> RichText {
    guard let summary = analysis.summary(of: arm, labels: labels, test: test),
      let text = Points.accuracy(summary.sample, summary.interval)
    else { return "–" }
    guard summary.sample.count < summary.planned else { return RichText(text) }
    return "\(text) (\(summary.sample.count) of \(summary.planned))"
  }
}
