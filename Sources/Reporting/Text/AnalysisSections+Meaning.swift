import Statistics
import Study

extension AnalysisSections {
  /// How large the gaps are, and whether that matters.
  var meaning: [Block] {
    let equivalence = ["equivalence p", "p (Holm)", "\(equivalenceLevel) % interval", "equivalent"]
    let tables = perTest({ test in
      let ahead = test.isHigherBetter ? "arm > " : "arm better than "
      return ["d_z", "g_z", "P(\(ahead)\(analysis.baseline))", "\(level) % interval", "verdict"]
        + (margin(of: test) == nil ? [] : equivalence)
    }) { gap, test in
      meaningCells(gap) + (margin(of: test) == nil ? [] : equivalenceCells(gap, MetricText(test)))
    }
    return [
      .heading(2, "Does it matter"),
      .paragraph(
        """
        d_z is the mean gap over the SD of the gaps, g_z the same without its small-sample bias \
        (Hedges).\(effectNote) P is the share of repetitions in which the arm is ahead, ties half, with a \
        bootstrap interval (Clopper and Pearson's where all repetitions agree); the verdict is that of Bouthillier et al. (2021) at γ = \
        \(Significant.text(Superiority.meaningfulProbability)): a gap is significant if the \
        interval lies above ½, and meaningful if it reaches beyond γ; for an arm that is behind it is \
        the verdict on the baseline's lead. It is not adjusted for the number of rows, and asks how often, \
        not by how much. \(equivalenceText)
        """),
    ] + tables
  }

  private var effectNote: String {
    hasErrors ? " Of errors both are below 0 where the arm is better." : ""
  }

  /// The margin, at levels that are those of a test; it is one of accuracies.
  private func margin(of test: Analysis.Design.Test) -> Double? {
    test.isAccuracy && design.confidence > 0.5 ? design.margin : nil
  }

  private var equivalenceLevel: String {
    Significant.text((2 * design.confidence - 1) * 100)
  }

  private var equivalenceText: String {
    guard let margin = tests.lazy.compactMap(margin).first else {
      let lack =
        design.margin == nil
        ? "No margin of equivalence was set" : "The margin of equivalence is one of accuracies"
      return """
        \(lack), so that no arms are called equal: a gap that is \
        not significant is not a gap of zero.
        """
    }
    return """
      Two arms are equivalent only if the \(equivalenceLevel) % interval lies within the margin of ± \
      \(Points.percent(margin)) points (two one-sided t tests), and only if Holm's adjustment of the p \
      value over the rows leaves it so; where the margin was set after results were seen, that is \
      exploration. A gap that is not significant is not a gap of zero.
      """
  }

  private func meaningCells(_ gap: Analysis.Gap) -> [String] {
    let it = gap.statistics
    let effect = gap.comparison.effect
    return [
      effect.map { Points.minus(FixedDecimals.text($0.dz, decimals: 2)) } ?? "–",
      effect?.gz.map { Points.minus(FixedDecimals.text($0, decimals: 2)) } ?? "–",
      it.superiority.probability.map { FixedDecimals.text($0, decimals: 2) } ?? "–",
      it.superiority.interval.map(Points.probabilities) ?? "–",
      Self.verdict(it) ?? Self.reason(it.superiority.degeneracy),
    ]
  }

  private func equivalenceCells(_ gap: Analysis.Gap, _ metric: MetricText) -> [String] {
    let it = gap.statistics.equivalence
    return [
      it?.p.map(Points.p) ?? Self.reason(it?.degeneracy),
      gap.adjustedEquivalenceP.map(Points.p) ?? "–", Self.interval(it?.interval, metric),
      gap.isEquivalent.map { $0 ? "yes" : "not shown" } ?? "–",
    ]
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
