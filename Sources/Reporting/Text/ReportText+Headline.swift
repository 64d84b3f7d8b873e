import Statistics
import Study

extension ReportText {
  /// The one table to quote: accuracies and gaps on the primary test set.
  var headline: [Block] {
    guard let test = study.tests.first else { return [] }
    let rows = study.labels.flatMap { labels in
      study.arms.map { headlineRow($0.name, labels, test.name) }
    }
    return [
      .table(
        Table(
          ["labels", "arm", "accuracy", "gap", "\(level) % interval", "p (Holm)", "n"], rows,
          left: 2)),
      .paragraph(
        """
        Accuracy in percent, mean over seeds ± half of its \(level) % interval; gap to \
        \(code: analysis.baseline) in percentage points, paired by seed, with the interval and the \
        two-sided p value of the paired t test, adjusted by Holm over the rows; intervals are not \
        adjusted for the number of rows.
        """),
    ]
  }

  private func headlineRow(_ arm: String, _ labels: Int, _ test: String) -> [RichText] {
    let start: [RichText] = ["\(labels)", .code(arm), cell(arm, labels, test)]
    guard let gap = analysis.gap(of: arm, labels: labels, test: test) else {
      let count = analysis.summary(of: arm, labels: labels, test: test)?.sample.count ?? 0
      return start + ["–", "–", "–", "\(count)"]
    }
    let it = gap.comparison
    let interval = it.interval.map(Points.interval) ?? AnalysisSections.reason(it.degeneracy)
    return start
      + [
        it.meanGap.map(Points.signed) ?? "–", interval, gap.adjustedP.map(Points.p) ?? "–",
        AnalysisSections.count(it.count, of: gap.planned),
      ].map { RichText($0) }
  }
}
