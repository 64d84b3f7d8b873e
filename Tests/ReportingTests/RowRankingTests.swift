import Study
import Testing

@testable import Reporting

@Suite("The best of a row")
struct RowRankingTests {
  static func ranking(_ arms: [(String, [Int])]) throws -> [String: RowRanking.Standing] {
    let counts = arms.map { name, values in
      (
        name: name,
        counts: Dictionary(
          values.enumerated().map { (UInt64($0), $1) }, uniquingKeysWith: { first, _ in first })
      )
    }
    return try RowRanking(counts, of: .init(name: "test", total: 100), alpha: 0.05).standing
  }

  @Test("The highest mean is best; a test tells the others from it or does not")
  func ordinary() throws {
    let standing = try Self.ranking([
      ("worse", [50, 53, 51, 49]), ("best", [90, 92, 91, 89]), ("close", [89, 93, 90, 89]),
    ])
    #expect(standing == ["worse": .worse, "best": .best, "close": .indistinguishable])
  }

  @Test("Equal results are marked without a test, the same difference always is not tested")
  func degenerate() throws {
    let standing = try Self.ranking([
      ("first", [90, 92]), ("equal", [90, 92]), ("shifted", [80, 82]), ("empty", []),
    ])
    #expect(standing == ["first": .best, "equal": .indistinguishable, "shifted": .untested])
  }

  @Test("One pair has no test, and a single arm no rank")
  func few() throws {
    #expect(try Self.ranking([("a", [1]), ("b", [2])]) == ["b": .best, "a": .untested])
    #expect(try Self.ranking([("a", [1, 2])]).isEmpty)
  }

  // scipy 1.17, ttest_rel: both p are .040; after Holm's adjustment both are .080.
  @Test("Holm's adjustment is over the comparisons of the row")
  func holm() throws {
    let best = [90, 90, 90, 90, 90]
    let one = ("one", [86, 87, 89, 90, 87])
    #expect(try Self.ranking([("best", best), one])["one"] == .worse)
    let two = ("two", [85, 88, 90, 84, 87])
    let both = try Self.ranking([("best", best), one, two])
    #expect(both["one"] == .indistinguishable && both["two"] == .indistinguishable)
  }
}
