import Statistics
import Testing

@Suite("Unpaired comparisons")
struct UnpairedTests {
  static let first = [9120, 9070, 9190, 9090, 9140]
  static let second = [9050, 9085, 9010, 9060]

  struct Welch: Sendable {
    let groups: ([Int], [Int])
    let denominator: Int
    let t, freedom, p, lower, upper, g: Double
  }

  // References: scipy 1.17, ttest_ind(equal_var=False) and its confidence_interval; g by its
  // definition with Python's math.gamma.
  @Test(
    "Welch's test agrees with scipy",
    arguments: [
      Welch(
        groups: (first, second), denominator: 10_000, t: 2.7186832860968453,
        freedom: 6.86491888657753, p: 0.030387918303167144, lower: 0.0008967586906463917,
        upper: 0.013253241309353493, g: 1.5437680941876848),
      Welch(
        groups: ([270, 270, 270], [261, 265, 268, 259]), denominator: 300,
        t: 3.3489378339086384, freedom: 3, p: 0.044093614110388875,
        lower: 0.0011185813472353485, upper: 0.043881418652764806, g: 1.8174717135404477),
      Welch(
        groups: ([5, 7], [3, 4, 9, 9, 1, 5]), denominator: 10, t: 0.5015067839281492,
        freedom: 4.705130500706698, p: 0.6385876775239211, lower: -0.35198820907869033,
        upper: 0.5186548757453568, g: 0.23944469743796087),
    ])
  func welch(reference: Welch) throws {
    let (first, second) = reference.groups
    let test = try WelchTest(first, second, denominator: reference.denominator)
    try expect(test.t, isNear: reference.t)
    try expect(test.degreesOfFreedom, isNear: reference.freedom)
    try expect(test.p, isNear: reference.p)
    try expect(test.interval?.lower, isNear: reference.lower)
    try expect(test.interval?.upper, isNear: reference.upper)
    try expect(test.g, isNear: reference.g)
    #expect(test.degeneracy == nil)
  }

  @Test("Groups too small or without spread are named")
  func degenerate() throws {
    let cases: [([Int], [Int], WelchTest.Degeneracy)] = [
      ([], [1, 2], .tooFew(0, 2)), ([1, 2], [3], .tooFew(2, 1)),
      ([3, 3], [3, 3, 3], .allEqual), ([3, 3], [4, 4], .noVariation),
    ]
    for (first, second, degeneracy) in cases {
      let test = try WelchTest(first, second, denominator: 10)
      #expect(test.degeneracy == degeneracy)
      #expect(test.p == nil)
      #expect(test.interval == nil)
      #expect(test.g == nil)
    }
    #expect(try WelchTest([], [1], denominator: 10).difference == nil)
    try expect(
      WelchTest([3, 3], [4, 4], denominator: 10).difference, isNear: -0.1, relative: 1e-12)
    #expect(throws: StatisticsError.testImages(0)) { try WelchTest([1], [2], denominator: 0) }
  }

  // References: an enumeration of all choices with itertools and scipy 1.17's rankdata; those
  // without ties also mannwhitneyu(method="exact"). Shifts: numpy's median of all differences.
  @Test(
    "The exact p-value is the share of choices as far from the mean",
    arguments: [
      (first, second, 19, 4.0 / 126, 65),
      ([1, 2, 2, 3, 5], [2, 4, 4, 5, 5, 7], 6, 44.0 / 462, -2),
      ([3, 3], [3, 3, 3], 3, 1, 0), ([1, 2, 3], [4, 5, 6], 0, 0.1, -3),
      ([10, 11], [1, 2, 3, 4, 5, 6, 7], 14, 2.0 / 36, 6.5),
      ([0, 0, 1, 5], [0, 2, 2, 2, 9, 9], 6, 47.0 / 210, -2),
    ] as [([Int], [Int], Double, Double, Double)])
  func mannWhitney(first: [Int], second: [Int], u: Double, p: Double, shift: Double) throws {
    let test = MannWhitneyTest(first, second)
    #expect(test.u == u)
    #expect(test.shift == shift)
    #expect(test.isExact)
    try expect(test.p, isNear: p, relative: 1e-14)
    let reversed = MannWhitneyTest(second, first)
    try expect(reversed.p, isNear: p, relative: 1e-14)
    #expect(reversed.u == Double(first.count * second.count) - u)
  }

  // References: scipy 1.17, mannwhitneyu(method="asymptotic", use_continuity=False).
  @Test(
    "Large groups have the normal approximation, corrected for ties",
    arguments: [
      ((37, 101, 0), (53, 97, 11, 8), 1196.5, 0.3202162429712576, -6),
      ((7, 11, 0), (5, 12, 3, 0), 1233.5, 0.4489451192161782, -1),
    ] as [((Int, Int, Int), (Int, Int, Int, Int), Double, Double, Double)])
  func large(
    a: (Int, Int, Int), b: (Int, Int, Int, Int), u: Double, p: Double, shift: Double
  ) throws {
    let first = (0..<60).map { ($0 * a.0) % a.1 + a.2 }
    let second = (0..<45).map { ($0 * b.0 + b.2) % b.1 + b.3 }
    let test = MannWhitneyTest(first, second)
    #expect(!test.isExact)
    #expect(test.u == u)
    #expect(test.shift == shift)
    try expect(test.p, isNear: p)
  }

  @Test("The approximation takes over where the exact p-value nearly agrees")
  func limit() throws {
    let first = (0..<38).map { ($0 * 37) % 101 }
    let second = (0..<38).map { ($0 * 53) % 97 + 20 }
    let exact = try #require(MannWhitneyTest(first, second).p)
    let approximate = try #require(MannWhitneyTest(first + [50], second + [70]).p)
    #expect(MannWhitneyTest(first, second).isExact)
    #expect(!MannWhitneyTest(first + [50], second + [70]).isExact)
    #expect((exact - approximate).magnitude < 0.01)
  }

  @Test("The smallest p-value says when groups are too small")
  func smallest() {
    #expect(MannWhitneyTest([1, 2, 3], [4, 5, 6]).smallestP == 0.1)
    #expect(MannWhitneyTest([1], [2]).smallestP == 1)
    #expect(MannWhitneyTest([], [2]).p == nil)
    #expect(MannWhitneyTest([], [2]).smallestP == nil)
  }

  // References: scipy 1.17, the t distribution with n − 1 degrees of freedom.
  @Test("A published value is placed among the repetitions")
  func position() throws {
    let place = try EmpiricalPosition(of: 9050, among: Self.first, denominator: 10_000)
    #expect((place.below, place.equal, place.above) == (0, 0, 5))
    try expect(place.z, isNear: -1.545619646667926)
    try expect(place.predictionInterval?.lower, isNear: 0.8980319663017946)
    try expect(place.predictionInterval?.upper, isNear: 0.9263680336982054)
    try expect(place.p, isNear: 0.23108924052855787)
    let tie = try EmpiricalPosition(of: 9120, among: Self.first, denominator: 10_000)
    #expect((tie.below, tie.equal, tie.above) == (2, 1, 2))
  }

  @Test("Without spread there are counts only", arguments: [[], [5], [5, 5, 5]])
  func noSpread(repetitions: [Int]) throws {
    let place = try EmpiricalPosition(of: 5, among: repetitions, denominator: 10)
    #expect(place.equal == repetitions.count)
    #expect(place.z == nil)
    #expect(place.predictionInterval == nil)
    #expect(place.p == nil)
  }
}
