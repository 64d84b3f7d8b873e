import Statistics
import Testing

@testable import Study

@Suite("The statistics of a study")
struct AnalysisTests {
  /// The example of the reference values: counts of 10,000 test images, one a repetition.
  private let differences = [57, 28, 69, 24, 49, 58, 32, 43, 30, 75]

  /// Supervised arms are right about as many images as their repetition is far, rotation more by the
  /// example, the random encoder by half of it.
  private func correct(_ cell: AnalysisFixture.Cell) -> Int {
    let base = (cell.test == "all" ? 9000 : 4500) + 10 * cell.repetition
    let gap = differences[cell.repetition - 1]
    return switch cell.arm {
    case "rotation": base + gap
    case "random": base - gap / 2
    default: base
    }
  }

  private func isClose(_ value: Double?, _ expected: Double, _ tolerance: Double = 1e-8) -> Bool {
    value.map { abs($0 - expected) <= tolerance * max(abs(expected), 1e-3) } ?? false
  }

  @Test("Counts of 10,000 give the reference's interval, test and effect")
  func reference() throws {
    // scipy 1.17: ttest_rel and t.interval; d_z and J computed from their definitions.
    let analysis = try AnalysisFixture().analysis(correct)
    let gap = try #require(analysis.gap(of: "rotation", labels: 10, test: "all"))
    #expect(gap.differences == differences)
    #expect(gap.total == 10_000)
    #expect(gap.planned == 10)
    let it = gap.comparison
    #expect(it.count == 10)
    #expect(isClose(it.meanGap, 0.00465))
    #expect(isClose(it.standardDeviation, 0.00179830167))
    #expect(isClose(it.interval?.lower, 0.00336357248))
    #expect(isClose(it.interval?.upper, 0.00593642752))
    #expect(isClose(it.test?.t, 8.17693237))
    #expect(it.test?.degreesOfFreedom == 9)
    #expect(isClose(it.test?.p, 1.857766e-5, 1e-6))
    #expect(isClose(it.effect?.dz, 2.58577306))
    #expect(isClose(it.effect?.gz, 2.36307307))

    // The same counts are larger fractions of a smaller test set.
    let half = try #require(analysis.gap(of: "rotation", labels: 10, test: "half"))
    #expect(half.differences == differences)
    #expect(half.total == 5_000)
    #expect(isClose(half.comparison.meanGap, 0.0093))
    let mean = analysis.summary(of: "supervised", labels: 10, test: "half")?.sample.mean
    #expect(isClose(mean, 4555.0 / 5000))
  }

  @Test("The protocol's confidence is that of the intervals")
  func confidence() throws {
    let fixture = try AnalysisFixture { $0.analysis.confidence = 0.9 }
    let analysis = try fixture.analysis(correct)
    let interval = try #require(
      analysis.gap(of: "rotation", labels: 10, test: "all")?.comparison.interval)
    #expect(isClose(interval.lower, 0.00360756, 1e-5))
    #expect(isClose(interval.upper, 0.00569244, 1e-5))
    #expect(analysis.summary(of: "random", labels: 10, test: "half")?.interval?.level == 0.9)
  }

  @Test("Cells are in the order of the study: test sets, then sizes, then arms")
  func order() throws {
    let analysis = try AnalysisFixture { $0.labels = [10, 20] }.analysis(correct)
    let cells = analysis.summaries.map { "\($0.test) \($0.labels) \($0.arm)" }
    #expect(
      cells
        == ["all", "half"].flatMap { test in
          [10, 20].flatMap { labels in
            ["supervised", "rotation", "random"].map { "\(test) \(labels) \($0)" }
          }
        })
    #expect(
      analysis.gaps.map { "\($0.test) \($0.labels) \($0.arm)" }
        == cells.filter { !$0.hasSuffix("supervised") })
    #expect(analysis.baseline == "supervised")
  }

  @Test("Only complete pairs are compared, each with its own repetition: 7 of 10")
  func pairs() throws {
    let analysis = try AnalysisFixture { $0.labels = [10, 20] }.analysis { cell in
      if cell.labels == 10, cell.arm == "supervised", cell.repetition == 2 { return nil }
      if cell.labels == 10, cell.arm == "rotation", [5, 7].contains(cell.repetition) { return nil }
      return correct(cell)
    }
    let gap = try #require(analysis.gap(of: "rotation", labels: 10, test: "all"))
    #expect(gap.differences == [57, 69, 24, 58, 43, 30, 75])
    #expect(gap.comparison.count == 7)
    #expect(gap.planned == 10)
    #expect(analysis.gap(of: "random", labels: 10, test: "all")?.comparison.count == 9)
    #expect(analysis.gap(of: "rotation", labels: 20, test: "all")?.comparison.count == 10)
    #expect(analysis.summary(of: "supervised", labels: 10, test: "all")?.sample.count == 9)
    #expect(analysis.summary(of: "rotation", labels: 10, test: "all")?.sample.count == 8)
    #expect(analysis.summary(of: "rotation", labels: 10, test: "all")?.planned == 10)
  }

  @Test("Holm's family is all gaps of one test set")
  func holm() throws {
    // Of different sizes, so that the four values differ: 1, 1/2 at 10 labels; 1/10 and 1/3 at 20.
    func scaled(_ cell: AnalysisFixture.Cell) -> Int {
      let noise = [7, -9, 4, -2, 8, -8, 1, -3, 5, -4][cell.repetition - 1]
      let shift = cell.arm == "supervised" ? 0 : noise * (cell.labels == 10 ? 1 : 5)
      return correct(cell) + (cell.test == "all" ? shift : 0)
    }
    let analysis = try AnalysisFixture { $0.labels = [10, 20] }.analysis(scaled)
    for test in ["all", "half"] {
      let family = analysis.gaps.filter { $0.test == test }
      let values = family.compactMap { $0.comparison.test?.p }
      try #require(values.count == 4)
      var largest = 0.0
      var expected: [Double: Double] = [:]
      for (rank, value) in values.sorted().enumerated() {
        largest = max(largest, min(1, value * Double(4 - rank)))
        expected[value] = largest
      }
      #expect(family.map(\.adjustedP) == values.map { expected[$0] })
      #expect(family.contains { $0.adjustedP != $0.comparison.test?.p })
    }
  }

  @Test("Cases without an interval are named, and count in Holm's family")
  func degenerate() throws {
    let analysis = try AnalysisFixture { $0.labels = [10, 20] }.analysis { cell in
      if cell.labels == 20, cell.arm == "rotation", cell.repetition > 1 { return nil }
      if cell.labels == 20, cell.arm == "random" { return nil }
      if cell.labels == 10, cell.arm == "random" {
        return cell.test == "all" ? 9000 + 10 * cell.repetition : 4503 + 10 * cell.repetition
      }
      return correct(cell)
    }
    func degeneracy(_ arm: String, _ labels: Int, _ test: String) -> PairedComparison.Degeneracy? {
      analysis.gap(of: arm, labels: labels, test: test)?.comparison.degeneracy
    }
    #expect(degeneracy("rotation", 10, "all") == nil)
    #expect(degeneracy("random", 10, "all") == .allDifferencesZero)
    #expect(degeneracy("random", 10, "half") == .noVariation)
    #expect(degeneracy("rotation", 20, "all") == .tooFew(1))
    #expect(degeneracy("random", 20, "all") == .tooFew(0))
    #expect(analysis.gap(of: "random", labels: 20, test: "all")?.comparison.meanGap == nil)
    #expect(analysis.gap(of: "random", labels: 10, test: "all")?.adjustedP == nil)
    let only = try #require(analysis.gap(of: "rotation", labels: 10, test: "all"))
    let p = try #require(only.comparison.test?.p)
    #expect(only.adjustedP == 4 * p, "four gaps were planned")
    let single = analysis.summary(of: "rotation", labels: 20, test: "all")
    #expect(single?.sample.count == 1)
    #expect(single?.interval == nil)
    #expect(analysis.summary(of: "random", labels: 20, test: "all")?.sample.mean == nil)
  }
}
