/// Compares two unpaired groups of repetitions by their ranks: the two-sided Mann–Whitney test
/// (Wilcoxon's rank-sum test), exact with ties.
///
/// The null distribution is that of the observed midranks when groups are drawn at random; p is
/// the probability of a U at least as far from its mean n₁n₂/2 as the observed one. Where the
/// exact distribution takes too long, it is a normal approximation with the variance of the
/// midranks (the usual correction for ties), without a continuity correction.
///
/// References: Mann and Whitney, "On a Test of Whether One of Two Random Variables Is
/// Stochastically Larger than the Other", 1947; Hodges and Lehmann, "Estimates of Location Based
/// on Rank Tests", 1963.
///
/// Edge cases: an empty group has no test; all values equal have p = 1.
public struct MannWhitneyTest: Equatable, Sendable {
  /// The size of the smaller group times that of both, up to which p is exact: 38 and 38, or 3
  /// and 997.
  public static let exactLimit = 3000

  /// U of the first group: pairs in which its value is larger, ties counted half; nil for an empty
  /// group.
  public let u: Double?
  /// P(first > second) with ties half, U/(n₁n₂); nil likewise.
  public let superiority: Double?
  /// Two-sided p-value; nil likewise.
  public let p: Double?
  /// Whether p is exact, and not a normal approximation.
  public let isExact: Bool
  /// The smallest p-value that two groups of these sizes can have without ties; nil likewise.
  public let smallestP: Double?
  /// Hodges and Lehmann's shift, the median of all differences first − second, in counts: a
  /// multiple of ½; nil likewise.
  public let shift: Double?

  /// Compares two groups.
  ///
  /// - Parameters:
  ///   - first: correct counts, one a repetition.
  ///   - second: correct counts of the other group, of as many test images.
  public init(_ first: [Int], _ second: [Int]) {
    let smaller = min(first.count, second.count)
    isExact = smaller * (first.count + second.count) <= Self.exactLimit
    guard smaller > 0 else {
      (u, superiority, p, smallestP, shift) = (nil, nil, nil, nil, nil)
      return
    }
    let ranks = RankSums(first, second)
    let pairs = Double(first.count * second.count)
    let u = Double(ranks.doubledU) / 2
    self.u = u
    superiority = u / pairs
    p = isExact ? ranks.exactP : ranks.approximateP
    smallestP = min(1, 2 / RankSums.combinations(first.count + second.count, smaller))
    shift = ShiftDifferences(first, second).median
  }
}
