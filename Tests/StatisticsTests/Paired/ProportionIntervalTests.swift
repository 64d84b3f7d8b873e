import Statistics
import Testing

@Suite("Intervals of a proportion")
struct ProportionIntervalTests {
  // References: statsmodels 0.15, proportion_confint(method="wilson" and "beta").
  @Test(
    "Both intervals agree with statsmodels",
    arguments: [
      (0, 300, [0, 0.012642971224546, 0, 0.0122209746942936]),
      (300, 300, [0.987357028775454, 1, 0.987779025305706, 1]),
      (259, 300, [0.819844587002249, 0.897634853907914, 0.819195075113534, 0.900108766283568]),
      (1, 300, [0.000588657721851158, 0.0186366936945312, 8.43891323178e-05, 0.0184312520480679]),
      (9873, 10_000, [0.984910638050862, 0.989315117137076, 0.98490766408862, 0.989401886099868]),
      // gsl_cdf_beta_Pinv has no answer for this one.
      (8130, 10_000, [0.805238205125, 0.820521411895, 0.805217131821, 0.820600143212]),
      (1, 1, [0.206549314377237, 1, 0.025, 1]),
    ] as [(Int, Int, [Double])])
  func agreesWithStatsmodels(correct: Int, testImages: Int, expected: [Double]) throws {
    let result = try ProportionInterval(correct: correct, of: testImages)
    #expect(result.estimate == Double(correct) / Double(testImages))
    let bounds = [
      result.wilson.lower, result.wilson.upper, result.clopperPearson.lower,
      result.clopperPearson.upper,
    ]
    for (bound, reference) in zip(bounds, expected) {
      #expect((bound - reference).magnitude <= 1e-10 * reference)
    }
  }

  @Test("The level is the intervals'")
  func level() throws {
    let result = try ProportionInterval(correct: 259, of: 300, level: 0.9)
    try expect(result.wilson.lower, isNear: 0.827449800848433, relative: 1e-12)
    try expect(result.wilson.upper, isNear: 0.89272201203764, relative: 1e-12)
    #expect(result.wilson.level == 0.9 && result.clopperPearson.level == 0.9)
  }

  @Test("Exchanging correct and wrong mirrors both intervals", arguments: [0, 1, 7, 10, 20])
  func mirrored(correct: Int) throws {
    let one = try ProportionInterval(correct: correct, of: 20)
    let other = try ProportionInterval(correct: 20 - correct, of: 20)
    #expect((one.wilson.lower + other.wilson.upper - 1).magnitude < 1e-12)
    #expect((one.clopperPearson.lower + other.clopperPearson.upper - 1).magnitude < 1e-12)
  }

  @Test("Counts that cannot be are refused")
  func refused() {
    #expect(throws: StatisticsError.testImages(0)) { try ProportionInterval(correct: 0, of: 0) }
    #expect(throws: StatisticsError.correct(301, of: 300)) {
      try ProportionInterval(correct: 301, of: 300)
    }
    #expect(throws: StatisticsError.correct(-1, of: 300)) {
      try ProportionInterval(correct: -1, of: 300)
    }
    #expect(throws: StatisticsError.tooMany(1_000_001)) {
      try ProportionInterval(correct: 5, of: 1_000_001)
    }
    #expect(throws: StatisticsError.level(0)) {
      try ProportionInterval(correct: 1, of: 300, level: 0)
    }
  }
}
