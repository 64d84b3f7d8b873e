import Statistics
import Testing

@Suite("Equivalence test")
struct EquivalenceTests {
  let reference = [57, 28, 69, 24, 49, 58, 32, 43, 30, 75]

  // References: statsmodels 0.15, ttost_paired(D, 0, -margin, margin).
  @Test(
    "p-values agree with statsmodels",
    arguments: [
      (0.006, 0.0208193342533282), (0.005, 0.276744288221948), (0.004, 0.858736683690481),
    ])
  func agreesWithStatsmodels(margin: Double, p: Double) throws {
    let test = try EquivalenceTest(
      differences: reference, denominator: 10_000, margin: margin)
    try expect(test.p, isNear: p, relative: 1e-11)
    #expect(test.isEquivalent == (p < 0.05))
    try expect(test.interval?.lower, isNear: 0.00360756, relative: 2e-6)
    try expect(test.interval?.upper, isNear: 0.00569244, relative: 2e-6)
    #expect(test.interval?.level == 0.9)
  }

  @Test(
    "Equivalent is the same as an interval inside the margins", arguments: 0..<40, [0.01, 0.05])
  func identity(number: Int, alpha: Double) throws {
    let differences = Naive.differences(number, sizes: 3...12, within: 6)
    for margin in [0.004, 0.009, 0.015, 0.021, 0.04] {
      let test = try EquivalenceTest(
        differences: differences, denominator: 300, margin: margin, alpha: alpha)
      guard test.degeneracy == nil else { continue }
      let interval = try #require(test.interval)
      let inside = interval.lower > -margin && interval.upper < margin
      #expect(test.isEquivalent == inside)
      #expect((try #require(test.p) < alpha) == inside)
    }
  }

  @Test("The table of the identity has equivalent arms and others")
  func bothOutcomes() throws {
    let verdicts = try (0..<40).map {
      try EquivalenceTest(
        differences: Naive.differences($0, sizes: 3...12, within: 6), denominator: 300,
        margin: 0.015
      ).isEquivalent
    }
    #expect(verdicts.contains(true) && verdicts.contains(false))
  }

  @Test("Exchanging the arms changes nothing")
  func symmetry() throws {
    let one = try EquivalenceTest(differences: reference, denominator: 10_000, margin: 0.006)
    let other = try EquivalenceTest(
      differences: reference.map { -$0 }, denominator: 10_000, margin: 0.006)
    #expect(one.p == other.p)
  }

  @Test(
    "Degenerate cases are named, with nothing computed",
    arguments: [
      ([], .tooFew(0)), ([2], .tooFew(1)), ([0, 0, 0], .allDifferencesZero),
      ([2, 2, 2], .noVariation),
    ] as [([Int], PairedComparison.Degeneracy)])
  func degenerate(differences: [Int], name: PairedComparison.Degeneracy) throws {
    let test = try EquivalenceTest(differences: differences, denominator: 300, margin: 0.01)
    #expect(test.degeneracy == name)
    #expect(test.p == nil && test.interval == nil && test.isEquivalent == nil)
  }

  @Test("Margins and significance levels that cannot be are refused")
  func refused() {
    for margin in [0, -0.01, .infinity] {
      #expect(throws: StatisticsError.margin(margin)) {
        try EquivalenceTest(differences: [1, 2], denominator: 300, margin: margin)
      }
    }
    for alpha in [0, 0.5, 5] {
      #expect(throws: StatisticsError.oneSidedSignificance(alpha)) {
        try EquivalenceTest(differences: [1, 2], denominator: 300, margin: 0.01, alpha: alpha)
      }
    }
    #expect(throws: StatisticsError.self) {
      try EquivalenceTest(differences: [1, 2], denominator: 300, margin: .nan)
    }
  }
}
