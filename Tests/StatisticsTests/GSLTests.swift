import Testing

@testable import Statistics

@Suite("GSL")
struct GSLTests {
  @Test("A domain error becomes a Swift error and does not abort")
  func domainError() {
    #expect(throws: StatisticsError.gsl(function: "gsl_sf_poch_e", code: 1)) {
      try GSL.gammaRatio(-0.5, plus: 0.5)
    }
  }

  @Test("A quantile outside 0...1 becomes an error, though GSL reports none")
  func quantile() {
    #expect(throws: StatisticsError.undefinedResult(function: "gsl_cdf_tdist_Qinv")) {
      try GSL.studentUpperQuantile(1.5, degreesOfFreedom: 9)
    }
  }

  // References: scipy 1.17, scipy.stats.t.isf.
  @Test(
    "Quantiles of Student's t agree with scipy",
    arguments: [
      (0.025, 1, 12.7062047361747), (0.025, 9, 2.26215716279820), (0.05, 4, 2.13184678632665),
    ]
      as [(Double, Double, Double)])
  func student(probability: Double, degreesOfFreedom: Double, expected: Double) throws {
    let value = try GSL.studentUpperQuantile(probability, degreesOfFreedom: degreesOfFreedom)
    try expect(value, isNear: expected, relative: 1e-12)
  }

  @Test("Many threads may ask first")
  func threads() async throws {
    try await withThrowingTaskGroup(of: Double.self) { group in
      for _ in 0..<16 {
        group.addTask { try GSL.studentUpperTail(2, degreesOfFreedom: 9) }
      }
      let values = try await group.reduce(into: []) { $0.append($1) }
      #expect(values.count == 16)
      #expect(Set(values).count == 1)
    }
  }
}
