import Statistics
import Testing

@Suite("Paired comparison")
struct PairedComparisonTests {
  /// The differences of the reference table, in images of 10,000.
  let reference = [57, 28, 69, 24, 49, 58, 32, 43, 30, 75]

  // References: scipy 1.17, scipy.stats.ttest_1samp and its confidence_interval; 9 digits given.
  @Test("Estimate, interval and test agree with scipy")
  func agreesWithScipy() throws {
    let comparison = try PairedComparison(differences: reference, testImages: 10_000)
    #expect(comparison.count == 10)
    #expect(comparison.degeneracy == nil)
    try expect(comparison.meanGap, isNear: 0.00465, relative: 1e-15)
    try expect(comparison.standardDeviation, isNear: 0.00179830167)
    try expect(comparison.interval?.lower, isNear: 0.00336357248)
    try expect(comparison.interval?.upper, isNear: 0.00593642752)
    #expect(comparison.interval?.level == 0.95)
    try expect(comparison.test?.t, isNear: 8.17693237)
    #expect(comparison.test?.degreesOfFreedom == 9)
    try expect(comparison.test?.p, isNear: 1.857766e-5, relative: 1e-6)
  }

  // References: d_z, J and g_z from the same differences in scipy 1.17 (gammaln).
  @Test("Effect sizes agree with the reference")
  func effect() throws {
    let comparison = try PairedComparison(differences: reference, testImages: 10_000)
    try expect(comparison.effect?.dz, isNear: 2.58577306)
    try expect(comparison.effect?.gz, isNear: 2.36307307)
    try expect(EffectSize.correction(degreesOfFreedom: 9), isNear: 0.913874892)
  }

  // Reference: the 90 % interval of the equivalence test in the same table; 6 digits given.
  @Test("The level is the interval's")
  func level() throws {
    let comparison = try PairedComparison(
      differences: reference, testImages: 10_000, level: 0.9)
    try expect(comparison.interval?.lower, isNear: 0.00360756, relative: 2e-6)
    try expect(comparison.interval?.upper, isNear: 0.00569244, relative: 2e-6)
  }

  @Test("Exchanging the arms changes signs and nothing else")
  func antisymmetry() throws {
    let one = try PairedComparison(differences: reference, testImages: 10_000)
    let other = try PairedComparison(differences: reference.map { -$0 }, testImages: 10_000)
    #expect(one.meanGap == other.meanGap.map { -$0 })
    #expect(one.test?.p == other.test?.p)
    #expect(one.test?.t == other.test.map { -$0.t })
    #expect(one.interval?.lower == other.interval.map { -$0.upper })
    #expect(one.effect?.gz == other.effect?.gz.map { -$0 })
  }

  @Test(
    "Degenerate cases are named, with nothing computed into infinities",
    arguments: [
      ([], .tooFew(0)), ([5], .tooFew(1)), ([0], .tooFew(1)),
      ([0, 0, 0], .allDifferencesZero), ([3, 3], .noVariation), ([-7, -7, -7], .noVariation),
    ] as [([Int], PairedComparison.Degeneracy)])
  func degenerate(differences: [Int], name: PairedComparison.Degeneracy) throws {
    let comparison = try PairedComparison(differences: differences, testImages: 300)
    #expect(comparison.degeneracy == name)
    #expect(comparison.interval == nil)
    #expect(comparison.test == nil)
    #expect(comparison.effect == nil)
    #expect(comparison.meanGap == differences.first.map { Double($0) / 300 })
    #expect(comparison.standardDeviation == (differences.count < 2 ? nil : 0))
  }

  @Test("Differences that vary around zero are an ordinary comparison with p = 1")
  func balanced() throws {
    let comparison = try PairedComparison(differences: [4, -4], testImages: 300)
    #expect(comparison.degeneracy == nil)
    #expect(comparison.meanGap == 0)
    #expect(comparison.test?.t == 0)
    #expect(comparison.test?.p == 1)
    #expect(comparison.effect?.dz == 0)
    #expect(comparison.effect?.gz == nil, "J is undefined for two pairs")
  }

  @Test("Counts that cannot be are refused")
  func refused() {
    #expect(throws: StatisticsError.testImages(0)) {
      try PairedComparison(differences: [1, 2], testImages: 0)
    }
    #expect(throws: StatisticsError.difference(index: 1, value: -301, testImages: 300)) {
      try PairedComparison(differences: [1, -301], testImages: 300)
    }
    #expect(throws: StatisticsError.level(95)) {
      try PairedComparison(differences: [], testImages: 300, level: 95)
    }
  }
}
