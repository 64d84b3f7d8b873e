import CGSL

/// How large a standard deviation may be that was estimated from few values.
///
/// For normal values, (n − 1)s²/σ² has the χ² distribution with n − 1 degrees of freedom, so that σ
/// is below s √((n − 1) / χ²(1 − level)) with the given confidence. With five values and 80 %
/// confidence the bound is 1.56 s, with ten 1.29 s.
///
/// Reference: Browne, "On the Use of a Pilot Sample for Sample Size Determination", 1995.
public enum SpreadBound {
  /// The one-sided upper confidence bound of a standard deviation.
  ///
  /// - Parameters:
  ///   - standardDeviation: the estimate s, with n − 1; in any unit.
  ///   - count: the number of values n.
  ///   - level: the confidence.
  /// - Returns: the bound in the unit of the estimate; nil for fewer than two values, and for an
  ///   estimate of zero, which would claim certainty.
  /// - Throws: `StatisticsError.level` for a level outside 0 to 1.
  public static func upper(
    standardDeviation: Double, count: Int, level: Double = 0.8
  ) throws(StatisticsError) -> Double? {
    guard level > 0, level < 1 else { throw .level(level) }
    guard count >= 2, standardDeviation > 0 else { return nil }
    let degrees = Double(count - 1)
    GSL.prepare()
    let quantile = try GSL.finite(
      gsl_cdf_chisq_Pinv(1 - level, degrees), from: "gsl_cdf_chisq_Pinv")
    guard quantile > 0 else { return nil }
    return standardDeviation * (degrees / quantile).squareRoot()
  }
}
