import Statistics
import Study

extension ReportText {
  /// What the study could see, and what it would take to see what it saw.
  var powerSection: [Block] {
    let tables = perTest { gaps in
      Table(
        ["arm", "labels", "gap", "smallest detectable gap", "repetitions needed", "n"],
        gaps.map(powerRow))
    }
    return [
      .heading(2, "What this study could see"),
      .paragraph(
        """
        The smallest gap, in points, that the paired t test at \
        \(Significant.text(1 - study.analysis.confidence, digits: 3)) finds with \
        \(Points.whole(GapStatistics.power)) % power at the SD and the number of repetitions seen \
        here, and the repetitions that a gap as large as the observed one needs (noncentral t). An SD \
        from few repetitions is uncertain, and so are these.
        """),
    ] + tables
  }

  private func powerRow(_ gap: Analysis.Gap) -> [RichText] {
    let it = gap.statistics.detectable
    let texts = [
      gap.comparison.meanGap.map(Points.signed) ?? "–",
      it.smallestGap.map(Points.percent) ?? reason(it.degeneracy),
      it.repetitionsNeeded.map { "\($0.whole)" } ?? "–", count(gap),
    ]
    return [.code(gap.arm), "\(gap.labels)"] + texts.map { RichText($0) }
  }
}
