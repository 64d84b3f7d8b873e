import Statistics
import Study

extension ReportText {
  /// How large the gaps are, and whether that matters.
  var meaningSection: [Block] {
    let tables = perTest { gaps in
      Table(
        [
          "arm", "labels", "d_z", "g_z", "P(arm > \(analysis.baseline))", "\(level) % interval",
          "verdict", "equivalence p", "\(equivalenceLevel) % interval", "equivalent",
        ], gaps.map(meaningRow))
    }
    return [
      .heading(2, "Does it matter"),
      .paragraph(
        """
        d_z is the mean gap over the SD of the gaps, g_z the same without its small-sample bias \
        (Hedges). P is the share of repetitions in which the arm is ahead, ties half, with a \
        bootstrap interval; the verdict is that of Bouthillier et al. (2021) at γ = \
        \(Significant.text(Superiority.meaningfulProbability)): a gap is significant if the \
        interval lies above ½, and meaningful if it reaches beyond γ; for an arm that is behind it is \
        the verdict on the baseline's lead. \(equivalenceText)
        """),
    ] + tables
  }

  private var equivalenceLevel: String {
    Significant.text((2 * study.analysis.confidence - 1) * 100)
  }

  private var equivalenceText: String {
    guard let margin = study.analysis.margin else {
      return """
        The protocol sets no margin of equivalence, so that no arms are called equal: a gap that is \
        not significant is not a gap of zero.
        """
    }
    return """
      Two arms are equivalent only if the \(equivalenceLevel) % interval lies within the protocol's \
      margin of ± \(Points.percent(margin)) points (two one-sided t tests); a gap that is not \
      significant is not a gap of zero.
      """
  }

  private func meaningRow(_ gap: Analysis.Gap) -> [RichText] {
    let it = gap.statistics
    let effect = gap.comparison.effect
    let equivalence = it.equivalence
    let texts = [
      effect.map { Points.minus(FixedDecimals.text($0.dz, decimals: 2)) } ?? "–",
      effect?.gz.map { Points.minus(FixedDecimals.text($0, decimals: 2)) } ?? "–",
      it.superiority.probability.map { FixedDecimals.text($0, decimals: 2) } ?? "–",
      it.superiority.interval.map(Points.probabilities) ?? "–",
      Self.verdict(it) ?? reason(it.superiority.degeneracy),
      equivalence?.p.map(Points.p) ?? "–", interval(equivalence?.interval),
      equivalence?.isEquivalent.map { $0 ? "yes" : "not shown" } ?? "–",
    ]
    return [.code(gap.arm), "\(gap.labels)"] + texts.map { RichText($0) }
  }

  /// The verdict in words; nil without one.
  static func verdict(_ statistics: GapStatistics) -> String? {
    let side = statistics.isBehind ? "behind" : "ahead"
    return switch statistics.verdict {
    case .notSignificant: "not significant"
    case .notMeaningful: "\(side): significant, not meaningful"
    case .significantAndMeaningful: "\(side): significant and meaningful"
    case nil: nil
    }
  }
}
