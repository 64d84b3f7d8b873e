import Statistics
import Study

/// `pretexts.csv`: one row a pretext, measure of its own, arm that uses it, labelled-set size and test set.
enum PretextsTable {
  static func text(_ comparison: PretextComparison, _ analysis: Analysis) throws -> String {
    var csv = CSV(
      header: [
        "pretext", "task", "measure", "n", "mean", "ci_low", "ci_high", "without_learning", "skill",
        "arm", "encoder", "labels", "test", "downstream_n", "downstream_mean", "downstream_low",
        "downstream_high",
      ])
    for pretext in comparison.pretexts {
      for own in pretext.own {
        let interval = try own.sample.interval(level: analysis.design.confidence)
        let start = [
          pretext.name, pretext.task, own.name, "\(own.sample.count)",
          CSV.number(own.sample.mean), CSV.number(interval?.lower), CSV.number(interval?.upper),
          CSV.number(own.trivial), CSV.number(own.skill),
        ]
        let cells = downstream(of: pretext.name, comparison, analysis)
        for cell in cells.isEmpty ? [[String](repeating: "", count: 8)] : cells {
          csv.add(start + cell)
        }
      }
    }
    return csv.text
  }

  private static func downstream(
    of pretext: String, _ comparison: PretextComparison, _ analysis: Analysis
  ) -> [[String]] {
    comparison.arms.filter { $0.pretext == pretext }.flatMap { arm in
      analysis.summaries.filter { $0.arm == arm.arm }.map { summary in
        [
          arm.arm, arm.use, "\(summary.labels)", summary.test, "\(summary.sample.count)",
          CSV.number(summary.sample.mean), CSV.number(summary.interval?.lower),
          CSV.number(summary.interval?.upper),
        ]
      }
    }
  }
}
