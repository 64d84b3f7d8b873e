import Statistics
import Study

extension AnalysisSections {
  /// What the study could see, and what it would take to see what it saw.
  var power: [Block] {
    let tables = perTest(
      ["gap", "smallest detectable gap", "repetitions needed", "n"], powerCells)
    return [
      .heading(2, "What this study could see"),
      .paragraph(
        """
        The smallest gap\(isAccuracy ? ", in points," : "") that the paired t test at \
        \(Significant.text(1 - design.confidence, digits: 3)) finds with \
        \(Points.whole(GapStatistics.power)) % power at the SD and the number of repetitions seen \
        here, and the repetitions that a gap as large as the observed one needs (noncentral t). An SD \
        from few repetitions is uncertain, and so are these.
        """),
    ] + tables
  }

  private func powerCells(_ gap: Analysis.Gap, _ test: Analysis.Design.Test) -> [String] {
    let (it, metric) = (gap.statistics.detectable, MetricText(test))
    return [
      gap.comparison.meanGap.map(metric.signed) ?? "–",
      it.smallestGap.map(metric.value) ?? Self.reason(it.degeneracy),
      it.repetitionsNeeded.map { "\($0.whole)" } ?? "–",
      Self.count(gap.comparison.count, of: gap.planned),
    ]
  }
}
