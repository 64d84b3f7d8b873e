/// The power of the two-sided paired t test, and what follows from it for planning a study.
///
/// Effects are standardised, d_z: the true mean difference over the true standard deviation of
/// the differences; their sign does not matter. Numbers of repetitions n may be fractional, with
/// n − 1 degrees of freedom, as other programs have it. Differences are taken to be normal.
///
/// Reference: Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988; Johnson,
/// Kotz and Balakrishnan, "Continuous Univariate Distributions", vol. 2, 1995, ch. 31 (the
/// noncentral t).
public enum Power {
  /// The most repetitions that are looked for: 10⁹.
  public static let mostRepetitions = 1e9

  /// The probability that the test rejects.
  ///
  /// - Parameters:
  ///   - effect: d_z; for zero the power is α.
  ///   - count: the number of repetitions n.
  ///   - alpha: the significance level.
  /// - Returns: nil for fewer than two repetitions, which make no test.
  /// - Throws: `StatisticsError` for a level outside 0 to 1 or an effect that is not finite.
  public static func power(
    effect: Double, count: Double, alpha: Double = 0.05
  ) throws(StatisticsError) -> Double? {
    guard alpha > 0, alpha < 1 else { throw .significance(alpha) }
    guard effect.isFinite else { throw .effect(effect) }
    guard count >= 2, count.isFinite else { return nil }
    let test = try NoncentralT(count: count, alpha: alpha)
    return try test.power(shift: effect.magnitude * count.squareRoot())
  }

  /// How many repetitions the test needs to see an effect.
  ///
  /// - Parameters:
  ///   - effect: d_z.
  ///   - power: the probability to see it, above α and below 1.
  ///   - alpha: the significance level.
  /// - Returns: nil where no number suffices: for an effect of zero, and one so small that it takes
  ///   more than ``mostRepetitions``.
  /// - Throws: `StatisticsError` for a level or power outside its range.
  public static func repetitionsNeeded(
    effect: Double, power: Double = 0.8, alpha: Double = 0.05
  ) throws(StatisticsError) -> RepetitionsNeeded? {
    try check(power, alpha)
    guard effect.isFinite else { throw .effect(effect) }
    // δ = d_z √n must be about z(α/2) + z(1 − power): a first look, without integrals.
    guard effect.magnitude * mostRepetitions.squareRoot() > 1e-3 else { return nil }
    func excess(_ count: Double) throws(StatisticsError) -> Double {
      (try self.power(effect: effect, count: count, alpha: alpha) ?? 0) - power
    }
    var (low, high) = (2.0, 2.0)
    while try excess(high) < 0 {
      guard high < mostRepetitions else { return nil }
      (low, high) = (high, high * 2)
    }
    let root = try MonotoneRoot.zero(from: low, to: high, of: excess)
    let below = root.rounded(.down)
    let suffices = try excess(below) >= -1e-12
    return RepetitionsNeeded(fractional: root, whole: Int(suffices ? below : below + 1))
  }

  /// The smallest effect that the test sees with so many repetitions.
  ///
  /// - Parameters:
  ///   - count: the number of repetitions n.
  ///   - power: the probability to see it, above α and below 1.
  ///   - alpha: the significance level.
  /// - Returns: d_z; nil for fewer than two repetitions, and for a power so near to 1 that the
  ///   integral cannot tell it from 1.
  /// - Throws: `StatisticsError` for a level or power outside its range.
  public static func smallestEffect(
    count: Double, power: Double = 0.8, alpha: Double = 0.05
  ) throws(StatisticsError) -> Double? {
    try check(power, alpha)
    guard count >= 2, count.isFinite else { return nil }
    let test = try NoncentralT(count: count, alpha: alpha)
    func excess(_ shift: Double) throws(StatisticsError) -> Double {
      try test.power(shift: shift) - power
    }
    var (low, high) = (0.0, 1.0)
    while try excess(high) < 0 {
      guard high < mostRepetitions else { return nil }
      (low, high) = (high, high * 2)
    }
    return try MonotoneRoot.zero(from: low, to: high, of: excess) / count.squareRoot()
  }

  private static func check(_ power: Double, _ alpha: Double) throws(StatisticsError) {
    guard alpha > 0, alpha < 1 else { throw .significance(alpha) }
    guard power > alpha, power < 1 else { throw .power(power, alpha: alpha) }
  }
}

/// A number of repetitions that a test needs for its power.
public struct RepetitionsNeeded: Equatable, Sendable {
  /// Where the power is met exactly; at least 2, which a huge effect exceeds.
  public let fractional: Double
  /// The smallest whole number with that power or more; at least 2.
  public let whole: Int

  /// A number as it was solved for.
  ///
  /// - Parameters:
  ///   - fractional: where the power is met exactly.
  ///   - whole: the smallest whole number with that power.
  public init(fractional: Double, whole: Int) {
    (self.fractional, self.whole) = (fractional, whole)
  }
}
