/// Results under one name: of a report, of a store, or of anybody's table.
public struct ResultSet: Sendable {
  /// What the results are called in a comparison, such as the path they were read from.
  public let name: String
  /// The results.
  public let observations: [Analysis.Observation]
  /// What is compared with what within them.
  public let design: Analysis.Design
  /// Whether their accuracies were decimal numbers, whose denominator is no number of images.
  public let isDecimal: Bool
  /// Whether they tell labelled-set sizes.
  public let hasLabels: Bool
  /// The study that made them, if a report or a store says so.
  public let study: String?

  /// Results of this program.
  ///
  /// - Parameters:
  ///   - results: what a store holds.
  ///   - name: what they are called.
  public init(_ results: StudyResults, name: String) {
    self.name = name
    observations = results.rows.map(\.observation)
    design = results.plan.study.design
    isDecimal = false
    hasLabels = true
    study = results.plan.study.name
  }

  /// Results of a table.
  ///
  /// - Parameters:
  ///   - results: what was read.
  ///   - design: what is compared with what.
  ///   - name: what they are called.
  ///   - study: the study that made them, if it is known.
  public init(
    _ results: ImportedResults, design: Analysis.Design, name: String, study: String? = nil
  ) {
    self.name = name
    observations = results.observations
    self.design = design
    isDecimal = results.accuracies != .counts
    hasLabels = results.hasLabels
    self.study = study
  }
}

extension ResultSet {
  /// The counts of one arm on one test set at one size, in the order of the seeds.
  func counts(_ cell: Comparison.Cell) -> [(seed: UInt64, correct: Int)] {
    var found: [UInt64: Int] = [:]
    for item in observations
    where item.arm == cell.arm && item.labels == cell.labels && item.test == cell.test {
      found[item.seed] = item.correct
    }
    return design.seeds.compactMap { seed in found[seed].map { (seed, $0) } }
  }

  /// Every cell that has a result, in the order of the design.
  func cells(of arm: String) -> [Comparison.Cell] {
    let present = Set(
      observations.lazy.filter { $0.arm == arm }
        .map { Comparison.Cell(test: $0.test, labels: $0.labels, arm: $0.arm) })
    return design.tests.flatMap { test in
      design.labels.compactMap { labels in
        let cell = Comparison.Cell(test: test.name, labels: labels, arm: arm)
        return present.contains(cell) ? cell : nil
      }
    }
  }

  func total(of test: String) -> Int? { design.test(named: test)?.total }
}
