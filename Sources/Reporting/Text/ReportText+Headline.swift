import Statistics
import Study

extension ReportText {
  /// The one table to quote: accuracies, or whatever says how well the task is done, and gaps on the primary
  /// test set.
  var headline: [Block] {
    guard let test = sections.tests.first else { return [] }
    let rows = study.labels.flatMap { labels in
      design.arms(of: test).map { headlineRow($0, labels, test) }
    }
    let metric = MetricText(test)
    let values = metric.values.prefix(1).uppercased() + metric.values.dropFirst()
    let gaps = metric.isShare ? " in percentage points" : ""
    return [
      .table(
        Table(
          ["labels", "arm", RichText(metric.name), "gap", "\(level) % interval", "p (Holm)", "n"],
          rows,
          left: 2)),
      .paragraph(
        """
        \(values), mean over seeds ± half of its \(level) % interval; gap to \
        \(code: analysis.baseline)\(gaps), paired by seed, with the interval and the \
        two-sided p value of the paired t test, adjusted by Holm over the rows; intervals are not \
        adjusted for the number of rows.
        """),
    ]
  }

  private func headlineRow(
    _ arm: String, _ labels: Int, _ test: Analysis.Design.Test
  ) -> [RichText] {
    let start: [RichText] = ["\(labels)", .code(arm), cell(arm, labels, test)]
    guard let gap = analysis.gap(of: arm, labels: labels, test: test.name) else {
      let count =
        analysis.summary(of: arm, labels: labels, test: test.name)?.sample.count ?? 0
      return start + ["–", "–", "–", "\(count)"]
    }
    let (it, metric) = (gap.comparison, MetricText(test))
    let interval = it.interval.map(metric.interval) ?? AnalysisSections.reason(it.degeneracy)
    return start
      + [
        it.meanGap.map(metric.signed) ?? "–", interval, gap.adjustedP.map(Points.p) ?? "–",
        AnalysisSections.count(it.count, of: gap.planned),
      ].map { RichText($0) }
  }
}
