import Statistics
import Study

/// What is said of one gap beside the paired t test; in fractions of the test set.
struct RobustGap {
  let signFlip: SignFlipTest
  let wilcoxon: WilcoxonTest
  let median: Double?
  let walsh: ConfidenceInterval?
  let superiority: Superiority?
  let equivalence: EquivalenceTest?

  init(_ gap: Analysis.Gap, _ design: Analysis.Design) {
    let (level, total) = (design.confidence, Double(gap.total))
    signFlip = SignFlipTest(differences: gap.differences, seed: design.resamplingSeed)
    wilcoxon = WilcoxonTest(differences: gap.differences)
    // The level was in range for the analysis.
    let shift = try? HodgesLehmann(differences: gap.differences, level: level)
    median = shift?.estimate.map { $0 / total }
    walsh = shift?.interval.map {
      ConfidenceInterval(lower: $0.lower / total, upper: $0.upper / total, level: $0.level)
    }
    superiority = try? Superiority(
      differences: gap.differences, level: level, resamples: design.resamples,
      seed: design.resamplingSeed)
    equivalence = design.margin.flatMap { margin in
      try? EquivalenceTest(
        differences: gap.differences, denominator: gap.total, margin: margin, alpha: 1 - level)
    }
  }
}
