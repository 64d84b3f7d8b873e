import Statistics

/// Results side by side: the difference of every cell that two of them have, tested.
///
/// A cell is an arm, a labelled-set size and a test. Where at least half of the smaller side's
/// seeds are also the other's, repetitions with the same seed are paired, and the others left out;
/// else the two are taken for independent samples. Equal seeds of unrelated programs pair nothing
/// that belongs together: the caller can forbid pairs.
public struct Comparison: Sendable {
  /// An arm at one size on one test set.
  public struct Cell: Hashable, Sendable {
    /// The test set's name.
    public let test: String
    /// The labelled-set size.
    public let labels: Int
    /// The arm's name.
    public let arm: String
  }

  /// An arm of one of the results.
  public struct Side: Equatable, Sendable {
    /// Which of the results, from 0.
    public let results: Int
    /// The arm's name.
    public let arm: String

    /// An arm of one of the results.
    ///
    /// - Parameters:
    ///   - results: which of the results, from 0.
    ///   - arm: the arm's name.
    public init(results: Int, arm: String) {
      self.results = results
      self.arm = arm
    }
  }

  /// A difference: the second side minus the first, in fractions of the test set.
  public struct Row: Sendable {
    /// What is subtracted.
    public let first: Side
    /// What it is subtracted from.
    public let second: Side
    /// The test set's name.
    public let test: String
    /// What is measured.
    public let measure: Analysis.Design.Test
    /// The labelled-set size.
    public let labels: Int
    /// Estimate, interval and tests.
    public let difference: Difference
    /// The p value after Holm's adjustment over all rows; nil without one.
    public var adjustedP: Double?
  }

  /// A cell that only one side has, or that cannot be compared.
  public struct Unmatched: Equatable, Sendable {
    /// The side that has it.
    public let side: Side
    /// The cell.
    public let cell: Cell
    /// The side that lacks it.
    public let other: Side
    /// Why it is not compared.
    public let reason: String
    /// Whether it is a later side that lacks what the first has.
    public let isLost: Bool
  }

  /// The results, the first of which the others are compared with.
  public let results: [ResultSet]
  /// The differences, test set by test set.
  public let rows: [Row]
  /// What is not compared.
  public let unmatched: [Unmatched]
  /// The level of intervals.
  public let level: Double

  /// Compares results.
  ///
  /// - Parameters:
  ///   - results: at least one.
  ///   - pairs: which arm is compared with which.
  ///   - level: the level of intervals.
  ///   - allowsPairs: whether repetitions with the same seed belong together.
  /// - Throws: `StatisticsError` for a level or count that cannot be.
  public init(
    _ results: [ResultSet], pairs: [(first: Side, second: Side)], level: Double = 0.95,
    allowsPairs: Bool = true
  ) throws {
    var rows: [Row] = []
    var unmatched: [Unmatched] = []
    for (first, second) in pairs {
      let match = CellMatch(results, first, second)
      unmatched += match.unmatched
      for (cell, measure, total) in match.cells {
        let values = CellMatch.scaled(results, first, second, cell, total)
        rows.append(
          Row(
            first: first, second: second, test: cell.test, measure: measure, labels: cell.labels,
            difference: try Difference(
              values.first, values.second, total: total, level: level, allowsPairs: allowsPairs,
              isBounded: measure.isAccuracy)))
      }
    }
    let values = try Holm.adjusted(rows.map(\.difference.p))
    self.rows = zip(rows, values).map { row, value in
      var row = row
      row.adjustedP = value
      return row
    }
    self.results = results
    self.unmatched = unmatched
    self.level = level
  }
}

extension Comparison {
  /// Every arm of the first results with the arm of the same name in each of the others.
  ///
  /// - Parameters:
  ///   - results: at least two.
  ///   - arms: the arms to compare; nil for all of any.
  /// - Returns: pairs in the order of the results, then of the first's arms.
  public static func sameNamed(
    _ results: [ResultSet], arms: [String]? = nil
  ) -> [(first: Side, second: Side)] {
    results.indices.dropFirst().flatMap { index in
      let known = results[0].design.arms
      let names = known + results[index].design.arms.filter { !known.contains($0) }
      return names.filter { arms?.contains($0) ?? true }.map { name in
        (Side(results: 0, arm: name), Side(results: index, arm: name))
      }
    }
  }
}
