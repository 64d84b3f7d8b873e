import Statistics
import Study

extension AnalysisSections {
  /// Gaps to the baseline by size and arm: the paired t test.
  var gaps: [Block] {
    [
      .heading(2, "Gap to \(code: analysis.baseline)"),
      .paragraph(
        """
        \(pairing) Two-sided paired t test; Holm's adjustment is over all rows of a table.\(family)
        """),
    ]
      + perTest(["gap", "\(level) % interval", "SD", "t", "p", "p (Holm)", "n"]) { gap, test in
        let (it, metric) = (gap.comparison, MetricText(test))
        return [
          it.meanGap.map(metric.signed) ?? "–",
          it.interval.map(metric.interval) ?? Self.reason(it.degeneracy),
          it.interval == nil ? "–" : it.standardDeviation.map(metric.value) ?? "–",
          it.test.map { Points.minus(FixedDecimals.text($0.t, decimals: 2)) } ?? "–",
          it.test.map { Points.p($0.p) } ?? "–", gap.adjustedP.map(Points.p) ?? "–",
          Self.count(it.count, of: gap.planned),
        ]
      }
  }

  /// What Holm's adjustment is not over; goes without saying of one task.
  private var family: String {
    isAccuracy && design.scopes.count == 1
      ? ""
      : " Every table is a family of its own: p values are not adjusted over metrics and tasks."
  }

  /// What is subtracted from what, and in which units.
  private var pairing: RichText {
    guard !isAccuracy else {
      return """
        Percentage points, paired by seed: the arm's accuracy minus that of \
        \(code: analysis.baseline) with the same seed.
        """
    }
    return """
      Paired by seed: what the arm has minus what \(code: analysis.baseline) has with the same seed \
      (\(metrics.listed(\.gaps))).\(errorNote)
      """
  }

  /// How gaps of errors are read; nothing where there are none.
  var errorNote: String {
    hasErrors ? " Of errors a gap below 0 is for the better." : ""
  }
}
