import Random
import Testing

@testable import Statistics

@Suite("Bootstrap intervals")
struct BootstrapIntervalTests {
  /// The accuracies of the reference table, in tenths of a per cent.
  let accuracies = [912, 907, 919, 909, 914]

  // References: all 3,125 resamples with numpy; z₀, a and the quantiles by the formulas of
  // scipy 1.17's bootstrap.
  @Test("Enumerated intervals agree with the reference")
  func reference() throws {
    let result = try BootstrapInterval(enumerating: accuracies)
    #expect(result.resamples == 3125)
    #expect(result.degeneracy == nil)
    try expect(result.estimate, isNear: 912.2, relative: 1e-15)
    try expect(result.percentile?.lower, isNear: 908.8, relative: 1e-14)
    try expect(result.percentile?.upper, isNear: 916, relative: 1e-14)
    try expect(result.bias, isNear: 0.0324916184628315, relative: 1e-12)
    try expect(result.acceleration, isNear: 0.03027135252691249, relative: 1e-12)
    try expect(result.bca?.lower, isNear: 909, relative: 1e-14)
    try expect(result.bca?.upper, isNear: 916.6, relative: 1e-14)
  }

  @Test("The formulas give the same for resamples made elsewhere, of fractions")
  func fractions() throws {
    let means = Resampling.allSums(of: accuracies).map { Double($0) / 50 }
    let distribution = try BootstrapDistribution(
      resampled: means.reversed(), estimate: 4561.0 / 50,
      jackknife: BootstrapInterval.jackknife(accuracies).map { $0 / 10 })
    try expect(distribution.bca(level: 0.95)?.lower, isNear: 90.90, relative: 1e-14)
    try expect(distribution.bca(level: 0.95)?.upper, isNear: 91.66, relative: 1e-14)
    try expect(distribution.percentile(level: 0.95).lower, isNear: 90.88, relative: 1e-14)
    try expect(distribution.percentile(level: 0.95).upper, isNear: 91.60, relative: 1e-14)
  }

  @Test("Resamples are drawn index after index from the stream")
  func drawing() {
    let differences = [3, -1, 4, 1, -5]
    var stream = RandomStream(seed: 17, purpose: "bootstrap")
    let expected = (0..<50).map { _ in
      Double((0..<5).map { _ in differences[stream.integer(below: 5)] }.reduce(0, +)) / 5
    }
    let means = BootstrapInterval.resampledMeans(of: differences, resamples: 50, seed: 17)
    #expect(means == expected)
    #expect(means != BootstrapInterval.resampledMeans(of: differences, resamples: 50, seed: 18))
  }

  @Test("Random resamples give about what all of them give")
  func convergence() throws {
    let all = try BootstrapInterval(enumerating: accuracies)
    let drawn = try BootstrapInterval(differences: accuracies, resamples: 20_000, seed: 5)
    #expect(drawn.resamples == 20_000)
    // Means are multiples of 0.2, so that quantiles differ by two steps at most.
    let pairs = [
      (all.percentile?.lower, drawn.percentile?.lower),
      (all.percentile?.upper, drawn.percentile?.upper),
      (all.bca?.lower, drawn.bca?.lower), (all.bca?.upper, drawn.bca?.upper),
    ]
    for (one, other) in pairs {
      #expect(try (#require(one) - #require(other)).magnitude <= 0.4 + 1e-9)
    }
  }

  @Test("Exchanging the arms exchanges the bounds", arguments: 0..<10)
  func antisymmetry(number: Int) throws {
    let differences = Naive.differences(number, sizes: 3...5, within: 30)
    let one = try BootstrapInterval(enumerating: differences)
    let other = try BootstrapInterval(enumerating: differences.map { -$0 })
    try #require(one.degeneracy == nil)
    for (first, second) in [(one.percentile, other.percentile), (one.bca, other.bca)] {
      let (first, second) = try (#require(first), #require(second))
      #expect((first.lower + second.upper).magnitude < 1e-9)
      #expect((first.upper + second.lower).magnitude < 1e-9)
    }
  }

  @Test("Symmetric differences have no bias and no acceleration: BCa is the percentile interval")
  func symmetric() throws {
    let result = try BootstrapInterval(enumerating: [-7, -2, 0, 2, 7])
    #expect(result.bias.map(\.magnitude) ?? 1 < 1e-15)
    #expect(result.acceleration == 0)
    let (percentile, bca) = try (#require(result.percentile), #require(result.bca))
    #expect((percentile.lower - bca.lower).magnitude < 1e-9)
    #expect((percentile.upper - bca.upper).magnitude < 1e-9)
  }

  @Test(
    "Degenerate cases are named, with no interval",
    arguments: [
      ([], .tooFew(0)), ([7], .tooFew(1)), ([0, 0, 0], .allDifferencesZero),
      ([7, 7, 7], .noVariation),
    ] as [([Int], PairedComparison.Degeneracy)])
  func degenerate(differences: [Int], name: PairedComparison.Degeneracy) throws {
    let all = try BootstrapInterval(enumerating: differences)
    let drawn = try BootstrapInterval(differences: differences, resamples: 10, seed: 1)
    for result in [all, drawn] {
      #expect(result.degeneracy == name)
      #expect(result.estimate == differences.first.map(Double.init))
      #expect(result.percentile == nil && result.bca == nil)
      #expect(result.bias == nil && result.acceleration == nil)
    }
  }

  @Test("Two pairs have an interval, with quantiles interpolated among four resamples")
  func two() throws {
    let result = try BootstrapInterval(enumerating: [1, 3], level: 0.5)
    // The means 1, 2, 2, 3 have the place 1 + 3 · ¼ for the lower quartile.
    #expect(result.percentile == ConfidenceInterval(lower: 1.75, upper: 2.25, level: 0.5))
  }

  @Test("Resamples on one side of the estimate give no BCa interval, and no infinity")
  func oneSided() throws {
    let distribution = try BootstrapDistribution(
      resampled: [2, 3, 4], estimate: 1, jackknife: [0, 1, 2])
    #expect(distribution.bias == nil)
    #expect(try distribution.bca(level: 0.95) == nil)
    #expect(distribution.percentile(level: 0.5).lower == 2.5)
  }

  @Test("Levels outside 0 to 1 and values that are not finite are refused")
  func refused() {
    #expect(throws: StatisticsError.level(95)) {
      try BootstrapInterval(enumerating: [1, 2], level: 95)
    }
    #expect(throws: StatisticsError.notFinite(index: 1, value: .infinity)) {
      try BootstrapDistribution(resampled: [1, .infinity], estimate: 1, jackknife: [1, 2])
    }
  }
}
