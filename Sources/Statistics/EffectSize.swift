/// The standardised size of a paired difference.
///
/// References: Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988 (d_z);
/// Hedges, "Distribution Theory for Glass's Estimator of Effect Size and Related Estimators",
/// 1981 (the correction J).
public struct EffectSize: Equatable, Sendable {
  /// Mean difference over the standard deviation of the differences.
  public let dz: Double
  /// `dz` without its bias in small samples, J · d_z; nil for two pairs, where J is undefined.
  public let gz: Double?

  /// The effect of a mean difference; the spread must be positive.
  init(mean: Double, standardDeviation: Double, count: Int) throws(StatisticsError) {
    precondition(count >= 2 && standardDeviation > 0, "degenerate cases are named earlier")
    dz = mean / standardDeviation
    gz = try EffectSize.correction(degreesOfFreedom: count - 1).map { [dz] in $0 * dz }
  }

  /// Hedges's exact correction J = Γ(ν/2) / (√(ν/2) · Γ((ν − 1)/2)).
  ///
  /// - Parameter degreesOfFreedom: ν, the number of pairs less one.
  /// - Returns: nil for ν < 2: at ν = 1 the denominator is infinite.
  /// - Throws: `StatisticsError` should GSL fail.
  public static func correction(degreesOfFreedom: Int) throws(StatisticsError) -> Double? {
    guard degreesOfFreedom >= 2 else { return nil }
    let half = Double(degreesOfFreedom) / 2
    return try GSL.gammaRatio(half - 0.5, plus: 0.5) / half.squareRoot()
  }
}
