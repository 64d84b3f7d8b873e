/// What a comparison of n repetitions was able to see, from the spread of its differences.
///
/// Planning for the next study: the spread is an estimate, and the observed gap is one, too,
/// so that these are guides and no proof. A small gap that was not significant is no evidence
/// of equality; see ``EquivalenceTest``.
///
/// Edge cases: fewer than two pairs, or no spread among the differences, have none of it; the
/// degeneracy names the case.
public struct DetectableGap: Equatable, Sendable {
  /// The power that the numbers are for.
  public let power: Double
  /// The significance level of the two-sided paired t test.
  public let alpha: Double
  /// The smallest gap, as a fraction of the test images, that n repetitions see with that power;
  /// nil where `degeneracy` says why.
  public let smallestGap: Double?
  /// The repetitions that a gap as large as the observed one needs; nil likewise, and where no
  /// number suffices, as for a gap of zero.
  public let repetitionsNeeded: RepetitionsNeeded?
  /// The name of a degenerate case; nil for ordinary differences.
  public let degeneracy: PairedComparison.Degeneracy?

  /// Plans from a comparison.
  ///
  /// - Parameters:
  ///   - comparison: the gap and its spread.
  ///   - power: the probability to see a gap, above α and below 1.
  ///   - alpha: the significance level.
  /// - Throws: `StatisticsError` for a level or power outside its range.
  public init(
    _ comparison: PairedComparison, power: Double = 0.8, alpha: Double = 0.05
  ) throws(StatisticsError) {
    self.power = power
    self.alpha = alpha
    degeneracy = comparison.degeneracy
    guard let spread = comparison.standardDeviation, let effect = comparison.effect else {
      (smallestGap, repetitionsNeeded) = (nil, nil)
      return
    }
    let smallest = try Power.smallestEffect(
      count: Double(comparison.count), power: power, alpha: alpha)
    smallestGap = smallest.map { $0 * spread }
    repetitionsNeeded = try Power.repetitionsNeeded(
      effect: effect.dz, power: power, alpha: alpha)
  }
}
