/// Results read from a tidy table, one row a result: whoever made them.
public struct ImportedResults: Sendable {
  /// How accuracies were given.
  public enum Accuracies: Equatable, Sendable {
    /// As counts.
    case counts
    /// As decimal numbers, in fractions or percent; so many of them had more decimals than are
    /// kept.
    case decimals(AccuracyScale, rounded: Int)
  }

  /// The stand-in for the labelled-set size of results without one.
  public static let onlySize = 1

  /// The file.
  public let path: String
  /// The columns that were used, in the order of the roles.
  public let columns: [(role: ResultColumns.Role, name: String)]
  /// How accuracies were given.
  public let accuracies: Accuracies
  /// Whether there is a column of labelled-set sizes.
  public let hasLabels: Bool
  /// The results, in the order of the file.
  public let observations: [Analysis.Observation]
  /// The line of each result.
  let lines: [Int]
  /// The arms, in the order in which they come first.
  public let arms: [String]
  /// The labelled-set sizes, ascending.
  public let labels: [Int]
  /// The tests with their totals, in the order in which they come first; those of other metrics than
  /// accuracy count millionths.
  public let tests: [Analysis.Design.Test]
  /// The seeds, in the order in which they come first.
  public let seeds: [UInt64]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: a CSV file.
  ///   - columns: what its columns hold, where names do not tell.
  ///   - scale: how accuracies are written; nil finds out from the values.
  /// - Throws: `ResultsError` with everything that is wrong, up to a bound.
  public init(
    path: String, columns: ResultColumns = ResultColumns(), scale: AccuracyScale? = nil
  ) throws(ResultsError) {
    try self.init(try CSVReader.read(path: path), path: path, columns: columns, scale: scale)
  }

  /// Takes the results of a table.
  ///
  /// - Parameters:
  ///   - table: the table.
  ///   - path: the file that errors name.
  ///   - columns: what its columns hold, where names do not tell.
  ///   - scale: how accuracies are written; nil finds out from the values.
  /// - Throws: `ResultsError` with everything that is wrong, up to a bound.
  public init(
    _ table: CSVTable, path: String, columns: ResultColumns = ResultColumns(),
    scale: AccuracyScale? = nil
  ) throws(ResultsError) {
    let indexes = try columns.found(in: table.header, path: path)
    guard !table.rows.isEmpty else {
      throw .unusable(path: path, reason: "has a header and no results; add a row a result")
    }
    var reading = ResultReading(table, indexes, scale: scale)
    try reading.finish(path)
    self.path = path
    self.columns = ResultColumns.Role.allCases.compactMap { role in
      indexes[role].map { (role, table.header[$0]) }
    }
    accuracies = reading.accuracies
    hasLabels = indexes[.labels] != nil
    observations = reading.observations
    lines = reading.observationLines
    arms = Self.unique(observations.map(\.arm))
    labels = Self.unique(observations.map(\.labels)).sorted()
    tests = reading.tests
    seeds = Self.unique(observations.map(\.seed))
  }

  /// Each value once, in the order of the first.
  private static func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }
}

extension ImportedResults {
  /// Arms that are taken for the baseline where none is named, the likeliest first.
  static let usualBaselines = ["supervised", "baseline", "control"]

  /// What is compared with what.
  ///
  /// - Parameters:
  ///   - baseline: the arm that the others are compared with; nil takes an arm of a usual name, or
  ///     the first.
  ///   - confidence: the level of intervals.
  ///   - margin: the margin of equivalence as a fraction, if one was set beforehand.
  /// - Returns: a design with every arm, size, test set and seed.
  /// - Throws: `ResultsError.option` for a baseline that is no arm.
  public func design(
    baseline: String? = nil, confidence: Double = 0.95, margin: Double? = nil
  ) throws(ResultsError) -> Analysis.Design {
    if let baseline, !arms.contains(baseline) {
      let remedy = Wording.didYouMean(baseline, arms, listed: "the arms are")
      throw .option("baseline", reason: "no arm \"\(baseline)\" in \(path); \(remedy)")
    }
    let usual = Self.usualBaselines.lazy.compactMap { name in
      arms.first { $0.lowercased() == name }
    }.first
    return Analysis.Design(
      baseline: baseline ?? usual ?? arms[0], arms: arms, labels: labels, tests: tests,
      seeds: seeds, confidence: confidence, margin: margin)
  }
}
