/// Observations by test set, size and arm, each in the order of the seeds that were planned.
struct ObservationTable {
  private struct Cell: Hashable {
    let test: String
    let labels: Int
    let arm: String
  }

  private let seeds: [UInt64]
  private var counts: [Cell: [UInt64: Int]] = [:]

  init(_ observations: [Analysis.Observation], seeds: [UInt64]) {
    self.seeds = seeds
    for item in observations {
      counts[Cell(test: item.test, labels: item.labels, arm: item.arm), default: [:]][item.seed] =
        item.correct
    }
  }

  /// The counts of one cell, one a seed that was planned; nil for a repetition without a result.
  func counts(_ test: String, _ labels: Int, _ arm: String) -> [Int?] {
    let found = counts[Cell(test: test, labels: labels, arm: arm)] ?? [:]
    return seeds.map { found[$0] }
  }

  /// The repetitions, by index, where two cells both have a result, and their counts.
  func pairs(
    _ test: String, _ labels: Int, _ arm: String, with baseline: String
  ) -> [(repetition: Int, arm: Int, baseline: Int)] {
    zip(counts(test, labels, arm), counts(test, labels, baseline)).enumerated().compactMap {
      guard let one = $1.0, let other = $1.1 else { return nil }
      return ($0, one, other)
    }
  }
}
