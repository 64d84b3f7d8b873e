public import Statistics

extension Analysis {
  /// What the labels of one arm are worth, in labels of the baseline, on one test set.
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
    try design.tests.flatMap { test in
      try design.arms.filter { $0 != design.baseline }.map { arm in
        let pairs = completeRepetitions(table, design, test.name, arm)
        return Efficiency(
          test: test.name, arm: arm,
          efficiency: try LabelEfficiency(
            sizes: design.labels, arm: pairs.map(\.arm), baseline: pairs.map(\.baseline),
            level: design.confidence, resamples: design.resamples, seed: design.resamplingSeed))
      }
    }
  }

  /// The counts of an arm and of the baseline at every size, one row a repetition that has all.
  private static func completeRepetitions(
    _ table: ObservationTable, _ design: Design, _ test: String, _ arm: String
  ) -> [(arm: [Int], baseline: [Int])] {
    let counts = design.labels.map { labels in
      (
        arm: table.counts(test, labels, arm),
        baseline: table.counts(test, labels, design.baseline)
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
