import Downstream
import Statistics
import Testing

@testable import Study

@Suite("Ranking")
struct RankingTests {
  /// The ranking of arms by their counts of 100 images, nil for a repetition without a result.
  private func ranking(_ arms: [(String, [Int?])], confidence: Double = 0.95) throws -> Ranking {
    let seeds = (0..<(arms.map(\.1.count).max() ?? 0)).map { UInt64($0) }
    let observations = arms.flatMap { arm, counts in
      counts.enumerated().compactMap { seed, count in
        count.map {
          Analysis.Observation(
            arm: arm, labels: 10, seed: UInt64(seed), test: "test", correct: $0)
        }
      }
    }
    let design = Analysis.Design(
      baseline: arms[0].0, arms: arms.map(\.0), labels: [10],
      tests: [.init(name: "test", total: 100)], seeds: seeds, confidence: confidence)
    return try #require(try Ranking.rankings(of: observations, design).first)
  }

  private static let four: [(String, [Int?])] = [
    ("low", [70, 75, 71, 74, 72]), ("mid", [84, 87, 88, 86, 85]), ("best", [90, 92, 91, 89, 93]),
    ("close", [89, 93, 90, 89, 92]),
  ]

  // scipy 1.17: ttest_rel gives p .3739, .0062102, .000077691; Holm's family is of 4 × 3 / 2 = 6.
  @Test("Arms stand by their means, each tested against the best, adjusted over all pairs of arms")
  func ordinary() throws {
    let ranking = try ranking(Self.four)
    #expect(ranking.places.map(\.arm) == ["best", "close", "mid", "low"])
    #expect(ranking.places.map(\.rank) == [1, 2, 3, 4])
    #expect(ranking.places.map(\.standing) == [.best, .notWorse, .worse, .worse])
    #expect(ranking.places.map { $0.sample.mean } == [0.91, 0.906, 0.86, 0.724])
    let p = ranking.places.map { $0.adjustedP.map { Significant.text($0) } }
    #expect(p == [nil, "1", "0.031051", "0.000466144"])
    let mid = try #require(ranking.place(of: "mid")?.comparison)
    #expect(mid.meanGap.map { Significant.text($0) } == "-0.05")
    #expect(mid.interval.map { Significant.text($0.lower) } == "-0.0763397")
    #expect(mid.interval.map { Significant.text($0.upper) } == "-0.0236603")
    #expect(ranking.places[0].comparison == nil)
  }

  // The same counts as above, where less is better: the differences change sides, the p values do not.
  @Test("Where less is better the least is best, and more is worse")
  func direction() throws {
    let observations = Self.four.flatMap { arm, counts in
      counts.enumerated().map { seed, count in
        Analysis.Observation(
          arm: arm, labels: 10, seed: UInt64(seed), test: "angle rmse", correct: -(count ?? 0))
      }
    }
    let design = Analysis.Design(
      baseline: "low", arms: Self.four.map(\.0), labels: [10],
      tests: [.init(name: "angle rmse", total: 10, metric: .rootMeanSquaredError)],
      seeds: [0, 1, 2, 3, 4])
    let ranking = try #require(try Ranking.rankings(of: observations, design).first)
    #expect(ranking.places.map(\.arm) == ["best", "close", "mid", "low"])
    #expect(ranking.places.map(\.standing) == [.best, .notWorse, .worse, .worse])
    #expect(ranking.places[2].comparison?.meanGap == 0.5)
  }

  @Test("At a stricter level fewer are shown to be worse")
  func level() throws {
    let standings = try ranking(Self.four, confidence: 0.99).places.map(\.standing)
    #expect(standings == [.best, .notWorse, .notWorse, .worse])
  }

  @Test("Equal means share a rank, in the order of the study, and the next rank is left out")
  func ties() throws {
    let ranking = try ranking([
      ("a", [50, 60]), ("b", [80, 90]), ("c", [90, 80]), ("d", [80, 90]), ("e", [20, 10]),
    ])
    #expect(ranking.places.map(\.arm) == ["b", "c", "d", "a", "e"])
    #expect(ranking.places.map(\.rank) == [1, 1, 1, 4, 5])
    // Equal in every repetition, and different in both with a mean of zero: neither is worse.
    #expect(ranking.place(of: "d")?.standing == .notWorse)
    #expect(ranking.place(of: "c")?.standing == .notWorse)
    #expect(ranking.place(of: "c")?.adjustedP == 1)
    // 30 less always.
    #expect(ranking.place(of: "a")?.standing == .untested)
    #expect(ranking.place(of: "a")?.comparison?.degeneracy == .noVariation)
  }

  @Test("Means that rounding makes equal, or different, are compared as whole numbers")
  func exact() throws {
    // 1/3 and 2/6 of the counts: 0.1 + 0.2 + 0.3 and the like would not be equal as fractions.
    let ranking = try ranking([("a", [10, 20, 30]), ("b", [20, nil, 20])])
    #expect(ranking.places.map(\.rank) == [1, 1])
    #expect(ranking.places.map(\.arm) == ["a", "b"])
  }

  @Test("Where repetitions are missing, the pairs that are complete are tested")
  func missing() throws {
    let ranking = try ranking([
      ("a", [50, 53, 51, 49]), ("b", [nil, 92, 91, 89]), ("c", [nil, nil, nil, nil]),
    ])
    #expect(ranking.places.map(\.arm) == ["b", "a"])
    #expect(ranking.place(of: "a")?.comparison?.count == 3)
    #expect(ranking.place(of: "a")?.sample.count == 4)
    #expect(ranking.absent == ["c"] && ranking.planned == 4)
  }

  @Test("An arm that is ahead in the common repetitions is not shown to be worse")
  func contradiction() throws {
    // The best has the highest mean through a repetition that the other lacks.
    let ranking = try ranking([
      ("a", [95, 50, 51, 52, 50]), ("b", [nil, 59, 60, 60, 59]),
    ])
    #expect(ranking.places.map(\.arm) == ["a", "b"])
    let b = try #require(ranking.place(of: "b"))
    #expect((b.adjustedP ?? 1) < 0.05 && (b.comparison?.meanGap ?? 0) > 0)
    #expect(b.standing == .notWorse)
  }

  @Test("One repetition ranks, and tests nothing; no result gives no place")
  func few() throws {
    let one = try ranking([("a", [1]), ("b", [2])])
    #expect(one.places.map(\.standing) == [.best, .untested])
    #expect(one.places.map(\.arm) == ["b", "a"] && one.places[0].interval == nil)
    let none = try ranking([("a", [nil]), ("b", [nil])])
    #expect(none.places.isEmpty && none.absent == ["a", "b"])
  }
}
