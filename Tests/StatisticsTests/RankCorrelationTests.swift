import Testing

@testable import Statistics

@Suite("Spearman's rank correlation")
struct RankCorrelationTests {
  // scipy 1.17, spearmanr.
  @Test(
    "The coefficient is that of scipy",
    arguments: [
      ([0.5, 0.1, 0.9, 0.3], [0.7, 0.6, 0.75, 0.72], "0.8"),
      ([1, 2, 2, 3], [1, 3, 2, 4], "0.948683"),
      ([1, 2, 3], [9, 4, 1], "-1"),
      ([1, 2], [3, 4], "1"),
    ])
  func reference(first: [Double], second: [Double], expected: String) {
    #expect(RankCorrelation.spearman(first, second).map { Significant.text($0) } == expected)
  }

  @Test("It is undefined without pairs, for one, and where a side does not vary")
  func undefined() {
    #expect(RankCorrelation.spearman([], []) == nil)
    #expect(RankCorrelation.spearman([1], [2]) == nil)
    #expect(RankCorrelation.spearman([1, 1, 1], [1, 2, 3]) == nil)
    #expect(RankCorrelation.spearman([1, 2, 3], [4, 4, 4]) == nil)
  }
}
