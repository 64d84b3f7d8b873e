import Statistics
import Study

extension ReportText {
  /// The level of intervals in percent.
  var level: String { Significant.text(analysis.design.confidence * 100) }

  /// Accuracies by size and arm, a table a test set.
  var accuracySection: [Block] {
    let tables = study.tests.flatMap { test -> [Block] in
      let rows = study.labels.map { labels in
        [RichText("\(labels)")] + study.arms.map { cell($0.name, labels, test.name) }
      }
      let header = ["labels"] + study.arms.map { RichText.code($0.name) }
      return [.paragraph(heading(test)), .table(Table(header, rows))]
    }
    return [
      .heading(2, "Accuracy"),
      .paragraph(
        "Mean over repetitions in percent, ± half of the \(level) % interval (Student's t)."),
    ] + tables
  }

  func cell(_ arm: String, _ labels: Int, _ test: String) -> RichText {
    guard let summary = analysis.summary(of: arm, labels: labels, test: test),
      let text = Points.accuracy(summary.sample, summary.interval)
    else { return "–" }
    guard summary.sample.count < summary.planned else { return RichText(text) }
    return "\(text) (\(summary.sample.count) of \(summary.planned))"
  }

  func heading(_ test: TestSet) -> RichText {
    let isPrimary = test.name == study.tests.first?.name && study.tests.count > 1
    return
      "Test set \(code: test.name): \(test.images.count) images\(isPrimary ? " (primary)" : "")."
  }

  /// Gaps to the baseline by size and arm, a table a test set.
  var gapSection: [Block] {
    let tables = study.tests.flatMap { test -> [Block] in
      let rows = analysis.gaps.filter { $0.test == test.name }.map(row)
      return [
        .paragraph(heading(test)),
        .table(
          Table(
            ["arm", "labels", "gap", "\(level) % interval", "SD", "t", "p", "p (Holm)", "n"], rows)
        ),
      ]
    }
    return [
      .heading(2, "Gap to \(code: analysis.baseline)"),
      .paragraph(
        """
        Percentage points, paired by repetition: the arm's accuracy minus that of \
        \(code: analysis.baseline) with the same seed. Two-sided paired t test; Holm's adjustment is \
        over all rows of a table.
        """),
    ] + tables
  }

  private func row(_ gap: Analysis.Gap) -> [RichText] {
    let it = gap.comparison
    let start: [RichText] = [
      .code(gap.arm), "\(gap.labels)", RichText(it.meanGap.map(Points.signed) ?? "–"),
    ]
    guard let interval = it.interval, let test = it.test else {
      return start + [RichText(reason(it.degeneracy)), "–", "–", "–", "–", RichText(count(gap))]
    }
    let rest = [
      Points.interval(interval), it.standardDeviation.map(Points.percent) ?? "–",
      Points.minus(FixedDecimals.text(test.t, decimals: 2)), Points.p(test.p),
      gap.adjustedP.map(Points.p) ?? "–", count(gap),
    ]
    return start + rest.map { RichText($0) }
  }
}
