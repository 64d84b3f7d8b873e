import Statistics
import Study

extension AnalysisSections {
  private var alpha: Double { 1 - design.confidence }

  /// Tests and intervals that assume less than the t test: where they disagree with it, the reader is
  /// to know.
  var robustness: [Block] {
    let tables = perTest(
      [
        "sign-flip p", "Wilcoxon p", "Hodges–Lehmann", "Walsh interval", "BCa bootstrap",
        "percentile bootstrap",
      ], robustnessCells)
    return [
      .heading(2, "The same gaps, assuming less"),
      .paragraph(
        """
        \(gapUnits) and unadjusted two-sided p values. The sign-flip test and Wilcoxon's \
        signed-rank test are exact (of more than \(SignFlipTest.exactLimit) and \
        \(WilcoxonTest.exactLimit) repetitions they are a Monte Carlo test and a normal \
        approximation); zeros count for the first and are dropped by the second. The \
        Hodges–Lehmann estimate is the median of the Walsh averages. Bootstraps draw \
        \(design.resamples) resamples from a fixed seed; of few repetitions their intervals are too short, \
        and the t interval above is the one to quote.
        """),
    ] + tables + smallSampleNote
  }

  /// What gaps are written in, at the beginning of a sentence.
  private var gapUnits: String {
    isAccuracy ? "Percentage points" : "Gaps (\(metrics.listed(\.gaps)))"
  }

  private func robustnessCells(_ gap: Analysis.Gap, _ test: Analysis.Design.Test) -> [String] {
    let (it, metric) = (gap.statistics, MetricText(test))
    return [
      it.signFlip.p.map(Points.p) ?? "–", it.wilcoxon.p.map(Points.p) ?? "–",
      it.hodgesLehmannGap.map(metric.signed) ?? "–",
      Self.interval(it.walshInterval, metric), Self.interval(it.bcaInterval, metric),
      Self.interval(it.percentileInterval, metric),
    ]
  }

  /// Said where no result whatever could have been significant.
  private var smallSampleNote: [Block] {
    let gaps = analysis.gaps.filter { gap in tests.contains { $0.name == gap.test } }
    let varied = gaps.filter { $0.comparison.degeneracy != .allDifferencesZero }
    let smallest = varied.compactMap(\.statistics.wilcoxon.smallestP).filter { $0 > alpha }
    guard let largest = smallest.max() else { return [] }
    let count = smallest.count
    return [
      .paragraph(
        """
        In \(count) of the \(gaps.count) rows there are so few repetitions with a difference \
        that neither the sign-flip nor Wilcoxon's test can reach \
        \(Significant.text(alpha, digits: 3)), and the Walsh interval may not exist at this level: the \
        smallest p value there is up to \(Points.p(largest)).
        """)
    ]
  }
}
