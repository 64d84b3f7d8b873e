/// Whether two arms are equally good within a margin: two one-sided t tests (TOST).
///
/// The hypotheses that the mean gap is −Δ or less, and Δ or more, are each tested at α; the
/// p-value is the larger one. Rejecting both is the same as the 1 − 2α interval lying inside
/// ±Δ. A large p in a test of difference shows no equivalence; this one can.
///
/// Reference: Schuirmann, "A Comparison of the Two One-Sided Tests Procedure and the Power
/// Approach for Assessing the Equivalence of Average Bioavailability", 1987.
///
/// Edge cases: fewer than two pairs, or no spread among the differences, have no test; the
/// degeneracy names the case.
public struct EquivalenceTest: Equatable, Sendable {
  /// The margin Δ, as a fraction of the denominator.
  public let margin: Double
  /// The significance level of each of the two tests.
  public let alpha: Double
  /// The larger one-sided p-value; nil where `degeneracy` says why.
  public let p: Double?
  /// Student's t interval of the mean gap at the level 1 − 2α, as a fraction; nil likewise.
  public let interval: ConfidenceInterval?
  /// Whether p is below α: the interval lies inside ±Δ; nil likewise.
  public let isEquivalent: Bool?
  /// The name of a degenerate case; nil for ordinary differences.
  public let degeneracy: PairedComparison.Degeneracy?

  /// Tests for equivalence.
  ///
  /// - Parameters:
  ///   - differences: arm minus baseline in counts, one a complete pair.
  ///   - denominator: what the counts are of: the number of test images.
  ///   - margin: Δ, the largest gap that makes no difference in practice, as a fraction.
  ///   - alpha: the significance level of each of the two tests.
  /// - Throws: `StatisticsError` for a margin that is not positive, a level outside 0 to ½, or
  ///   counts that cannot be.
  public init(
    differences: [Int], denominator: Int, margin: Double, alpha: Double = 0.05
  ) throws(StatisticsError) {
    guard margin > 0, margin.isFinite else { throw .margin(margin) }
    guard alpha > 0, alpha < 0.5 else { throw .oneSidedSignificance(alpha) }
    let comparison = try PairedComparison(
      differences: differences, testImages: denominator, level: 1 - 2 * alpha)
    self.margin = margin
    self.alpha = alpha
    interval = comparison.interval
    degeneracy = comparison.degeneracy
    guard degeneracy == nil, let mean = comparison.meanGap,
      let spread = comparison.standardDeviation
    else {
      (p, isEquivalent) = (nil, nil)
      return
    }
    // The test that decides is the one against the margin that the mean is nearer to, or beyond.
    let t = (margin - mean.magnitude) / (spread / Double(comparison.count).squareRoot())
    let tail = try GSL.studentUpperTail(t, degreesOfFreedom: Double(comparison.count - 1))
    p = tail
    isEquivalent = tail < alpha
  }
}
