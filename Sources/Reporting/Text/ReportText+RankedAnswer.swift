import Statistics
import Study

extension ReportText {
  /// The answer of a study that ranks several pretexts: who is best at every size, who cannot be told
  /// from the best, and what the pretexts are worth against the baseline; nil for another study.
  var rankedAnswer: RichText? {
    guard study.neededPretexts.count > 1, let test = sections.tests.first,
      let ranking = rankings.first(where: { $0.test.name == test.name })
    else { return nil }
    let clauses = ranking.rankings.compactMap { clause($0, test) }
    guard !clauses.isEmpty else { return nil }
    let worth = ranking.rankings.compactMap { pretexts(at: $0.labels, test) }
    return """
      On \(test.images ?? test.total) test images of \(study.dataset.name), \
      \(clauses.joined(separator: "; ")). Of the arms that begin with a pretext, \
      \(worth.joined(separator: "; ")) (after Holm's adjustment, against \
      \(code: analysis.baseline)).
      """
  }

  /// The best of a size, by how much, and how many stand beside it.
  private func clause(_ ranking: Ranking, _ test: Analysis.Design.Test) -> RichText? {
    guard let best = ranking.places.first, let mean = best.sample.mean else { return nil }
    let metric = MetricText(test)
    let others = ranking.places.dropFirst()
    let beside = others.count { $0.standing != .worse }
    let gap = analysis.gap(of: best.arm, labels: ranking.labels, test: test.name)
    let evidence = gap.flatMap { gap in
      gap.comparison.meanGap.map { mean in
        let interval = gap.comparison.interval.map { " \(metric.interval($0))" } ?? ""
        return ", \(metric.signed(mean))\(metric.gapUnit)\(interval) to \(analysis.baseline)"
      }
    }
    return """
      \(code: best.arm) is best with \(ranking.labels) labels (\(metric.value(mean))\
      \(metric.valueUnit)\(evidence ?? "")) and \(beside) of the \(others.count) others are not shown \
      to be worse
      """
  }

  /// How many of the pretrained arms gain and lose at a size.
  private func pretexts(at labels: Int, _ test: Analysis.Design.Test) -> RichText? {
    let arms = study.arms.filter { $0.pretext != nil }.map(\.name)
    let gaps = analysis.gaps.filter {
      $0.test == test.name && $0.labels == labels && arms.contains($0.arm)
    }
    guard !gaps.isEmpty else { return nil }
    let significant = gaps.filter { ($0.adjustedP ?? 1) < 1 - design.confidence }
    let better = significant.count { gap in
      ((gap.comparison.meanGap ?? 0) > 0) == test.isHigherBetter
    }
    return """
      with \(labels) labels \(better) of \(gaps.count) are shown to be better and \
      \(significant.count - better) to be worse
      """
  }
}
