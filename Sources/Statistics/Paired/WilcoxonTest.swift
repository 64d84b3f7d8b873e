/// The two-sided Wilcoxon signed-rank test of no difference.
///
/// Magnitudes share midranks where they are tied; the null distribution is that of these very
/// ranks under random signs, so that p is exact with ties, too. Where there are too many pairs
/// for that, it is a normal approximation with the variance of the midranks themselves, which
/// is what the usual corrections for ties and zeros amount to, without a continuity correction.
///
/// References: Wilcoxon, "Individual Comparisons by Ranking Methods", 1945; Pratt, "Remarks on
/// Zeros and Ties in the Wilcoxon Signed Rank Procedures", 1959.
///
/// Edge cases: no pairs have no p-value. Where all differences are zero nothing has a sign,
/// so that p = 1, as it is for one pair.
public struct WilcoxonTest: Equatable, Sendable {
  /// What becomes of differences that are zero.
  public enum Zeros: Equatable, Sendable {
    /// They are left out before ranking (Wilcoxon).
    case dropped
    /// They are ranked with the others, and then their ranks are left out (Pratt).
    case pratt
  }

  /// The largest number of ranked differences whose distribution is computed exactly.
  public static let exactLimit = 200

  /// The sum of the midranks of the negative differences.
  public let wMinus: Double
  /// The sum of the midranks of the positive differences.
  public let wPlus: Double
  /// Two-sided p-value; nil for no pairs.
  public let p: Double?
  /// Whether p is exact, and not a normal approximation.
  public let isExact: Bool
  /// The number of differences that are not zero.
  public let nonZeroCount: Int
  /// The smallest p-value that so many non-zero differences can have, 2 · 2⁻ⁿ but at most 1: above
  /// the significance level, there are too few of them. Nil for no pairs.
  public let smallestP: Double?
  /// `.tooFew(0)` or `.allDifferencesZero`; nil for ordinary differences.
  public let degeneracy: PairedComparison.Degeneracy?

  /// Tests the differences.
  ///
  /// - Parameters:
  ///   - differences: arm minus baseline in counts, one a complete pair.
  ///   - zeros: what becomes of differences of zero.
  public init(differences: [Int], zeros: Zeros = .dropped) {
    let ranked = zeros == .dropped ? differences.filter { $0 != 0 } : differences
    let ranks = SignedRanks.doubledMidranks(ranked.map(\.magnitude))
    let signed = zip(ranked, ranks).filter { $0.0 != 0 }
    let minus = signed.reduce(0) { $1.0 < 0 ? $0 + $1.1 : $0 }
    let plus = signed.reduce(0) { $1.0 > 0 ? $0 + $1.1 : $0 }
    (wMinus, wPlus) = (Double(minus) / 2, Double(plus) / 2)
    nonZeroCount = signed.count
    isExact = ranked.count <= Self.exactLimit
    degeneracy =
      differences.isEmpty ? .tooFew(0) : signed.isEmpty ? .allDifferencesZero : nil
    guard !differences.isEmpty else {
      (p, smallestP) = (nil, nil)
      return
    }
    smallestP = signed.count <= 1 ? 1 : SignFlipTest.twoSidedHalfPower(signed.count)
    let kept = signed.map(\.1)
    let smaller = min(minus, plus)
    p = isExact ? Self.exact(kept, smaller) : Self.approximate(kept, smaller)
  }

  /// Twice the probability of the smaller sum or less; at most 1.
  private static func exact(_ ranks: [Int], _ smaller: Int) -> Double {
    min(1, 2 * SignedRanks.lowerTail(ranks: ranks, limit: smaller))
  }

  /// The same from a normal distribution: the sum of the signed ranks r has mean Σr / 2 and
  /// variance Σr² / 4.
  private static func approximate(_ ranks: [Int], _ smaller: Int) -> Double {
    let mean = Double(ranks.reduce(0, +)) / 2
    let variance = ranks.reduce(0.0) { $0 + Double($1) * Double($1) } / 4
    guard variance > 0 else { return 1 }
    return min(1, 2 * GSL.gaussianLowerTail((Double(smaller) - mean) / variance.squareRoot()))
  }
}
