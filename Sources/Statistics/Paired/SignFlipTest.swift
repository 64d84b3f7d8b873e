/// The two-sided sign-flip (paired randomisation) test of no difference.
///
/// If two arms are the same, either sign of each difference is equally probable. The p-value is
/// the share of the 2ⁿ assignments of signs whose sum is at least as far from zero as the
/// observed one. Sums are integers, so ties are exact; zero differences stay, and change nothing.
///
/// Reference: Fisher, "The Design of Experiments", 1935, §21; the Monte Carlo p-value is that of
/// Phipson and Smyth, "Permutation P-values Should Never Be Zero", 2010.
///
/// Edge cases: no pairs have no p-value. Where all differences are zero every assignment is as
/// extreme as the observed one, so that p = 1, as it is for one pair.
public struct SignFlipTest: Equatable, Sendable {
  /// The largest number of pairs whose assignments are all counted.
  public static let exactLimit = 20

  /// Two-sided p-value; nil for no pairs.
  public let p: Double?
  /// Whether all assignments were counted, and not a random sample of them.
  public let isExact: Bool
  /// The number of assignments: 2ⁿ, or the number of draws.
  public let arrangements: Int
  /// The smallest p-value that so many pairs and draws can have; nil for no pairs.
  public let smallestP: Double?
  /// `.tooFew(0)` or `.allDifferencesZero`; nil for ordinary differences.
  public let degeneracy: PairedComparison.Degeneracy?

  /// Tests the differences: exactly for up to ``exactLimit`` of them, and by drawing above.
  ///
  /// - Parameters:
  ///   - differences: arm minus baseline in counts, one a complete pair.
  ///   - seed: of the stream `sign-flip`; used above the limit only.
  ///   - draws: the number of random assignments above the limit; at least 1.
  public init(differences: [Int], seed: UInt64, draws: Int = 99_999) {
    precondition(draws >= 1, "a Monte Carlo test draws something")
    let effective = differences.count(where: { $0 != 0 })
    isExact = differences.count <= Self.exactLimit
    arrangements = isExact ? 1 << differences.count : draws
    degeneracy =
      differences.isEmpty ? .tooFew(0) : effective == 0 ? .allDifferencesZero : nil
    guard !differences.isEmpty else {
      (p, smallestP) = (nil, nil)
      return
    }
    let exactFloor = effective <= 1 ? 1 : Self.twoSidedHalfPower(effective)
    guard !isExact else {
      smallestP = exactFloor
      p = Double(SignAssignments.extreme(differences)) / Double(arrangements)
      return
    }
    smallestP = effective == 0 ? 1 : 1 / Double(draws + 1)
    let hits = SignAssignments.drawnExtreme(differences, seed: seed, draws: draws)
    p = Double(hits + 1) / Double(draws + 1)
  }

  /// 2 · 2⁻ⁿ: the observed assignment and its mirror image.
  static func twoSidedHalfPower(_ count: Int) -> Double {
    Double(sign: .plus, exponent: 1 - count, significand: 1)
  }
}
