import Statistics
import Study

extension MarkdownReport {
  private var level: String { Significant.text(study.analysis.confidence * 100) }

  /// Accuracies by size and arm, a table a test set.
  var accuracySection: String {
    let tables = study.tests.map { test in
      let rows = study.labels.map { labels in
        ["\(labels)"] + study.arms.map { cell($0.name, labels, test.name) }
      }
      return "\(heading(test))\n\n"
        + Markdown.table(["labels"] + study.arms.map { "`\($0.name)`" }, rows)
    }
    return "## Accuracy\n\nMean over repetitions in percent, ± half of the \(level) % interval "
      + "(Student's t).\n\n" + tables.joined(separator: "\n\n")
  }

  private func cell(_ arm: String, _ labels: Int, _ test: String) -> String {
    guard let summary = analysis.summary(of: arm, labels: labels, test: test),
      let text = Points.accuracy(summary.sample, summary.interval)
    else { return "–" }
    guard summary.sample.count < summary.planned else { return text }
    return "\(text) (\(summary.sample.count) of \(summary.planned))"
  }

  private func heading(_ test: TestSet) -> String {
    let isPrimary = test.name == study.tests.first?.name && study.tests.count > 1
    return "Test set `\(test.name)`: \(test.images.count) images\(isPrimary ? " (primary)" : "")."
  }

  /// Gaps to the baseline by size and arm, a table a test set.
  var gapSection: String {
    let tables = study.tests.map { test in
      let rows = analysis.gaps.filter { $0.test == test.name }.map(row)
      return "\(heading(test))\n\n"
        + Markdown.table(
          ["arm", "labels", "gap", "\(level) % interval", "SD", "t", "p", "p (Holm)", "n"], rows)
    }
    return "## Gap to `\(analysis.baseline)`\n\nPercentage points, paired by repetition: the arm's "
      + "accuracy minus that of `\(analysis.baseline)` with the same seed. Two-sided paired t "
      + "test; Holm's adjustment is over all rows of a table.\n\n"
      + tables.joined(separator: "\n\n")
  }

  private func row(_ gap: Analysis.Gap) -> [String] {
    let it = gap.comparison
    let start = ["`\(gap.arm)`", "\(gap.labels)", it.meanGap.map(Points.signed) ?? "–"]
    guard let interval = it.interval, let test = it.test else {
      return start + [reason(it.degeneracy), "–", "–", "–", "–", count(gap)]
    }
    return start + [
      Points.interval(interval), it.standardDeviation.map(Points.percent) ?? "–",
      Points.minus(FixedDecimals.text(test.t, decimals: 2)), Points.p(test.p),
      gap.adjustedP.map(Points.p) ?? "–", count(gap),
    ]
  }
}
