public import Statistics

/// The statistics of a study's results: every arm's accuracy, or whatever a test measures, and every arm's
/// gap to the baseline, at every labelled-set size, in every test.
///
/// A gap is the arm's figure minus the baseline's, whether more or less is better; what says who is ahead
/// heeds that. Holm's family is all gaps of one test.
public struct Analysis: Sendable {
  /// What one arm has at one size.
  public struct Summary: Sendable {
    /// The test set's name.
    public let test: String
    /// The arm's name.
    public let arm: String
    /// The labelled-set size.
    public let labels: Int
    /// Accuracies as fractions, or values of the metric, by repetition.
    public let sample: Sample
    /// Student's t interval of the mean; nil for n < 2.
    public let interval: ConfidenceInterval?
    /// Repetitions planned.
    public let planned: Int
  }

  /// The gap of one arm to the baseline at one size, paired by repetition.
  public struct Gap: Sendable {
    /// The test set's name.
    public let test: String
    /// The arm's name.
    public let arm: String
    /// The labelled-set size.
    public let labels: Int
    /// Right predictions of the arm, or units of the metric, minus those of the baseline, one a complete
    /// pair, by repetition.
    public let differences: [Int]
    /// The seeds of the complete pairs, in the same order.
    public let seeds: [UInt64]
    /// What differences are out of: test images, or the units of a whole.
    public let total: Int
    /// Estimate, interval and test.
    public let comparison: PairedComparison
    /// Other tests and intervals of the same differences.
    public let statistics: GapStatistics
    /// The p value after Holm's adjustment over all gaps on this test set that were planned; nil
    /// without one.
    public var adjustedP: Double?
    /// The p value of the test of equivalence, adjusted likewise; nil without one.
    public var adjustedEquivalenceP: Double?
    /// Repetitions planned.
    public let planned: Int
  }

  /// One a test set, size and arm, in the order of the study.
  public let summaries: [Summary]
  /// One a test set, size and arm other than the baseline, in the order of the study.
  public let gaps: [Gap]
  /// One a test set and arm other than the baseline, in the order of the study.
  public let efficiencies: [Efficiency]
  /// What was compared with what.
  public let design: Design

  /// The arm that the others are compared with.
  public var baseline: String { design.baseline }

  /// Analyses the results of a study.
  ///
  /// - Parameter results: what the store holds of a plan.
  /// - Throws: `StatisticsError` where a count cannot be.
  public init(_ results: StudyResults) throws {
    try self.init(results.rows.map(\.observation), design: results.plan.study.design)
  }

  /// Analyses results, whoever made them.
  ///
  /// - Parameters:
  ///   - observations: at most one a test set, size, arm and seed; others than the design's are left out.
  ///   - design: what is compared with what.
  /// - Throws: `StatisticsError` where a count cannot be.
  public init(_ observations: [Observation], design: Design) throws {
    self.design = design
    let table = ObservationTable(observations, seeds: design.seeds)
    var summaries: [Summary] = []
    var gaps: [Gap] = []
    for test in design.tests {
      let cells = design.labels.flatMap { labels in
        design.arms(of: test).map { (labels: labels, arm: $0) }
      }
      summaries += try cells.map { try Self.summary(table, design, test, $0.labels, $0.arm) }
      let compared = cells.filter { $0.arm != design.baseline }
      gaps += try Self.adjusted(
        Concurrent.map(compared, piece: 1) {
          try Self.gap(table, design, test, $0.labels, $0.arm)
        })
    }
    self.summaries = summaries
    self.gaps = gaps
    efficiencies = try Self.efficiencies(table, design)
  }

  private static func summary(
    _ table: ObservationTable, _ design: Design, _ test: Design.Test, _ labels: Int, _ arm: String
  ) throws -> Summary {
    let counts = table.counts(test.name, labels, arm).compactMap { $0 }
    let sample = try Sample(correct: counts, of: test.total)
    return Summary(
      test: test.name, arm: arm, labels: labels, sample: sample,
      interval: try sample.interval(level: design.confidence), planned: design.seeds.count)
  }

  private static func gap(
    _ table: ObservationTable, _ design: Design, _ test: Design.Test, _ labels: Int, _ arm: String
  ) throws -> Gap {
    let pairs = table.pairs(test.name, labels, arm, with: design.baseline)
    let differences = pairs.map { $0.arm - $0.baseline }
    let comparison = try PairedComparison(
      differences: differences, testImages: test.total, level: design.confidence,
      isBounded: test.isAccuracy)
    return Gap(
      test: test.name, arm: arm, labels: labels, differences: differences,
      seeds: pairs.map { design.seeds[$0.repetition] }, total: test.total,
      comparison: comparison,
      statistics: try GapStatistics(comparison, differences, settings: design.settings(of: test)),
      planned: design.seeds.count)
  }

  private static func adjusted(_ family: [Gap]) throws -> [Gap] {
    let values = try Holm.adjusted(
      family.map { $0.comparison.test?.p }, family: family.count)
    let equivalences = try Holm.adjusted(
      family.map { $0.statistics.equivalence?.p }, family: family.count)
    return family.indices.map { index in
      var gap = family[index]
      gap.adjustedP = values[index]
      gap.adjustedEquivalenceP = equivalences[index]
      return gap
    }
  }
}

extension Analysis.Gap {
  /// Whether the arm is as good as the baseline but for the margin, after Holm's adjustment; nil where
  /// that could not be tested.
  public var isEquivalent: Bool? {
    guard let p = adjustedEquivalenceP, let test = statistics.equivalence else { return nil }
    return p < test.alpha
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

  /// The gap of one arm at one size.
  ///
  /// - Parameters:
  ///   - arm: the arm's name.
  ///   - labels: the labelled-set size.
  ///   - test: the test set's name.
  /// - Returns: nil for the baseline, and where there is no such cell.
  public func gap(of arm: String, labels: Int, test: String) -> Gap? {
    gaps.first { $0.arm == arm && $0.labels == labels && $0.test == test }
  }
}
