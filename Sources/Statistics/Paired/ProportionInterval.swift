/// Intervals of one accuracy: what a share of correct test images says of all images like them.
///
/// They cover the choice of test images and nothing else: neither seeds nor training sets.
///
/// References: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
/// 1927; Clopper and Pearson, "The Use of Confidence or Fiducial Limits Illustrated in the Case
/// of the Binomial", 1934.
public struct ProportionInterval: Equatable, Sendable {
  /// The share of correct images.
  public let estimate: Double
  /// Wilson's score interval: close to its level on average, and short.
  public let wilson: ConfidenceInterval
  /// The exact interval of Clopper and Pearson: covers at least its level, and longer.
  public let clopperPearson: ConfidenceInterval

  /// Both intervals.
  ///
  /// - Parameters:
  ///   - correct: the number of correctly classified test images.
  ///   - testImages: the number of test images; 1 to a million.
  ///   - level: the nominal coverage.
  /// - Throws: `StatisticsError` for counts that cannot be or are more, or a level outside 0 to 1.
  public init(
    correct: Int, of testImages: Int, level: Double = 0.95
  ) throws(StatisticsError) {
    guard testImages > 0 else { throw .testImages(testImages) }
    guard (0...testImages).contains(correct) else { throw .correct(correct, of: testImages) }
    guard level > 0, level < 1 else { throw .level(level) }
    estimate = Double(correct) / Double(testImages)
    wilson = try Self.wilson(correct, of: testImages, level: level)
    clopperPearson = try Self.clopperPearson(correct, of: testImages, level: level)
  }

  /// The values of p for which |k/n − p| ≤ z √(p (1 − p) / n). It touches 0 or 1 exactly for
  /// no or all successes, where the formula would leave rounding errors.
  private static func wilson(
    _ successes: Int, of trials: Int, level: Double
  ) throws(StatisticsError) -> ConfidenceInterval {
    let z = try -GSL.gaussianQuantile((1 - level) / 2)
    let (k, n) = (Double(successes), Double(trials))
    let centre = (k + z * z / 2) / (n + z * z)
    let margin = z / (n + z * z) * (k * (n - k) / n + z * z / 4).squareRoot()
    return ConfidenceInterval(
      lower: successes == 0 ? 0 : centre - margin,
      upper: successes == trials ? 1 : centre + margin, level: level)
  }

  /// The values of p under which neither so many successes or more, nor so few or fewer, has a
  /// probability below (1 − level) / 2: quantiles of beta distributions.
  static func clopperPearson(
    _ successes: Int, of trials: Int, level: Double
  ) throws(StatisticsError) -> ConfidenceInterval {
    guard trials <= GSL.mostTrials else { throw .tooMany(trials) }
    let tail = (1 - level) / 2
    let (k, n) = (Double(successes), Double(trials))
    return ConfidenceInterval(
      lower: successes == 0 ? 0 : try GSL.betaQuantile(tail, a: k, b: n - k + 1),
      // The upper bound for successes is 1 less the lower one for failures.
      upper: successes == trials ? 1 : try 1 - GSL.betaQuantile(tail, a: n - k, b: k + 1),
      level: level)
  }
}
