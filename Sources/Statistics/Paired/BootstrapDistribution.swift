/// Resampled estimates of a statistic, and the intervals that they give: the arithmetic of the
/// bootstrap, apart from the drawing, so that anyone can check it on the same resamples.
///
/// References: Efron, "Better Bootstrap Confidence Intervals", 1987 (BCa); Efron and Tibshirani,
/// "An Introduction to the Bootstrap", 1993, §14.3. We depart from them in two details, as
/// `scipy.stats.bootstrap` does: the bias correction z₀ takes the mean rank of the estimate
/// among the resamples (ties count half, for integer data has many), and quantiles are
/// interpolated (type 7 of Hyndman and Fan, 1996).
public struct BootstrapDistribution: Equatable, Sendable {
  /// The resampled estimates in ascending order.
  public let sorted: [Double]
  /// The bias correction z₀; nil where no resample lies on one side of the estimate.
  public let bias: Double?
  /// The acceleration a, from the jackknife; nil where its values are all equal.
  public let acceleration: Double?

  /// A distribution of resampled estimates; there must be one.
  ///
  /// - Parameters:
  ///   - resampled: the estimate of each resample, in any order.
  ///   - estimate: that of the data.
  ///   - jackknife: the estimates with one value left out, in turn.
  /// - Throws: `StatisticsError` should GSL fail, or for a value that is not finite.
  public init(
    resampled: [Double], estimate: Double, jackknife: [Double]
  ) throws(StatisticsError) {
    precondition(!resampled.isEmpty, "a bootstrap resamples something")
    for (index, value) in resampled.enumerated() where !value.isFinite {
      throw .notFinite(index: index, value: value)
    }
    sorted = resampled.sorted()
    bias = try Self.bias(sorted, estimate)
    acceleration = Self.acceleration(jackknife)
  }

  /// Φ⁻¹ of the mean rank of the estimate: the share below it and half of the share equal to it.
  private static func bias(
    _ sorted: [Double], _ estimate: Double
  ) throws(StatisticsError) -> Double? {
    let below = sorted.count(where: { $0 < estimate })
    let atMost = sorted.count(where: { $0 <= estimate })
    guard below + atMost > 0, below + atMost < 2 * sorted.count else { return nil }
    return try GSL.gaussianQuantile(Double(below + atMost) / Double(2 * sorted.count))
  }

  /// Σu³ / (6 (Σu²)^1.5), where u is the mean of the jackknife values less each of them.
  private static func acceleration(_ jackknife: [Double]) -> Double? {
    guard let first = jackknife.first, jackknife.contains(where: { $0 != first }) else {
      return nil
    }
    let mean = GSL.mean(jackknife)
    let deviations = jackknife.map { mean - $0 }
    let squares = deviations.reduce(0) { $0 + $1 * $1 }
    let cubes = deviations.reduce(0) { $0 + $1 * $1 * $1 }
    return cubes / (6 * squares * squares.squareRoot())
  }
}

extension BootstrapDistribution {
  /// The interval between two quantiles of the resamples.
  ///
  /// - Parameter level: the nominal coverage, between 0 and 1.
  /// - Returns: the interval, in the unit of the estimate.
  public func percentile(level: Double) -> ConfidenceInterval {
    .percentile(sorted: sorted, level: level)
  }

  /// The bias-corrected and accelerated interval: the quantiles at
  /// Φ(z₀ + (z₀ ± z) / (1 − a (z₀ ± z))).
  ///
  /// - Parameter level: the nominal coverage, between 0 and 1.
  /// - Returns: nil where z₀ or a is undefined, or a so large that 1 − a (z₀ ± z) ≤ 0.
  /// - Throws: `StatisticsError` should GSL fail.
  public func bca(level: Double) throws(StatisticsError) -> ConfidenceInterval? {
    guard let bias, let acceleration else { return nil }
    let z = try GSL.gaussianQuantile((1 - level) / 2)
    func fraction(_ z: Double) -> Double? {
      let shifted = bias + z
      let scale = 1 - acceleration * shifted
      return scale > 0 ? GSL.gaussianLowerTail(bias + shifted / scale) : nil
    }
    guard let low = fraction(z), let high = fraction(-z) else { return nil }
    return ConfidenceInterval(
      lower: GSL.quantile(sorted: sorted, at: low),
      upper: GSL.quantile(sorted: sorted, at: high), level: level)
  }
}

extension ConfidenceInterval {
  /// The interval between the quantiles at (1 ∓ level) / 2 of ascending values.
  static func percentile(sorted: [Double], level: Double) -> ConfidenceInterval {
    ConfidenceInterval(
      lower: GSL.quantile(sorted: sorted, at: (1 - level) / 2),
      upper: GSL.quantile(sorted: sorted, at: (1 + level) / 2), level: level)
  }
}
