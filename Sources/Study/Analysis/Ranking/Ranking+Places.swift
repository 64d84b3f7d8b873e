import Statistics

extension Ranking {
  /// An arm's counts by repetition, nil where there is none.
  private struct Entry {
    let arm: String
    let counts: [Int?]

    var present: [Int] { counts.compactMap { $0 } }

    /// Whether the mean is above another's, in whole numbers: rounding would break ties.
    func isAbove(_ other: Entry) -> Bool {
      present.reduce(0, +) * other.present.count > other.present.reduce(0, +) * present.count
    }
  }

  /// The ranking of one test set and size.
  init(
    _ table: ObservationTable, _ design: Analysis.Design, _ test: Analysis.Design.Test, labels: Int
  ) throws {
    let all = design.arms(of: test).map {
      Entry(arm: $0, counts: table.counts(test.name, labels, $0))
    }
    let sign = test.isHigherBetter ? 1 : -1
    let entries = Self.sorted(all.filter { !$0.present.isEmpty }, isHigherBetter: sign > 0)
    let comparisons = try entries.map { entry in
      try PairedComparison(
        differences: Self.differences(entry, entries[0]), testImages: test.total,
        level: design.confidence, isBounded: test.isAccuracy)
    }
    let pairs = entries.count * (entries.count - 1) / 2
    let adjusted = try Holm.adjusted(comparisons.dropFirst().map { $0.test?.p }, family: pairs)
    let ranks = Self.ranks(entries, isHigherBetter: sign > 0)
    places = try entries.indices.map { index in
      let sample = try Sample(correct: entries[index].present, of: test.total)
      let p = index > 0 ? adjusted[index - 1] : nil
      return Place(
        arm: entries[index].arm, rank: ranks[index], sample: sample,
        interval: try sample.interval(level: design.confidence),
        comparison: index > 0 ? comparisons[index] : nil, adjustedP: p,
        standing: index == 0
          ? .best : Self.standing(comparisons[index], p, sign, alpha: 1 - design.confidence))
    }
    absent = all.filter(\.present.isEmpty).map(\.arm)
    self.test = test.name
    self.labels = labels
    planned = design.seeds.count
  }

  /// The best first; equal ones stay in their order.
  private static func sorted(_ entries: [Entry], isHigherBetter: Bool) -> [Entry] {
    entries.enumerated().sorted { one, other in
      let (first, second) = isHigherBetter ? (one, other) : (other, one)
      if first.element.isAbove(second.element) { return true }
      return !second.element.isAbove(first.element) && one.offset < other.offset
    }.map(\.element)
  }

  /// The rank of each of sorted entries, from 1; equal means have equal ranks.
  private static func ranks(_ sorted: [Entry], isHigherBetter: Bool) -> [Int] {
    sorted.indices.map { index in
      1
        + sorted.count {
          isHigherBetter ? $0.isAbove(sorted[index]) : sorted[index].isAbove($0)
        }
    }
  }

  /// The counts of an entry minus those of another, over the repetitions that both have.
  private static func differences(_ entry: Entry, _ other: Entry) -> [Int] {
    zip(entry.counts, other.counts).compactMap { one, other in
      guard let one, let other else { return nil }
      return one - other
    }
  }

  /// How an arm stands by its comparison with the best. Where repetitions are missing, the pairs may
  /// favour the arm although the means do not: that does not show it to be worse.
  private static func standing(
    _ comparison: PairedComparison, _ p: Double?, _ sign: Int, alpha: Double
  ) -> Standing {
    guard let p, let gap = comparison.meanGap else {
      return comparison.degeneracy == .allDifferencesZero ? .notWorse : .untested
    }
    return p < alpha && gap * Double(sign) < 0 ? .worse : .notWorse
  }
}
