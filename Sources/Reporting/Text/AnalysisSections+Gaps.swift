import Statistics
import Study

extension AnalysisSections {
  /// Gaps to the baseline by size and arm: the paired t test.
  var gaps: [Block] {
    [
      .heading(2, "Gap to \(code: analysis.baseline)"),
      .paragraph(
        """
        Percentage points, paired by seed: the arm's accuracy minus that of \
        \(code: analysis.baseline) with the same seed. Two-sided paired t test; Holm's adjustment is \
        over all rows of a table.
        """),
    ]
      + perTest(["gap", "\(level) % interval", "SD", "t", "p", "p (Holm)", "n"]) { gap in
        let it = gap.comparison
        return [
          it.meanGap.map(Points.signed) ?? "–",
          it.interval.map(Points.interval) ?? Self.reason(it.degeneracy),
          it.interval == nil ? "–" : it.standardDeviation.map(Points.percent) ?? "–",
          it.test.map { Points.minus(FixedDecimals.text($0.t, decimals: 2)) } ?? "–",
          it.test.map { Points.p($0.p) } ?? "–", gap.adjustedP.map(Points.p) ?? "–",
          Self.count(it.count, of: gap.planned),
        ]
      }
  }
}
