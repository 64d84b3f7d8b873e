import Testing

@testable import Statistics

@Suite("The upper bound of a standard deviation")
struct SpreadBoundTests {
  // scipy 1.17: sqrt((n − 1) / chi2.ppf(1 − level, n − 1)).
  static let references: [(count: Int, level: Double, factor: Double)] = [
    (2, 0.8, 3.947153875542747), (5, 0.8, 1.55757542255663), (10, 0.8, 1.2933854444729525),
    (10, 0.95, 1.6451975743942213), (30, 0.8, 1.1359223549817201),
  ]

  @Test("It agrees with scipy to 1e-9", arguments: references)
  func reference(count: Int, level: Double, factor: Double) throws {
    let bound = try #require(
      try SpreadBound.upper(standardDeviation: 0.4, count: count, level: level))
    #expect(abs(bound / (0.4 * factor) - 1) < 1e-9)
  }

  @Test("One value or no spread have none, and a level that is none is refused")
  func degenerate() throws {
    #expect(try SpreadBound.upper(standardDeviation: 1, count: 1) == nil)
    #expect(try SpreadBound.upper(standardDeviation: 0, count: 9) == nil)
    #expect(throws: StatisticsError.level(1)) {
      try SpreadBound.upper(standardDeviation: 1, count: 9, level: 1)
    }
  }
}
