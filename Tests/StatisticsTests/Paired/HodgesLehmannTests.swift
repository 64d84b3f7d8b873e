import Testing

@testable import Statistics

@Suite("Hodges–Lehmann estimate")
struct HodgesLehmannTests {
  // References: Walsh averages listed with numpy; the ranks from scipy 1.17's exact distribution.
  @Test("Estimate, ranks and interval agree with the reference")
  func reference() throws {
    let result = try HodgesLehmann(differences: [57, 28, 69, 24, 49, 58, 32, 43, 30, 75])
    #expect(result.estimate == 46)
    #expect(result.ranks == 9...47)
    #expect(result.interval == ConfidenceInterval(lower: 31, upper: 59, level: 0.95))
    #expect(result.coverage == 1 - 2 * 25.0 / 1024)
    #expect(result.degeneracy == nil)
  }

  @Test("Every order statistic is that of the sorted Walsh sums", arguments: 0..<30)
  func orderStatistics(number: Int) {
    let differences = Naive.differences(number, sizes: 1...12, within: 20)
    let all = Naive.walshSums(differences)
    let sums = WalshSums(differences)
    #expect(sums.count == all.count)
    #expect((1...all.count).map { sums.value(atRank: $0) } == all)
  }

  @Test("The interval holds the shifts that Wilcoxon's test does not reject", arguments: 0..<8)
  func duality(number: Int) throws {
    // Multiples of 4, all distinct: an odd shift makes neither a zero nor a tie.
    let count = 6 + number
    let differences = (0..<count).map { ($0 * 7 + number) % 31 * 4 - 40 }
    let interval = try #require(try HodgesLehmann(differences: differences).interval)
    for shift in stride(from: -61, through: 101, by: 2) {
      let p = try #require(WilcoxonTest(differences: differences.map { $0 - shift }).p)
      #expect((p > 0.05) == interval.contains(Double(shift)))
    }
  }

  @Test("Exchanging the arms changes signs and nothing else", arguments: 0..<10)
  func antisymmetry(number: Int) throws {
    let differences = Naive.differences(number, sizes: 6...12, within: 20)
    let one = try HodgesLehmann(differences: differences)
    let other = try HodgesLehmann(differences: differences.map { -$0 })
    #expect(one.estimate == other.estimate.map { -$0 })
    #expect(one.interval?.lower == other.interval.map { -$0.upper })
    #expect(one.interval?.upper == other.interval.map { -$0.lower })
  }

  @Test("Five differences are too few for 95 %, and say what they reach")
  func tooFewForLevel() throws {
    let five = try HodgesLehmann(differences: [1, 2, 4, 8, 16])
    #expect(five.interval == nil && five.ranks == nil && five.coverage == nil)
    #expect(five.degeneracy == nil)
    let reached = try HodgesLehmann(differences: [1, 2, 4, 8, 16], level: 0.9375)
    #expect(reached.ranks == 1...15)
    #expect(reached.coverage == 0.9375)
    #expect(try HodgesLehmann(differences: [1, 2, 4, 8, 16, 32]).ranks == 1...21)
  }

  @Test("The normal approximation goes on where the exact ranks end")
  func approximation() throws {
    let exact = try #require(try WalshBound(count: 200, level: 0.95))
    let normal = try #require(try WalshBound(count: 201, level: 0.95))
    // One difference more moves the place by about half of it: n²/4 less 1.96 √(n³/12).
    #expect((exact.rank + 50...exact.rank + 110).contains(normal.rank))
    #expect((exact.coverage - normal.coverage).magnitude < 1e-4)
  }

  @Test("5,000 differences, twelve million Walsh averages, have an interval around the median")
  func many() throws {
    let differences = (0..<5_000).map { ($0 * 7919) % 10_007 - 4_000 }
    let result = try HodgesLehmann(differences: differences)
    let interval = try #require(result.interval)
    let estimate = try #require(result.estimate)
    #expect(interval.contains(estimate))
    let coverage = try #require(result.coverage)
    #expect(coverage >= 0.95 && coverage < 0.9501)
  }

  @Test(
    "Degenerate cases are named, with no interval",
    arguments: [
      ([], nil, .tooFew(0)), ([3], 3, .tooFew(1)), ([0, 0], 0, .allDifferencesZero),
      ([5, 5, 5, 5, 5, 5, 5], 5, .noVariation), ([1, 2], 1.5, nil), ([1, 2, 4], 2.25, nil),
    ] as [([Int], Double?, PairedComparison.Degeneracy?)])
  func degenerate(
    differences: [Int], estimate: Double?, name: PairedComparison.Degeneracy?
  ) throws {
    let result = try HodgesLehmann(differences: differences)
    #expect(result.estimate == estimate)
    #expect(result.interval == nil)
    #expect(result.degeneracy == name)
  }

  @Test("Levels outside 0 to 1 are refused", arguments: [0, 1, 95])
  func refused(level: Double) {
    #expect(throws: StatisticsError.level(level)) {
      try HodgesLehmann(differences: [1, 2], level: level)
    }
  }
}
