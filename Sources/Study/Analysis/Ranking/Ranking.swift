public import Statistics

/// The arms of a study at one labelled-set size, on one test set, the best first.
///
/// The best is found in the same data that the others are then tested with, so that its mean flatters
/// it (the winner's curse) and any pair of arms might have been the one that is tested. Holm's
/// adjustment is therefore over all pairs of arms and not over those with the best alone, as in
/// `bench table`.
///
/// Reference: S. García, F. Herrera, "An Extension on 'Statistical Comparisons of Classifiers over
/// Multiple Data Sets' for all Pairwise Comparisons", JMLR 9, 2008.
public struct Ranking: Sendable {
  /// How an arm stands to the best one.
  public enum Standing: String, Equatable, Sendable {
    /// The arm itself; of equal means the first of the study.
    case best
    /// Not shown to be worse: the test finds no difference, or there is none in any repetition.
    case notWorse = "not shown worse"
    /// Shown to be worse.
    case worse
    /// No test is possible: one pair, or the same difference always.
    case untested
  }

  /// An arm's place.
  public struct Place: Sendable {
    /// The arm's name.
    public let arm: String
    /// From 1; arms with equal means share the better rank, and the next ones are left out.
    public let rank: Int
    /// Fractions of the test set, by repetition.
    public let sample: Sample
    /// Student's t interval of the mean; nil for n < 2 and without variation.
    public let interval: ConfidenceInterval?
    /// The arm minus the best, over the repetitions that both have; nil for the best.
    public let comparison: PairedComparison?
    /// The p value of the paired t test after Holm's adjustment; nil without a test.
    public let adjustedP: Double?
    /// How the arm stands to the best.
    public let standing: Standing
  }

  /// The test set's name.
  public let test: String
  /// The labelled-set size.
  public let labels: Int
  /// Arms with a result, the best first; equal ones in the order of the study.
  public let places: [Place]
  /// Arms without one, in the order of the study.
  public let absent: [String]
  /// Repetitions planned.
  public let planned: Int
}

extension Ranking {
  /// The place of an arm.
  ///
  /// - Parameter arm: the arm's name.
  /// - Returns: nil for an arm without a result.
  public func place(of arm: String) -> Place? { places.first { $0.arm == arm } }

  /// The rankings of a study's results.
  ///
  /// - Parameter results: what the store holds of a plan.
  /// - Returns: one a test set and size, in the order of the study.
  /// - Throws: `StatisticsError` where a count cannot be.
  public static func rankings(of results: StudyResults) throws -> [Ranking] {
    try rankings(of: results.rows.map(\.observation), results.plan.study.design)
  }

  /// The rankings of results, whoever made them.
  ///
  /// - Parameters:
  ///   - observations: at most one a test set, size, arm and seed.
  ///   - design: what is compared with what.
  /// - Returns: one a test set and size, in the order of the design.
  /// - Throws: `StatisticsError` where a count cannot be.
  public static func rankings(
    of observations: [Analysis.Observation], _ design: Analysis.Design
  ) throws -> [Ranking] {
    let table = ObservationTable(observations, seeds: design.seeds)
    return try design.tests.flatMap { test in
      try design.labels.map { try Ranking(table, design, test, labels: $0) }
    }
  }
}
