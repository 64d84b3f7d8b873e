import Statistics
import Testing

@Suite("Probability of superiority")
struct SuperiorityTests {
  @Test(
    "Wins count one and ties half",
    arguments: [
      ([1, 1, -1, 0], 0.625), ([0, 0], 0.5), ([-3, -8], 0), ([5], 1), ([100, 1, -1], 2.0 / 3),
    ] as [([Int], Double)])
  func probability(differences: [Int], expected: Double) throws {
    #expect(try Superiority(differences: differences, seed: 1).probability == expected)
  }

  // By hand: of 4 pairs with 3 wins, a resample has k wins with the binomial probability of
  // (4, ¾); P(k ≤ 1) = .0508 and P(k = 0) = .0039, so that the 2.5 % quantile is ¼.
  @Test("The interval is that of resampled pairs")
  func interval() throws {
    let result = try Superiority(differences: [5, 2, 9, -4], seed: 1)
    #expect(result.interval == ConfidenceInterval(lower: 0.25, upper: 1, level: 0.95))
    #expect(result.method == .bootstrap)
    #expect(result.verdict == .notSignificant)
  }

  @Test(
    "The verdict is that of Bouthillier et al.",
    arguments: [
      (0.5, 0.9, .notSignificant), (0.4, 0.6, .notSignificant), (0.51, 0.75, .notMeaningful),
      (0.51, 0.76, .significantAndMeaningful), (0.1, 0.3, .notSignificant),
    ] as [(Double, Double, Superiority.Verdict)])
  func verdict(lower: Double, upper: Double, expected: Superiority.Verdict) {
    let interval = ConfidenceInterval(lower: lower, upper: upper, level: 0.95)
    #expect(Superiority.verdict(of: interval, gamma: 0.75) == expected)
  }

  @Test("Many small wins are significant but not meaningful, and γ decides")
  func gamma() throws {
    let differences = (0..<400).map { $0 % 10 < 6 ? 1 : -1 }
    let usual = try Superiority(differences: differences, seed: 1)
    #expect(usual.verdict == .notMeaningful)
    let lower = try Superiority(differences: differences, gamma: 0.6, seed: 1)
    #expect(lower.verdict == .significantAndMeaningful)
  }

  // References: Clopper–Pearson bounds for all successes, scipy.stats.beta.ppf(0.025, n, 1).
  @Test(
    "Nothing but wins are judged by the exact interval, not by resamples without spread",
    arguments: [
      (2, 0.158113883008419, .notSignificant), (5, 0.478176249895019, .notSignificant),
      (6, 0.5407418735601, .significantAndMeaningful),
    ] as [(Int, Double, Superiority.Verdict)])
  func allWins(count: Int, lower: Double, verdict: Superiority.Verdict) throws {
    let result = try Superiority(differences: Array(1...count), seed: 1)
    #expect(result.method == .clopperPearson)
    try expect(result.interval?.lower, isNear: lower, relative: 1e-12)
    #expect(result.interval?.upper == 1)
    #expect(result.verdict == verdict)
    let losses = try Superiority(differences: (1...count).map { -$0 }, seed: 1)
    try expect(losses.interval?.upper, isNear: 1 - lower, relative: 1e-12)
    #expect(losses.verdict == .notSignificant)
  }

  @Test(
    "Degenerate cases are named, with no interval and no verdict",
    arguments: [
      ([], .tooFew(0)), ([7], .tooFew(1)), ([0, 0, 0], .allDifferencesZero),
    ] as [([Int], PairedComparison.Degeneracy)])
  func degenerate(differences: [Int], name: PairedComparison.Degeneracy) throws {
    let result = try Superiority(differences: differences, seed: 1)
    #expect(result.degeneracy == name)
    #expect(result.interval == nil && result.verdict == nil && result.method == nil)
    #expect((result.probability == nil) == differences.isEmpty)
  }

  @Test("Levels outside 0 to 1 are refused")
  func refused() {
    #expect(throws: StatisticsError.level(1)) {
      try Superiority(differences: [1, 2], level: 1, seed: 1)
    }
  }
}
