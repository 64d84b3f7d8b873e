public import Statistics

extension Analysis {
  /// What the labels of one arm are worth, in labels of the baseline, on one test set.
  ///
  /// By the first metric of a task only, of which the others would say it again.
  public struct Efficiency: Sendable {
    /// The test set's name.
    public let test: String
    /// The arm's name.
    public let arm: String
    /// Label by label; over the repetitions that are complete at every size.
    public let efficiency: LabelEfficiency
  }

  /// One a test set and arm other than the baseline, in the order of the study.
  static func efficiencies(
    _ table: ObservationTable, _ design: Design
  ) throws -> [Efficiency] {
    try design.tests.filter(design.isByFirstMetric).flatMap { test in
      try Concurrent.map(design.arms(of: test).filter { $0 != design.baseline }, piece: 1) { arm in
        let pairs = completeRepetitions(table, design, test, arm)
        return Efficiency(
          test: test.name, arm: arm,
          efficiency: try LabelEfficiency(
            sizes: design.labels, arm: pairs.map(\.arm), baseline: pairs.map(\.baseline),
            level: design.confidence, resamples: design.resamples, seed: design.resamplingSeed))
      }
    }
  }

  /// The counts of an arm and of the baseline at every size, one row a repetition that has all; of errors
  /// with the other sign, so that more is better.
  private static func completeRepetitions(
    _ table: ObservationTable, _ design: Design, _ test: Design.Test, _ arm: String
  ) -> [(arm: [Int], baseline: [Int])] {
    let sign = test.isHigherBetter ? 1 : -1
    let counts = design.labels.map { labels in
      (
        arm: table.counts(test.name, labels, arm).map { $0.map { sign * $0 } },
        baseline: table.counts(test.name, labels, design.baseline).map { $0.map { sign * $0 } }
      )
    }
    return design.seeds.indices.compactMap { repetition in
      let own = counts.compactMap { $0.arm[repetition] }
      let other = counts.compactMap { $0.baseline[repetition] }
      guard own.count == counts.count, other.count == counts.count else { return nil }
      return (own, other)
    }
  }
}
