/// The Hodges–Lehmann estimate of the difference, and the interval that belongs to the
/// Wilcoxon test.
///
/// The estimate is the median of the Walsh averages (d_i + d_j) / 2, i ≤ j; the interval goes
/// from the k-th smallest to the k-th largest of them, where k is the largest for which
/// P(W < k) ≤ (1 − level) / 2 under the distribution of W without ties. Ties make it cover more.
///
/// References: Hodges and Lehmann, "Estimates of Location Based on Rank Tests", 1963; Hollander,
/// Wolfe and Chicken, "Nonparametric Statistical Methods", 2014, §3.2–3.3. Above 200
/// differences, k comes from the normal approximation with continuity correction.
///
/// Edge cases: no differences have no estimate; fewer than two, or equal ones, no interval, as
/// the degeneracy says. Without a degeneracy the interval is nil where n is too small for the
/// level: five differences reach 93.75 % at most.
public struct HodgesLehmann: Equatable, Sendable {
  /// The largest number of differences for which k is exact.
  public static let exactLimit = 200

  /// The median of the Walsh averages, in counts: a multiple of ¼; nil for no differences.
  public let estimate: Double?
  /// The interval, in counts: bounds are multiples of ½; its level is the one asked for.
  public let interval: ConfidenceInterval?
  /// The places of the bounds among the ascending Walsh averages, from 1: k and N + 1 − k.
  public let ranks: ClosedRange<Int>?
  /// The coverage that the interval attains without ties, at least the level.
  public let coverage: Double?
  /// The name of a degenerate case; nil for ordinary differences.
  public let degeneracy: PairedComparison.Degeneracy?

  /// Estimates the difference.
  ///
  /// - Parameters:
  ///   - differences: arm minus baseline in counts, one a complete pair.
  ///   - level: the nominal coverage.
  /// - Throws: `StatisticsError.level` for a level outside 0 to 1.
  public init(differences: [Int], level: Double = 0.95) throws(StatisticsError) {
    guard level > 0, level < 1 else { throw .level(level) }
    let sums = WalshSums(differences)
    degeneracy = PairedComparison.degeneracy(of: differences)
    estimate = Self.median(sums)
    let bound = try WalshBound(count: differences.count, level: level)
    guard degeneracy == nil, let bound else {
      (interval, ranks, coverage) = (nil, nil, nil)
      return
    }
    let places = bound.rank...(sums.count + 1 - bound.rank)
    interval = ConfidenceInterval(
      lower: Double(sums.value(atRank: places.lowerBound)) / 2,
      upper: Double(sums.value(atRank: places.upperBound)) / 2, level: level)
    ranks = places
    coverage = bound.coverage
  }

  private static func median(_ sums: WalshSums) -> Double? {
    guard sums.count > 0 else { return nil }
    let low = sums.value(atRank: (sums.count + 1) / 2)
    let high = sums.value(atRank: sums.count / 2 + 1)
    return Double(low + high) / 4
  }
}
