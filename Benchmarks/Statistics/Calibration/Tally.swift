import Statistics

/// How often something was so, among the replications in which it could be.
struct Tally {
  var hits = 0
  var trials = 0

  /// Counts one replication; nil where there was no answer.
  mutating func add(_ answer: Bool?) {
    guard let answer else { return }
    trials += 1
    if answer { hits += 1 }
  }

  /// The share; nil without trials.
  var rate: Double? { trials > 0 ? Double(hits) / Double(trials) : nil }

  /// The standard error of the share.
  var standardError: Double? {
    rate.map { ($0 * (1 - $0) / Double(trials)).squareRoot() }
  }

  /// In percent, with the standard error: `95.1 (0.15)`; a dash without trials.
  var text: String {
    guard let rate, let standardError else { return "–" }
    return FixedDecimals.text(100 * rate, decimals: 1) + " ("
      + FixedDecimals.text(100 * standardError, decimals: 2) + ")"
  }

  static func + (left: Tally, right: Tally) -> Tally {
    Tally(hits: left.hits + right.hits, trials: left.trials + right.trials)
  }
}

/// Replications of an experiment on all cores. Each has a stream of its own, so that the counts do not
/// depend on who made which.
enum Replications {
  /// Counts the answers, column by column.
  ///
  /// - Parameters:
  ///   - count: how many replications.
  ///   - columns: the number of answers of each.
  ///   - experiment: gives the answers of one, by its number.
  /// - Returns: one tally a column.
  /// - Throws: what an experiment throws.
  static func tallies(
    _ count: Int, columns: Int,
    of experiment: @escaping @Sendable (UInt64) throws -> [Bool?]
  ) async throws -> [Tally] {
    let parts = min(count, 64)
    let none = [Tally](repeating: Tally(), count: columns)
    return try await withThrowingTaskGroup(of: [Tally].self) { group in
      for part in 0..<parts {
        group.addTask {
          var tallies = none
          for index in stride(from: part, to: count, by: parts) {
            for (column, answer) in try experiment(UInt64(index)).enumerated() {
              tallies[column].add(answer)
            }
          }
          return tallies
        }
      }
      return try await group.reduce(none) { sum, part in zip(sum, part).map { $0 + $1 } }
    }
  }
}
