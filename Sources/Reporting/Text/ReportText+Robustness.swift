import Statistics
import Study

extension ReportText {
  private var alpha: Double { 1 - study.analysis.confidence }

  /// Tests and intervals that assume less than the t test: where they disagree with it, the reader is
  /// to know.
  var robustnessSection: [Block] {
    let tables = perTest { gaps in
      Table(
        [
          "arm", "labels", "sign-flip p", "Wilcoxon p", "Hodges–Lehmann", "Walsh interval",
          "BCa bootstrap", "percentile bootstrap",
        ], gaps.map(robustnessRow))
    }
    return [
      .heading(2, "The same gaps, assuming less"),
      .paragraph(
        """
        Percentage points and unadjusted two-sided p values. The sign-flip test and Wilcoxon's \
        signed-rank test are exact (of more than \(SignFlipTest.exactLimit) and \
        \(WilcoxonTest.exactLimit) repetitions they are a Monte Carlo test and a normal \
        approximation); zeros count for the first and are dropped by the second. The \
        Hodges–Lehmann estimate is the median of the Walsh averages. Bootstraps draw \
        \(analysis.design.resamples) resamples; of few repetitions their intervals are too short, \
        and the t interval above is the one to quote.
        """),
    ] + tables + smallSampleNote
  }

  private func robustnessRow(_ gap: Analysis.Gap) -> [RichText] {
    let it = gap.statistics
    let texts = [
      it.signFlip.p.map(Points.p) ?? "–", it.wilcoxon.p.map(Points.p) ?? "–",
      it.hodgesLehmannGap.map(Points.signed) ?? "–",
      interval(it.walshInterval), interval(it.bcaInterval), interval(it.percentileInterval),
    ]
    return [.code(gap.arm), "\(gap.labels)"] + texts.map { RichText($0) }
  }

  /// Said where no result whatever could have been significant.
  private var smallSampleNote: [Block] {
    let counts = analysis.gaps.map(\.comparison.count).filter { $0 >= 1 }
    guard let fewest = counts.min() else { return [] }
    let smallest = fewest == 1 ? 1 : 1 / Double(1 << min(fewest - 1, 60))
    guard smallest > alpha else { return [] }
    return [
      .paragraph(
        """
        With \(fewest) \(fewest == 1 ? "repetition" : "repetitions") neither the sign-flip nor \
        Wilcoxon's test can reach \(Significant.text(alpha, digits: 3)): the smallest p value there \
        is \(Points.p(smallest)), and the Walsh interval does not exist at this level.
        """)
    ]
  }

  func interval(_ interval: ConfidenceInterval?) -> String {
    interval.map(Points.interval) ?? "–"
  }

  /// A table of the gaps of every test set, each under its heading.
  func perTest(_ table: ([Analysis.Gap]) -> Table) -> [Block] {
    study.tests.flatMap { test -> [Block] in
      let gaps = analysis.gaps.filter { $0.test == test.name }
      return [.paragraph(heading(test)), .table(table(gaps))]
    }
  }
}
