import Statistics
import Testing

@Suite("Sample")
struct SampleTests {
  // Reference: scipy 1.17, scipy.stats.t.interval on these five accuracies; 6 decimals given.
  @Test("The t interval of a mean agrees with scipy")
  func interval() throws {
    let sample = try Sample([91.2, 90.7, 91.9, 90.9, 91.4])
    let interval = try #require(try sample.interval())
    #expect((interval.lower - 90.641592).magnitude < 5e-7)
    #expect((interval.upper - 91.798408).magnitude < 5e-7)
    try expect(sample.mean, isNear: 91.22, relative: 1e-14)
    #expect(sample.median == 91.2)
  }

  @Test("The standard deviation divides by n − 1")
  func standardDeviation() throws {
    // 2, 4, 4, 4, 5, 5, 7, 9: squares around the mean 5 add up to 32.
    let sample = try Sample([2, 4, 4, 4, 5, 5, 7, 9])
    try expect(sample.standardDeviation, isNear: (32.0 / 7).squareRoot(), relative: 1e-15)
    #expect(sample.median == 4.5)
  }

  @Test("The median does not depend on the order")
  func median() throws {
    #expect(try Sample([9, 1, 5]).median == 5)
    #expect(try Sample([4, 1, 3, 2]).median == 2.5)
    #expect(try Sample([7]).median == 7)
  }

  @Test("No value has no statistics, one value has no spread")
  func few() throws {
    let none = try Sample([])
    #expect(none.mean == nil && none.median == nil && none.standardDeviation == nil)
    #expect(try none.interval() == nil)
    let one = try Sample([0.9])
    #expect(one.mean == 0.9)
    #expect(one.standardDeviation == nil)
    #expect(try one.interval() == nil)
  }

  @Test("Equal values have no spread and no interval")
  func equal() throws {
    let sample = try Sample([0.1, 0.1, 0.1])
    #expect(sample.standardDeviation == 0)
    #expect(try sample.interval() == nil)
  }

  @Test("Counts become fractions of the test set")
  func counts() throws {
    #expect(try Sample(correct: [259, 225], of: 300).values == [259.0 / 300, 0.75])
    #expect(throws: StatisticsError.testImages(0)) { try Sample(correct: [1], of: 0) }
  }

  @Test("Values that are not finite and levels outside 0 to 1 are refused")
  func refused() throws {
    #expect(throws: StatisticsError.notFinite(index: 1, value: .infinity)) {
      try Sample([1, .infinity])
    }
    let sample = try Sample([1, 2])
    for level in [0, 1, -0.5, 95] {
      #expect(throws: StatisticsError.level(level)) { try sample.interval(level: level) }
    }
    #expect(throws: StatisticsError.self) { try sample.interval(level: .nan) }
  }
}
