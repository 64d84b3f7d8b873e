import Statistics
import Study

/// Tables as papers have them.
enum PaperTable {
  /// What stands after a figure that cannot be told from the best of its row.
  static let mark = " †"

  /// Accuracies, or values of another metric, by labelled-set size and arm: mean ± half of the t interval,
  /// shares in percent.
  ///
  /// The best mean of a row is bold. A dagger marks every other arm that cannot be told from it:
  /// the paired t test against it, Holm's adjustment over all pairs of the row, p ≥ 1 − the level
  /// of the intervals; equal results are marked without a test. An arm that no test could be made
  /// for (one pair, or the same difference always) has a double dagger.
  ///
  /// - Parameters:
  ///   - set: the results.
  ///   - test: what is measured.
  /// - Returns: a row a labelled-set size.
  /// - Throws: `StatisticsError` for a count that cannot be.
  static func accuracy(
    _ set: ResultSet, test: Analysis.Design.Test
  ) throws -> Table {
    let design = set.design
    let counts = CellCounts(set.observations, test: test.name)
    let arms = design.arms(of: test)
    let rows = try design.labels.map { labels in
      let ranking = try RowRanking(
        arms.map { ($0, counts.bySeed($0, labels)) }, of: test, alpha: 1 - design.confidence)
      let size: [RichText] = set.hasLabels ? ["\(labels)"] : []
      return try size
        + arms.map { arm in
          let values = counts.bySeed(arm, labels)
          let sample = try Sample(
            correct: design.seeds.compactMap { values[$0] }, of: test.total)
          return try cell(sample, design, MetricText(test), ranking.standing[arm])
        }
    }
    let size: [RichText] = set.hasLabels ? ["labels"] : []
    return Table(size + arms.map { RichText($0) }, rows, left: size.count)
  }

  private static func cell(
    _ sample: Sample, _ design: Analysis.Design, _ metric: MetricText,
    _ standing: RowRanking.Standing?
  ) throws -> RichText {
    let interval = try sample.interval(level: design.confidence)
    guard var text = metric.mean(sample, interval) else { return "–" }
    if sample.count < design.seeds.count { text += " (\(sample.count) of \(design.seeds.count))" }
    return switch standing {
    case .best: .strong(text)
    case .indistinguishable: "\(text)\(mark)"
    case .untested: "\(text) ‡"
    case .worse, nil: RichText(text)
    }
  }

  /// What the marks mean.
  static func note(_ design: Analysis.Design, _ test: Analysis.Design.Test) -> RichText {
    let metric = MetricText(test)
    let unit = metric.isShare ? " in percent" : metric.unit.isEmpty ? "" : " in \(metric.unit)"
    let alpha = Significant.text(1 - design.confidence, digits: 3)
    return """
      Mean over repetitions\(unit), ± half of the \
      \(Significant.text(design.confidence * 100)) % interval (Student's t). Bold: the \
      \(test.isHigherBetter ? "highest" : "lowest") mean of a row; †: cannot be told from it \
      (paired t test, p ≥ \(alpha) after Holm's adjustment over all pairs of the row); ‡: no test was possible.
      """
  }
}
