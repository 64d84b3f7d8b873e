import Statistics
import Testing

@Suite("Label efficiency")
struct LabelEfficiencyTests {
  static let sizes = [100, 1000, 10_000]

  /// One repetition: estimates without intervals.
  static func points(_ arm: [Int], _ baseline: [Int], sizes: [Int] = sizes) throws -> [Censored] {
    try LabelEfficiency(sizes: sizes, arm: [arm], baseline: [baseline], seed: 1)
      .points.map(\.needed)
  }

  @Test("Between two sizes the labels are interpolated on their logarithm")
  func interpolation() throws {
    let needed = try Self.points([60, 70, 85], [50, 70, 90])
    // Half of the way from 100 to 1000 is √10 · 100, and three quarters from 1000 to 10,000
    // 10^0.75 · 1000.
    guard case .exactly(let first) = needed[0], case .exactly(let last) = needed[2] else {
      Issue.record("\(needed) are not interpolated")
      return
    }
    try expect(first, isNear: 316.22776601683796, relative: 1e-12)
    #expect(needed[1] == .exactly(1000))
    try expect(last, isNear: 5623.413251903491, relative: 1e-12)
  }

  @Test("Outside the range of the baseline results are censored")
  func censoring() throws {
    #expect(
      try Self.points([49, 50, 91], [50, 70, 90]) == [
        .below(100), .exactly(100), .above(10_000),
      ])
  }

  @Test("Where the baseline falls as labels are added, the first crossing counts")
  func notMonotone() throws {
    let efficiency = try LabelEfficiency(
      sizes: [10, 100, 1000, 10_000], arm: [[50, 60, 70, 55]], baseline: [[40, 60, 50, 80]],
      seed: 1)
    #expect(!efficiency.isMonotone)
    let needed = efficiency.points.map(\.needed)
    #expect(needed[1] == .exactly(100))
    let expected = [31.622776601683793, 100, 4641.588833612779, 56.23413251903491]
    for (value, reference) in zip(needed, expected) {
      guard case .exactly(let labels) = value else {
        Issue.record("\(value) is not interpolated")
        continue
      }
      try expect(labels, isNear: reference, relative: 1e-12)
    }
    #expect(
      try LabelEfficiency(sizes: [1, 2], arm: [[1, 1]], baseline: [[3, 3]], seed: 1).isMonotone)
  }

  @Test("A flat stretch of the baseline is read at its start")
  func flat() throws {
    #expect(try Self.points([70, 70, 70], [50, 70, 70])[2] == .exactly(1000))
    #expect(
      try Self.points([50, 50, 50], [50, 50, 50]) == [
        .exactly(100), .exactly(100), .exactly(100),
      ])
  }

  @Test("With one size the result is that size or censored")
  func oneSize() throws {
    #expect(try Self.points([5], [5], sizes: [100]) == [.exactly(100)])
    #expect(try Self.points([4], [5], sizes: [100]) == [.below(100)])
    #expect(try Self.points([6], [5], sizes: [100]) == [.above(100)])
  }

  @Test("The ratio is in labels of the baseline for one of the arm")
  func ratio() throws {
    let efficiency = try LabelEfficiency(
      sizes: Self.sizes, arm: [[70, 91, 49]], baseline: [[50, 70, 90]], seed: 1)
    #expect(efficiency.points[0].ratio == .exactly(10))
    #expect(efficiency.points[1].ratio == .above(10))
    #expect(efficiency.points[2].ratio == .below(0.01))
  }

  @Test("Censored values are ordered by side before value")
  func order() {
    let ascending: [Censored] = [.below(1), .below(5), .exactly(0), .exactly(7), .above(2)]
    #expect(ascending.reversed().sorted() == ascending)
  }

  @Test("Degenerate repetitions have estimates, a name, and no intervals")
  func degenerate() throws {
    let one = try LabelEfficiency(sizes: [10, 20], arm: [[5, 6]], baseline: [[4, 7]], seed: 1)
    #expect(one.degeneracy == .tooFew(1))
    #expect(one.points.allSatisfy { $0.interval == nil })
    #expect(one.signChanges.count == 1)
    #expect(one.signChanges.allSatisfy { $0.interval == nil && $0.share == nil })
    #expect(one.shareWithSignChange == nil)
    let same = try LabelEfficiency(
      sizes: [10, 20], arm: [[5, 6], [5, 6]], baseline: [[4, 7], [4, 7]], seed: 1)
    #expect(same.degeneracy == .noVariation)
    #expect(same.points[0].interval == nil)
    let none = try LabelEfficiency(sizes: [10, 20], arm: [], baseline: [], seed: 1)
    #expect(none.degeneracy == .tooFew(0))
    #expect(none.points.isEmpty)
    #expect(none.signChanges.isEmpty)
    #expect(throws: StatisticsError.level(0)) {
      try LabelEfficiency(sizes: [10], arm: [], baseline: [], level: 0, seed: 1)
    }
  }
}
