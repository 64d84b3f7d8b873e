import Foundation
import Statistics
import Testing

@testable import Study

@Suite("Results side by side")
struct ComparisonTests {
  /// Results of arms with seeds from some number upwards.
  static func results(
    _ name: String, _ arms: [(String, [String])], firstSeed: Int = 1
  ) throws -> ResultSet {
    var text = "arm,seed,acc\n"
    for (arm, values) in arms {
      for (index, value) in values.enumerated() { text += "\(arm),\(firstSeed + index),\(value)\n" }
    }
    let imported = try ImportedResults(
      try CSVReader.read(Data(text.utf8), path: name), path: name)
    return ResultSet(imported, design: try imported.design(), name: name)
  }

  static let old = [("a", ["86.33", "85", "86"])]
  static let new = [("a", ["88.1", "87.0", "89.25"])]

  static func compare(
    _ sets: [ResultSet], allowsPairs: Bool = true
  ) throws -> Comparison {
    try Comparison(sets, pairs: Comparison.sameNamed(sets), allowsPairs: allowsPairs)
  }

  // scipy 1.17: ttest_rel of the two lists.
  @Test("Equal seeds are paired, and the paired t test agrees with scipy")
  func paired() throws {
    let sets = try [Self.results("o", Self.old), Self.results("n", Self.new)]
    let row = try #require(try Self.compare(sets).rows.first)
    #expect(row.difference.isPaired)
    #expect(abs((row.difference.p ?? 0) - 0.03651203844052667) < 1e-10)
    #expect(abs((row.difference.estimate ?? 0) - 0.0234) < 1e-12)
  }

  // scipy 1.17: ttest_ind(equal_var=False) and its interval, mannwhitneyu(method="exact").
  @Test("Other seeds are independent samples, and Welch's test agrees with scipy")
  func unpaired() throws {
    let sets = try [Self.results("o", Self.old), Self.results("n", Self.new, firstSeed: 100)]
    let row = try #require(try Self.compare(sets).rows.first)
    #expect(!row.difference.isPaired)
    #expect(abs((row.difference.p ?? 0) - 0.04772759862336401) < 1e-10)
    #expect(abs((row.difference.exactP ?? 0) - 0.1) < 1e-12)
    #expect(abs((row.difference.interval?.lower ?? 0) - 0.0004149898318857259) < 1e-10)
    #expect(abs((row.difference.interval?.upper ?? 0) - 0.04638501016811462) < 1e-10)
  }

  @Test("Pairs can be forbidden")
  func forbidden() throws {
    let sets = try [Self.results("o", Self.old), Self.results("n", Self.new)]
    #expect(try Self.compare(sets, allowsPairs: false).rows.first?.difference.isPaired == false)
  }

  /// How many of ten seeds the second has too, and whether they are paired.
  @Test(
    "Half of the smaller side's seeds make pairs, and fewer do not",
    arguments: [(first: 6, isPaired: true), (7, false), (1, true), (11, false)])
  func half(first: Int, isPaired: Bool) throws {
    let values = (0..<10).map { "0.\(50 + $0)" }
    let sets = try [
      Self.results("o", [("a", values)]), Self.results("n", [("a", values)], firstSeed: first),
    ]
    let row = try #require(try Self.compare(sets).rows.first)
    #expect(row.difference.isPaired == isPaired)
    guard case .paired(let it, _, let leftOut) = row.difference.method else { return }
    #expect(it.count == 11 - first && leftOut == [first - 1, first - 1])
  }

  @Test("Results compared with themselves differ by zero, which is named")
  func itself() throws {
    let set = try Self.results("o", Self.old)
    let row = try #require(try Self.compare([set, set]).rows.first)
    #expect(row.difference.estimate == 0)
    #expect(row.difference.p == nil && row.adjustedP == nil && row.difference.interval == nil)
    #expect(row.difference.degeneracy == "all differences are zero")
  }

  @Test("Single results have a difference and no test", arguments: [1, 5])
  func single(seed: Int) throws {
    let sets = try [
      Self.results("o", [("a", ["0.5"])]), Self.results("n", [("a", ["0.7"])], firstSeed: seed),
    ]
    let row = try #require(try Self.compare(sets).rows.first)
    #expect(abs((row.difference.estimate ?? 0) - 0.2) < 1e-12)
    #expect(row.difference.p == nil && row.difference.degeneracy != nil)
  }

  @Test("What one side only has is told, and lost where it is the later side")
  func unmatched() throws {
    let sets = try [
      Self.results("o", Self.old + [("b", ["10", "20"])]),
      Self.results("n", Self.new + [("c", ["30", "40"])]),
    ]
    let comparison = try Self.compare(sets)
    #expect(comparison.rows.count == 1)
    #expect(comparison.unmatched.map(\.cell.arm) == ["b", "c"])
    #expect(comparison.unmatched.map(\.isLost) == [true, false])
  }

  @Test("Decimal numbers of other denominators are compared, numbers of images are not")
  func denominators() throws {
    let fine = try Self.results("o", [("a", ["0.8633", "0.7"])])
    let coarse = try Self.results("n", [("a", ["0.9", "0.7"])])
    let row = try #require(try Self.compare([fine, coarse]).rows.first)
    #expect(row.difference.total == 10_000)
    #expect(abs((row.difference.estimate ?? 0) - 0.01835) < 1e-12)
    func counts(_ total: Int) throws -> ResultSet {
      let text = "arm,seed,correct,total\na,1,5,\(total)\na,2,6,\(total)\n"
      let imported = try ImportedResults(
        try CSVReader.read(Data(text.utf8), path: "c"), path: "c")
      return ResultSet(imported, design: try imported.design(), name: "c")
    }
    let comparison = try Self.compare([try counts(10), try counts(20)])
    #expect(comparison.rows.isEmpty)
    #expect(comparison.unmatched.map(\.reason) == ["the test sets have 10 and 20 images"])
    #expect(try Self.compare([try counts(30), fine]).rows.first?.difference.total == 30_000)
  }

  @Test("Holm's adjustment is over all rows")
  func holm() throws {
    let sets = try [
      Self.results("o", Self.old + [("b", ["10", "20", "40"])]),
      Self.results("n", Self.new + [("b", ["90", "70", "80"])]),
    ]
    let comparison = try Self.compare(sets)
    let expected = try Holm.adjusted(comparison.rows.map(\.difference.p))
    #expect(comparison.rows.map(\.adjustedP) == expected)
    #expect(comparison.rows.allSatisfy { ($0.adjustedP ?? 0) > ($0.difference.p ?? 1) })
  }

  /// The least difference in points, whether worse fails, and how many failures there are.
  static let limits: [(least: Double?, isWorse: Bool, reversed: Bool, failures: Int)] = [
    (nil, false, true, 0), (2.34, false, false, 0), (2.341, false, false, 1),
    (nil, true, false, 0), (nil, true, true, 1), (-2.34, false, true, 0), (-2.3, true, true, 1),
  ]

  @Test("A check fails below its limit and where the arm is significantly worse", arguments: limits)
  func checks(least: Double?, isWorse: Bool, reversed: Bool, failures: Int) throws {
    let sets = try [Self.results("o", Self.old), Self.results("n", Self.new)]
    let comparison = try Self.compare(reversed ? sets.reversed() : sets)
    let check = ComparisonCheck(least: least.map { $0 / 100 }, failsIfWorse: isWorse)
    #expect(check.failures(of: comparison).count == failures)
  }

  @Test("A check fails where a later side lacks a cell, and for a loss in every pair alike")
  func lost() throws {
    let both = try Self.results("o", Self.old + [("b", ["5", "6", "7"])])
    let check = ComparisonCheck(least: nil, failsIfWorse: true)
    let one = try Self.results("n", [("b", ["4", "5", "6"])])
    let failures = check.failures(of: try Self.compare([both, one]))
    #expect(
      failures == [
        "b, 1 labels, test set test: n is significantly worse: -1 points",
        "a, 1 labels, test set test: n has nothing to compare",
      ])
    #expect(
      ComparisonCheck(least: nil, failsIfWorse: false).failures(
        of: try Self.compare([both, one])
      ).isEmpty)
  }
}
