public import Statistics

/// The statistics of a study's results: every arm's accuracy and every arm's gap to the baseline, at
/// every labelled-set size, on every test set.
public struct Analysis: Sendable {
  /// The accuracy of one arm at one size.
  public struct Summary: Sendable {
    /// The test set's name.
    public let test: String
    /// The arm's name.
    public let arm: String
    /// The labelled-set size.
    public let labels: Int
    /// Accuracies as fractions, by repetition.
    public let sample: Sample
    /// Student's t interval of the mean; nil for n < 2.
    public let interval: ConfidenceInterval?
    /// Repetitions planned.
    public let planned: Int
  }

  /// The accuracy gap of one arm to the baseline at one size, paired by repetition.
  public struct Gap: Sendable {
    /// The test set's name.
    public let test: String
    /// The arm's name.
    public let arm: String
    /// The labelled-set size.
    public let labels: Int
    /// Right predictions of the arm minus those of the baseline, one a complete pair, by repetition.
    public let differences: [Int]
    /// Test images.
    public let total: Int
    /// Estimate, interval and test.
    public let comparison: PairedComparison
    /// The p value after Holm's adjustment over all gaps on this test set; nil without one.
    public var adjustedP: Double?
    /// Repetitions planned.
    public let planned: Int
  }

  /// One a test set, size and arm, in the order of the study.
  public let summaries: [Summary]
  /// One a test set, size and arm other than the baseline, in the order of the study.
  public let gaps: [Gap]
  /// The arm that the others are compared with.
  public let baseline: String

  /// Analyses results.
  ///
  /// - Parameter results: what the store holds of a plan.
  /// - Throws: `StatisticsError` where a count cannot be.
  public init(_ results: StudyResults) throws {
    let study = results.plan.study
    baseline = study.analysis.baseline
    let table = ResultTable(results.rows)
    var summaries: [Summary] = []
    var gaps: [Gap] = []
    for test in study.tests {
      var family: [Gap] = []
      for labels in study.labels {
        for arm in study.arms {
          summaries.append(try Self.summary(table, study, test, labels, arm.name))
          guard arm.name != study.analysis.baseline else { continue }
          family.append(try Self.gap(table, study, test, labels, arm.name))
        }
      }
      gaps += try Self.adjusted(family)
    }
    self.summaries = summaries
    self.gaps = gaps
  }

  private static func summary(
    _ table: ResultTable, _ study: Study, _ test: TestSet, _ labels: Int, _ arm: String
  ) throws -> Summary {
    let rows = table.rows(test.name, labels, arm)
    let sample = try Sample(correct: rows.map(\.correct), of: test.images.count)
    return Summary(
      test: test.name, arm: arm, labels: labels, sample: sample,
      interval: try sample.interval(level: study.analysis.confidence),
      planned: study.repetitions)
  }

  private static func gap(
    _ table: ResultTable, _ study: Study, _ test: TestSet, _ labels: Int, _ arm: String
  ) throws -> Gap {
    let baseline = table.rows(test.name, labels, study.analysis.baseline)
    let differences = table.rows(test.name, labels, arm).compactMap { row in
      baseline.first { $0.repetition == row.repetition }.map { row.correct - $0.correct }
    }
    return Gap(
      test: test.name, arm: arm, labels: labels, differences: differences,
      total: test.images.count,
      comparison: try PairedComparison(
        differences: differences, testImages: test.images.count,
        level: study.analysis.confidence),
      planned: study.repetitions)
  }

  private static func adjusted(_ family: [Gap]) throws -> [Gap] {
    let values = try Holm.adjusted(family.map { $0.comparison.test?.p })
    return zip(family, values).map { gap, value in
      var gap = gap
      gap.adjustedP = value
      return gap
    }
  }
}

/// Rows by test set, size and arm, each in the order of the repetitions.
private struct ResultTable {
  private struct Key: Hashable {
    let test: String
    let labels: Int
    let arm: String
  }

  private var groups: [Key: [StudyResults.Row]] = [:]

  init(_ rows: [StudyResults.Row]) {
    for row in rows {
      groups[Key(test: row.test, labels: row.labels, arm: row.arm), default: []].append(row)
    }
  }

  func rows(_ test: String, _ labels: Int, _ arm: String) -> [StudyResults.Row] {
    groups[Key(test: test, labels: labels, arm: arm)] ?? []
  }
}

extension Analysis {
  /// The accuracy of one arm at one size.
  ///
  /// - Parameters:
  ///   - arm: the arm's name.
  ///   - labels: the labelled-set size.
  ///   - test: the test set's name.
  /// - Returns: nil where the study has no such cell.
  public func summary(of arm: String, labels: Int, test: String) -> Summary? {
    summaries.first { $0.arm == arm && $0.labels == labels && $0.test == test }
  }
}
