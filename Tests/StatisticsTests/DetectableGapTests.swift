import Statistics
import Testing

@Suite("Detectable gaps")
struct DetectableGapTests {
  static let differences = [57, 28, 69, 24, 49, 58, 32, 43, 30, 75]

  // References: the SD of statistics.md, .00179830167, times the smallest effect .9960013714 at
  // n = 10 (statsmodels 0.15 and brentq).
  @Test("The smallest gap is the smallest effect in the unit of the gaps")
  func smallestGap() throws {
    let comparison = try PairedComparison(differences: Self.differences, testImages: 10_000)
    let gap = try DetectableGap(comparison)
    try expect(gap.smallestGap, isNear: 0.00179830167 * 0.9960013714454438, relative: 1e-8)
    // d_z 2.58577306; statsmodels: power .643 with 3 repetitions, .915 with 4.
    #expect(gap.repetitionsNeeded?.whole == 4)
    #expect(gap.degeneracy == nil)
  }

  @Test("A larger power asks for more")
  func monotone() throws {
    let comparison = try PairedComparison(differences: [3, -1, 4, 1, -5], testImages: 100)
    let usual = try DetectableGap(comparison)
    let strict = try DetectableGap(comparison, power: 0.9, alpha: 0.01)
    #expect(try #require(usual.smallestGap) < #require(strict.smallestGap))
    #expect(
      try #require(usual.repetitionsNeeded).whole < #require(strict.repetitionsNeeded).whole)
  }

  @Test("No number of repetitions sees a gap of zero")
  func zero() throws {
    let comparison = try PairedComparison(differences: [1, -1, 2, -2], testImages: 100)
    let gap = try DetectableGap(comparison)
    #expect(gap.repetitionsNeeded == nil)
    #expect(try #require(gap.smallestGap) > 0)
  }

  @Test("Degenerate comparisons plan nothing")
  func degenerate() throws {
    let cases: [([Int], PairedComparison.Degeneracy)] = [
      ([], .tooFew(0)), ([5], .tooFew(1)), ([0, 0], .allDifferencesZero), ([2, 2], .noVariation),
    ]
    for (differences, degeneracy) in cases {
      let gap = try DetectableGap(PairedComparison(differences: differences, testImages: 10))
      #expect(gap.degeneracy == degeneracy)
      #expect(gap.smallestGap == nil)
      #expect(gap.repetitionsNeeded == nil)
    }
  }
}
