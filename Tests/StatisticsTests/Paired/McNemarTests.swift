import Statistics
import Testing

@Suite("McNemar's test")
struct McNemarTests {
  // References: statsmodels 0.15, mcnemar(exact=True); mid-p from scipy 1.17, binom.cdf and pmf.
  @Test(
    "p-values agree with statsmodels and scipy",
    arguments: [
      (35, 15, 0.00660044796681092, 0.00460130971176653), (1, 0, 1, 0.5),
      (0, 10, 0.001953125, 0.0009765625), (230, 310, 0.000661155085336029, 0.000570527506868809),
      (4000, 4100, 0.271331087143932, 0.266548890609289),
    ])
  func agreesWithStatsmodels(first: Int, second: Int, p: Double, midP: Double) throws {
    let test = try McNemarTest(onlyFirst: first, onlySecond: second)
    try expect(test.p, isNear: p, relative: 1e-11)
    try expect(test.midP, isNear: midP, relative: 1e-11)
    let other = try McNemarTest(onlyFirst: second, onlySecond: first)
    #expect((other.p, other.midP) == (test.p, test.midP))
  }

  @Test("Equal counts, none among them, have p = 1", arguments: [0, 1, 5, 1000])
  func equal(count: Int) throws {
    let test = try McNemarTest(onlyFirst: count, onlySecond: count)
    #expect(test.p == 1 && test.midP == 1)
  }

  @Test("It is the sign-flip test of differences of one image", arguments: 0...6, 0...6)
  func signFlips(first: Int, second: Int) throws {
    let ones = Array(repeating: 1, count: first) + Array(repeating: -1, count: second)
    guard !ones.isEmpty else { return }
    let p = try McNemarTest(onlyFirst: first, onlySecond: second).p
    try expect(p, isNear: Naive.signFlip(ones), relative: 1e-12)
  }

  @Test("More images than the library counts are refused")
  func tooMany() {
    #expect(throws: StatisticsError.tooMany(1_000_001)) {
      try McNemarTest(onlyFirst: 1_000_000, onlySecond: 1)
    }
  }
}
