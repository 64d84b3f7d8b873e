/// Bootstrap intervals of the mean of paired differences, by resampling repetitions.
///
/// Secondary to Student's t interval: with few repetitions they are too narrow (nominal 95 %
/// cover about 83 % at n = 5). Sums of counts are integers, so resamples that tie with the
/// data tie exactly. All values are in counts; divide by the number of test images for fractions.
///
/// Edge cases: fewer than two pairs, or equal differences, have no interval; the degeneracy
/// names the case.
public struct BootstrapInterval: Equatable, Sendable {
  /// The number of resamples a bootstrap enumerates at most: 7⁷.
  public static let enumerationLimit = 7

  /// The mean difference, in counts; nil for no pairs.
  public let estimate: Double?
  /// The percentile interval of the mean difference, in counts; nil where `degeneracy` says why.
  public let percentile: ConfidenceInterval?
  /// The bias-corrected and accelerated interval, in counts; nil likewise, and in the rare case
  /// that the resamples give no finite correction.
  public let bca: ConfidenceInterval?
  /// The bias correction z₀ of the latter; nil likewise.
  public let bias: Double?
  /// The acceleration a of the latter; nil likewise.
  public let acceleration: Double?
  /// The number of resamples.
  public let resamples: Int
  /// The name of a degenerate case; nil for ordinary differences.
  public let degeneracy: PairedComparison.Degeneracy?

  /// Intervals from random resamples.
  ///
  /// - Parameters:
  ///   - differences: arm minus baseline in counts, one a complete pair.
  ///   - level: the nominal coverage.
  ///   - resamples: the number of resamples; at least 1.
  ///   - seed: of the stream `bootstrap`.
  /// - Throws: `StatisticsError.level` for a level outside 0 to 1.
  public init(
    differences: [Int], level: Double = 0.95, resamples: Int = 10_000, seed: UInt64
  ) throws(StatisticsError) {
    let means = Self.resampledMeans(of: differences, resamples: resamples, seed: seed)
    try self.init(differences, means, level: level)
  }

  /// Intervals from all nⁿ resamples: the bootstrap without randomness.
  ///
  /// - Parameters:
  ///   - differences: arm minus baseline in counts; at most ``enumerationLimit`` of them.
  ///   - level: the nominal coverage.
  /// - Throws: `StatisticsError.level` for a level outside 0 to 1.
  public init(enumerating differences: [Int], level: Double = 0.95) throws(StatisticsError) {
    precondition(differences.count <= Self.enumerationLimit, "n to the n resamples fit in memory")
    let sums = Resampling.allSums(of: differences)
    try self.init(differences, Self.means(sums, of: differences.count), level: level)
  }

  private init(
    _ differences: [Int], _ means: [Double], level: Double
  ) throws(StatisticsError) {
    guard level > 0, level < 1 else { throw .level(level) }
    let sum = differences.reduce(0, +)
    resamples = means.count
    estimate = differences.isEmpty ? nil : Double(sum) / Double(differences.count)
    degeneracy = PairedComparison.degeneracy(of: differences)
    guard degeneracy == nil, let estimate else {
      (percentile, bca, bias, acceleration) = (nil, nil, nil, nil)
      return
    }
    let distribution = try BootstrapDistribution(
      resampled: means, estimate: estimate, jackknife: Self.jackknife(differences))
    percentile = distribution.percentile(level: level)
    bca = try distribution.bca(level: level)
    (bias, acceleration) = (distribution.bias, distribution.acceleration)
  }
}

extension BootstrapInterval {
  /// The mean of each resample, in counts and in the order drawn.
  ///
  /// - Parameters:
  ///   - differences: arm minus baseline in counts, one a complete pair.
  ///   - resamples: the number of resamples; at least 1.
  ///   - seed: of the stream `bootstrap`.
  /// - Returns: as many means as resamples; none for no differences.
  public static func resampledMeans(
    of differences: [Int], resamples: Int, seed: UInt64
  ) -> [Double] {
    let sums = Resampling.sums(of: differences, resamples: resamples, seed: seed)
    return means(sums, of: differences.count)
  }

  /// The means of the differences with one of them left out, in turn.
  ///
  /// - Parameter differences: at least two.
  /// - Returns: as many means, in counts.
  public static func jackknife(_ differences: [Int]) -> [Double] {
    let sum = differences.reduce(0, +)
    return means(differences.map { sum - $0 }, of: differences.count - 1)
  }

  private static func means(_ sums: [Int], of count: Int) -> [Double] {
    sums.map { Double($0) / Double(count) }
  }
}
