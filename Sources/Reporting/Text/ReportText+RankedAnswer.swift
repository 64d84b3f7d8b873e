import Pretext
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
    let worth = ranking.rankings.compactMap { pretexts($0, test) }
    return """
      On \(test.images ?? test.total) test images of \(study.dataset.name), \
      \(clauses.joined(separator: "; ")). Of the arms that begin with a pretext without labels, \
      \(worth.joined(separator: "; ")) (than \(code: analysis.baseline), after Holm's adjustment).
      """
  }

  /// The arms whose encoders were pretrained without labels: not those of a control that looks at some.
  private var selfSupervised: [String] {
    study.arms.filter { arm in
      guard let name = arm.pretext, let pretext = study.pretext(named: name) else { return false }
      return results.plan.tasks.task(named: pretext.task.name)?.usesLabels == false
    }.map(\.name)
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
        let p = gap.adjustedP.map { ", adjusted \(Points.equation($0))" } ?? ""
        return ", \(metric.signed(mean))\(metric.gapUnit)\(interval) to \(analysis.baseline)\(p)"
      }
    }
    return """
      with \(ranking.labels) labels \(code: best.arm) has the highest mean (\(metric.value(mean))\
      \(metric.valueUnit)\(evidence ?? "")), and \(beside) of the \(others.count) others are not \
      shown to be worse
      """
  }

  /// The first of the pretrained arms at a size, and how many gain and lose.
  private func pretexts(_ ranking: Ranking, _ test: Analysis.Design.Test) -> RichText? {
    let (labels, arms) = (ranking.labels, selfSupervised)
    let first = ranking.places.first { arms.contains($0.arm) }
    let gaps = analysis.gaps.filter {
      $0.test == test.name && $0.labels == labels && arms.contains($0.arm)
    }
    guard !gaps.isEmpty, let first else { return nil }
    let significant = gaps.filter { ($0.adjustedP ?? 1) < 1 - design.confidence }
    let better = significant.count { gap in
      ((gap.comparison.meanGap ?? 0) > 0) == test.isHigherBetter
    }
    return """
      \(code: first.arm) comes first with \(labels) labels (rank \(first.rank)), where \(better) \
      of \(gaps.count) are shown to be better and \(significant.count - better) to be worse
      """
  }
}
