import Statistics
import Study

/// How the arms of a row of a table stand to the best of them.
struct RowRanking {
  /// Against the arm with the best mean.
  enum Standing: Equatable {
    /// The arm itself; of equal means the first.
    case best
    /// The test finds no difference, or there is none in any repetition.
    case indistinguishable
    /// The test finds a difference.
    case worse
    /// No test is possible.
    case untested
  }

  /// By arm; arms without a result have none, and a single arm neither.
  private(set) var standing: [String: Standing] = [:]

  /// Ranks arms by the paired t test against the best, with Holm's adjustment over all pairs
  /// of the row.
  ///
  /// - Parameters:
  ///   - arms: names with their counts by seed.
  ///   - test: what was measured.
  ///   - alpha: the significance level.
  /// - Throws: `StatisticsError` for a count that cannot be.
  init(
    _ arms: [(name: String, counts: [UInt64: Int])], of test: Analysis.Design.Test, alpha: Double
  ) throws {
    let present = arms.filter { !$0.counts.isEmpty }
    guard present.count > 1, let best = Self.best(of: present, sign: test.isHigherBetter ? 1 : -1)
    else { return }
    let others = present.filter { $0.name != best.name }
    let comparisons = try others.map { arm in
      let differences = arm.counts.keys.sorted().compactMap { seed in
        best.counts[seed].flatMap { other in arm.counts[seed].map { $0 - other } }
      }
      return try PairedComparison(
        differences: differences, testImages: test.total, isBounded: test.isAccuracy)
    }
    standing[best.name] = .best
    // The best is chosen from the data, so that any pair of the row might have been the one tested.
    let pairs = present.count * (present.count - 1) / 2
    let adjusted = try Holm.adjusted(comparisons.map { $0.test?.p }, family: pairs)
    for (index, p) in adjusted.enumerated() {
      let isEqual = comparisons[index].degeneracy == .allDifferencesZero
      standing[others[index].name] =
        p.map { $0 < alpha ? .worse : .indistinguishable }
        ?? (isEqual ? .indistinguishable : .untested)
    }
  }

  private static func best(
    of arms: [(name: String, counts: [UInt64: Int])], sign: Double
  ) -> (name: String, counts: [UInt64: Int])? {
    func mean(_ counts: [UInt64: Int]) -> Double {
      sign * Double(counts.values.reduce(0, +)) / Double(counts.count)
    }
    return arms.reduce(nil) { best, arm in
      guard let best, mean(arm.counts) <= mean(best.counts) else { return arm }
      return best
    }
  }
}

/// The counts on one test set, by arm, size and seed.
struct CellCounts {
  private struct Key: Hashable {
    let arm: String
    let labels: Int
  }

  private var counts: [Key: [UInt64: Int]] = [:]

  init(_ observations: [Analysis.Observation], test: String) {
    for item in observations where item.test == test {
      counts[Key(arm: item.arm, labels: item.labels), default: [:]][item.seed] = item.correct
    }
  }

  /// What one arm has at one size; empty for no result.
  func bySeed(_ arm: String, _ labels: Int) -> [UInt64: Int] {
    counts[Key(arm: arm, labels: labels)] ?? [:]
  }
}
