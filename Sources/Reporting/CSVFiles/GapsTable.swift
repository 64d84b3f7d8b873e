import Downstream
import Statistics
import Study

/// `gaps.csv`: one row an arm other than the baseline, labelled-set size and test. Gaps are the arm's figure
/// minus the baseline's, shares as fractions, whether more or less is better.
enum GapsTable {
  private typealias Column = (name: String, value: @Sendable (Analysis.Gap) -> String)

  static func text(_ analysis: Analysis) -> String {
    let columns =
      keys(analysis) + headline + robustness + meaning + planning
      + measures(analysis.design)
    var csv = CSV(header: columns.map(\.name))
    for gap in analysis.gaps {
      csv.add(columns.map { $0.value(gap) })
    }
    return csv.text
  }

  private static func keys(_ analysis: Analysis) -> [Column] {
    [("arm", { $0.arm }), ("baseline", { _ in analysis.baseline }), ("labels", { "\($0.labels)" })]
  }

  /// What was measured.
  private static func measures(_ design: Analysis.Design) -> [Column] {
    [
      ("task", { design.test(named: $0.test)?.task ?? "" }),
      ("metric", { design.test(named: $0.test)?.metric.rawValue ?? "" }),
    ]
  }

  /// The paired t test.
  private static let headline: [Column] = [
    ("n", { "\($0.comparison.count)" }),
    ("mean_gap", { CSV.number($0.comparison.meanGap) }),
    ("sd_gap", { CSV.number($0.comparison.standardDeviation) }),
    ("ci_low", { CSV.number($0.comparison.interval?.lower) }),
    ("ci_high", { CSV.number($0.comparison.interval?.upper) }),
    ("t", { CSV.number($0.comparison.test?.t) }),
    ("df", { $0.comparison.test.map { "\($0.degreesOfFreedom)" } ?? "" }),
    ("p", { CSV.number($0.comparison.test?.p) }),
    ("p_holm", { CSV.number($0.adjustedP) }),
    ("d_z", { CSV.number($0.comparison.effect?.dz) }),
    ("g_z", { CSV.number($0.comparison.effect?.gz) }),
    ("planned", { "\($0.planned)" }),
    ("test", { $0.test }),
    ("note", { $0.comparison.degeneracy.map(note) ?? "" }),
  ]

  /// What assumes less.
  private static let robustness: [Column] = [
    ("p_sign_flip", { CSV.number($0.statistics.signFlip.p) }),
    ("p_wilcoxon", { CSV.number($0.statistics.wilcoxon.p) }),
    ("hodges_lehmann", { CSV.number($0.statistics.hodgesLehmannGap) }),
    ("walsh_low", { CSV.number($0.statistics.walshInterval?.lower) }),
    ("walsh_high", { CSV.number($0.statistics.walshInterval?.upper) }),
    ("bca_low", { CSV.number($0.statistics.bcaInterval?.lower) }),
    ("bca_high", { CSV.number($0.statistics.bcaInterval?.upper) }),
    ("percentile_low", { CSV.number($0.statistics.percentileInterval?.lower) }),
    ("percentile_high", { CSV.number($0.statistics.percentileInterval?.upper) }),
  ]

  /// How sure and how large.
  private static let meaning: [Column] = [
    ("p_superior", { CSV.number($0.statistics.superiority.probability) }),
    ("p_superior_low", { CSV.number($0.statistics.superiority.interval?.lower) }),
    ("p_superior_high", { CSV.number($0.statistics.superiority.interval?.upper) }),
    ("verdict", { AnalysisSections.verdict($0.statistics) ?? "" }),
    ("margin", { CSV.number($0.statistics.equivalence?.margin) }),
    ("p_tost", { CSV.number($0.statistics.equivalence?.p) }),
    ("p_tost_holm", { CSV.number($0.adjustedEquivalenceP) }),
    ("tost_low", { CSV.number($0.statistics.equivalence?.interval?.lower) }),
    ("tost_high", { CSV.number($0.statistics.equivalence?.interval?.upper) }),
    ("equivalent", { $0.isEquivalent.map { $0 ? "yes" : "no" } ?? "" }),
  ]

  /// What the study could see.
  private static let planning: [Column] = [
    ("detectable_gap", { CSV.number($0.statistics.detectable.smallestGap) }),
    (
      "repetitions_needed",
      { $0.statistics.detectable.repetitionsNeeded.map { "\($0.whole)" } ?? "" }
    ),
  ]

  private static func note(_ degeneracy: PairedComparison.Degeneracy) -> String {
    switch degeneracy {
    case .tooFew: "too few pairs"
    case .allDifferencesZero: "all differences zero"
    case .noVariation: "no variation"
    }
  }
}
