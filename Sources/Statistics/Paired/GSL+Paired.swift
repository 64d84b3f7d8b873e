import CGSL

extension GSL {
  /// The most trials of a binomial distribution: beyond a million, GSL's continued fraction ends
  /// without an answer for some arguments (seen from 1.2 million on).
  static let mostTrials = 1_000_000

  /// P(Z ≤ z) for a standard normal Z.
  static func gaussianLowerTail(_ z: Double) -> Double {
    prepare()
    return gsl_cdf_ugaussian_P(z)
  }

  /// The z below which a standard normal lies with the given probability, which is not 0 or 1.
  static func gaussianQuantile(_ probability: Double) throws(StatisticsError) -> Double {
    prepare()
    return try finite(gsl_cdf_ugaussian_Pinv(probability), from: "gsl_cdf_ugaussian_Pinv")
  }

  /// P(X ≤ successes) for the number of heads in so many tosses of a fair coin.
  static func fairCoinLowerTail(
    _ successes: Int, of trials: Int
  ) throws(StatisticsError) -> Double {
    prepare()
    guard successes >= 0 else { return 0 }
    guard trials <= mostTrials else { throw .tooMany(trials) }
    return try finite(
      gsl_cdf_binomial_P(UInt32(successes), 0.5, UInt32(trials)), from: "gsl_cdf_binomial_P")
  }

  /// The x below which a beta variable lies with the given probability, which is not 0 or 1.
  ///
  /// By bisection to the last digit: `gsl_cdf_beta_Pinv` finds no answer for some arguments, such
  /// as 0.025, 8130, 1871.
  static func betaQuantile(
    _ probability: Double, a: Double, b: Double
  ) throws(StatisticsError) -> Double {
    prepare()
    var (low, high) = (0.0, 1.0)
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return high }
      let below = try finite(gsl_cdf_beta_P(middle, a, b), from: "gsl_cdf_beta_P")
      if below < probability { low = middle } else { high = middle }
    }
  }

  /// The quantile of ascending values at a fraction of 0...1, interpolated linearly between
  /// the order statistics around 1 + (count − 1) · fraction: type 7 of Hyndman and Fan, "Sample
  /// Quantiles in Statistical Packages", 1996. There must be a value.
  static func quantile(sorted values: [Double], at fraction: Double) -> Double {
    prepare()
    return gsl_stats_quantile_from_sorted_data(values, 1, values.count, fraction)
  }
}
