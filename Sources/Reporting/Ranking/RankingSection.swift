import Statistics
import Study

/// Which arm is best at every size, and which ones cannot be told from it.
struct RankingSection {
  /// Those of one test, a size each, in the order of the study; all have a place.
  let rankings: [Ranking]
  let design: Analysis.Design
  let test: Analysis.Design.Test

  /// The fewest arms that are ranked: of fewer the table under the answer says it all.
  static let fewestArms = 5

  /// The section of a test set; nil for few arms, and where there is no result.
  ///
  /// - Parameters:
  ///   - rankings: of all test sets.
  ///   - design: what is compared with what.
  ///   - test: the test set; nil for the primary one.
  init?(_ rankings: [Ranking], _ design: Analysis.Design, test: Analysis.Design.Test? = nil) {
    guard let test = test ?? design.tests.first,
      design.arms(of: test).count >= Self.fewestArms
    else { return nil }
    let found = rankings.filter { $0.test == test.name && !$0.places.isEmpty }
    guard !found.isEmpty else { return nil }
    self.rankings = found
    self.design = design
    self.test = test
  }

  /// Every arm's mean rank over the sizes, the best first; an arm that has no result at some size has
  /// none and comes last. Equal ones stay in the order of the study.
  var order: [(arm: String, meanRank: Double?)] {
    let sums = design.arms(of: test).map { arm -> (arm: String, sum: Int?) in
      let ranks = rankings.compactMap { $0.place(of: arm)?.rank }
      return (arm, ranks.count == rankings.count ? ranks.reduce(0, +) : nil)
    }
    let sorted = sums.enumerated().sorted {
      ($0.element.sum ?? .max, $0.offset) < ($1.element.sum ?? .max, $1.offset)
    }
    return sorted.map { _, item in
      (item.arm, item.sum.map { Double($0) / Double(rankings.count) })
    }
  }
}

extension RankingSection {
  /// The heading, what it means, and the tables.
  ///
  /// - Parameter figure: what stands after the first of them.
  /// - Returns: the section.
  func blocks(figure: [Block]) -> [Block] {
    [.heading(2, "Ranking"), .paragraph(meaning)]
      + (rankings.count > 1 ? [.table(overview)] : []) + figure + rankings.flatMap(tables)
  }

  private var level: String { Significant.text(design.confidence * 100) }

  private var meaning: RichText {
    let size: RichText =
      rankings.count > 1
      ? "Ranks by \(quantity) at every labelled-set size, and their mean over the sizes. " : ""
    return """
      \(size)Bold is the best arm of a size. †: not shown to be worse than the best (paired t test against \
      it, p ≥ \(Significant.text(1 - design.confidence, digits: 3)) after Holm's adjustment over all \
      pairs of arms of a size); that does not make it equal. ‡: no test was possible. The best was \
      chosen by the same data as it is judged by, so that its mean is flattered, the more the closer the \
      others are (the winner's curse), and the differences from it with their unadjusted intervals are \
      too large: only new seeds can confirm a winner.\(incomplete)
      """
  }

  private var metric: MetricText { MetricText(test) }

  private var quantity: RichText {
    let direction = test.isHigherBetter ? "" : ", of which less is better,"
    return "\(metric.mean) on the test set \(code: test.set ?? test.name)\(direction)"
  }

  private var incomplete: RichText {
    let isIncomplete = rankings.contains { ranking in
      ranking.places.contains { $0.sample.count < ranking.planned }
    }
    return isIncomplete
      ? " An arm that lacks repetitions is ranked by those it has, and tested on those that both have."
      : ""
  }

  /// Arms × sizes.
  private var overview: Table {
    let rows = order.map { arm, meanRank -> [RichText] in
      let ranks = rankings.map { ranking in
        ranking.place(of: arm).map { Self.marked("\($0.rank)", $0.standing) } ?? "–"
      }
      let mean = meanRank.map { FixedDecimals.text($0, decimals: 1) } ?? "–"
      return [.code(arm)] + ranks + [RichText(mean)]
    }
    let sizes = rankings.map { RichText("\($0.labels)") }
    return Table(["arm"] + sizes + ["mean rank"], rows)
  }

  /// A text with the mark of how its arm stands.
  private static func marked(_ text: String, _ standing: Ranking.Standing) -> RichText {
    switch standing {
    case .best: .strong(text)
    case .notWorse: "\(text) †"
    case .untested: "\(text) ‡"
    case .worse: RichText(text)
    }
  }

  /// The table of a size, under its name.
  private func tables(_ ranking: Ranking) -> [Block] {
    let best = ranking.places.first?.arm ?? ""
    let absent = ranking.absent.map { RichText.code($0) }
    let without: RichText =
      absent.isEmpty ? "" : " No result yet: \(absent.joined(separator: ", "))."
    let header: [RichText] = [
      "rank", "arm", RichText(metric.name), "minus \(code: best)", "\(level) % interval",
      "p (Holm)", "n",
    ]
    return [
      .paragraph("With \(ranking.labels) labels.\(without)"),
      .table(Table(header, ranking.places.map { row($0, ranking) }, left: 2)),
    ]
  }

  private func row(_ place: Ranking.Place, _ ranking: Ranking) -> [RichText] {
    let start: [RichText] = [
      "\(place.rank)", .code(place.arm),
      Self.marked(metric.mean(place.sample, place.interval) ?? "–", place.standing),
    ]
    guard let it = place.comparison else {
      let count = AnalysisSections.count(place.sample.count, of: ranking.planned)
      return start + ["–", "–", "–", RichText(count)]
    }
    return start
      + [
        it.meanGap.map(metric.signed) ?? "–",
        it.interval.map(metric.interval) ?? AnalysisSections.reason(it.degeneracy),
        place.adjustedP.map(Points.p) ?? "–", AnalysisSections.count(it.count, of: ranking.planned),
      ].map { RichText($0) }
  }
}
