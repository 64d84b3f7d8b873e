import Testing

@testable import Statistics

@Suite("Everything of one gap")
struct GapStatisticsTests {
  private func statistics(
    _ differences: [Int], total: Int = 10_000, margin: Double? = nil, level: Double = 0.95
  ) throws -> GapStatistics {
    try GapStatistics(
      PairedComparison(differences: differences, testImages: total, level: level), differences,
      settings: GapStatistics.Settings(level: level, margin: margin, resamples: 2000, seed: 1))
  }

  // Ten gaps of 10,000 images; estimate and Walsh interval after scipy 1.17, the p value of the two
  // one-sided tests after statsmodels 0.15.
  private let reference = [57, 28, 69, 24, 49, 58, 32, 43, 30, 75]

  @Test("Estimates and intervals are fractions of the test set")
  func fractions() throws {
    let it = try statistics(reference, margin: 0.006)
    try expect(it.hodgesLehmannGap, isNear: 0.0046)
    try expect(it.walshInterval?.lower, isNear: 0.0031)
    try expect(it.walshInterval?.upper, isNear: 0.0059)
    let bca = try #require(it.bcaInterval)
    #expect(bca.lower > 0.003 && bca.upper < 0.0065)
    #expect(it.equivalence?.isEquivalent == true)
    try expect(it.equivalence?.p, isNear: 0.02081933, relative: 1e-6)
  }

  @Test("Without a margin nothing is tested for equivalence, nor at levels that are none of a test")
  func noMargin() throws {
    #expect(try statistics(reference).equivalence == nil)
    #expect(try statistics(reference, margin: 0.01, level: 0.4).equivalence == nil)
  }

  @Test("The verdict is on whichever is ahead")
  func sides() throws {
    let ahead = try statistics(reference)
    let behind = try statistics(reference.map { -$0 })
    #expect(ahead.verdict == .significantAndMeaningful)
    #expect(behind.verdict == .significantAndMeaningful)
    #expect(!ahead.isBehind && behind.isBehind)
    #expect(behind.superiority.verdict == .notSignificant)
    #expect(try statistics([1, -1, 2, -2]).verdict == .notSignificant)
    #expect(try statistics([0, 0]).verdict == nil)
  }
}
