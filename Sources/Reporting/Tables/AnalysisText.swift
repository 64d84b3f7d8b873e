import Statistics
public import Study

/// An analysis of results that were made elsewhere, as text: the tables of a report, without what
/// only a study of this program can tell.
public struct AnalysisText {
  private let results: ImportedResults
  private let analysis: Analysis

  /// The text of an analysis.
  ///
  /// - Parameters:
  ///   - results: what was read.
  ///   - analysis: its statistics.
  public init(_ results: ImportedResults, _ analysis: Analysis) {
    self.results = results
    self.analysis = analysis
  }

  /// For a terminal, or as Markdown.
  ///
  /// - Parameter format: the format.
  /// - Returns: text without a line end after the last line.
  public func text(_ format: TextFormat) -> String { format.text(blocks) }

  var blocks: [Block] {
    let start: [Block] = [.heading(1, "Results of \(code: results.path)"), .list(reading)]
    guard analysis.design.arms.count > 1 else {
      return start + accuracies + [.paragraph("There is one arm only: nothing to compare.")]
    }
    return start + accuracies + gaps + others + efficiency
  }

  private var level: String { Significant.text(analysis.design.confidence * 100) }

  private func isPrimary(_ test: Analysis.Design.Test) -> Bool {
    analysis.design.tests.count > 1 && test.name == analysis.design.tests.first?.name
  }
}

extension AnalysisText {
  /// How the file was understood.
  private var reading: [RichText] {
    let design = analysis.design
    let columns = results.columns.map { "\($0.role.rawValue) from \(code: $0.name)" as RichText }
    var lines: [RichText] = ["Columns: " + columns.joined(separator: ", ") + "."]
    switch results.accuracies {
    case .counts: break
    case .decimals(let scale, let rounded):
      let taken = scale == .percent ? "percentages" : "fractions"
      let note = rounded > 0 ? "; \(rounded) of them rounded to 12 decimals" : ""
      lines.append("Accuracies were taken for \(taken)\(note).")
    }
    let others = design.arms.filter { $0 != design.baseline }.map { RichText.code($0) }
    lines.append("Baseline: \(code: design.baseline).")
    if !others.isEmpty { lines.append("Other arms: " + others.joined(separator: ", ") + ".") }
    lines.append("\(results.observations.count) results of \(design.seeds.count) seeds.")
    return lines
  }

  private func heading(_ test: Analysis.Design.Test) -> RichText {
    let size = results.accuracies == .counts ? ": \(test.total) images" : ""
    return "Test set \(code: test.name)\(size)\(isPrimary(test) ? " (primary)" : "")."
  }

  private func size(_ labels: Int) -> [RichText] { results.hasLabels ? ["\(labels)"] : [] }

  private var sizeHeader: [RichText] { results.hasLabels ? ["labels"] : [] }

  private var accuracies: [Block] {
    let design = analysis.design
    let tables = design.tests.flatMap { test -> [Block] in
      let rows = design.labels.flatMap { labels in
        design.arms.compactMap { row($0, labels, test.name) }
      }
      let header = sizeHeader + ["arm", "accuracy", "SD", "n"]
      return [
        .paragraph(heading(test)),
        .table(Table(header, rows, left: results.hasLabels ? 2 : 1)),
      ]
    }
    let meaning: RichText =
      "Mean over repetitions in percent, ± half of the \(level) % interval (Student's t)."
    return [.heading(2, "Accuracy"), .paragraph(meaning)] + tables
  }

  private func row(_ arm: String, _ labels: Int, _ test: String) -> [RichText]? {
    guard let it = analysis.summary(of: arm, labels: labels, test: test) else { return nil }
    let accuracy = Points.accuracy(it.sample, it.interval) ?? "–"
    let spread = it.sample.standardDeviation.map(Points.percent) ?? "–"
    return size(labels) + [
      .code(arm), RichText(accuracy), RichText(spread),
      RichText(Self.count(it.sample.count, it.planned)),
    ]
  }

  private static func count(_ count: Int, _ planned: Int) -> String {
    count == planned ? "\(count)" : "\(count) of \(planned)"
  }

  private var gaps: [Block] {
    tables(
      "Gap to \(code: analysis.baseline)",
      """
      Percentage points, paired by seed: the arm's accuracy minus that of \
      \(code: analysis.baseline). Two-sided paired t test; Holm's adjustment is over all rows of \
      a table.
      """,
      header: ["gap", "\(level) % interval", "SD", "d_z", "t", "p", "p (Holm)", "n"], gapCells)
  }

  private func gapCells(_ gap: Analysis.Gap) -> [String] {
    let it = gap.comparison
    return [
      it.meanGap.map(Points.signed) ?? "–",
      it.interval.map(Points.interval) ?? Self.reason(it.degeneracy),
      it.standardDeviation.map(Points.percent) ?? "–",
      it.effect.map { Points.minus(FixedDecimals.text($0.dz, decimals: 2)) } ?? "–",
      it.test.map { Points.minus(FixedDecimals.text($0.t, decimals: 2)) } ?? "–",
      it.test.map { Points.p($0.p) } ?? "–", gap.adjustedP.map(Points.p) ?? "–",
      Self.count(it.count, gap.planned),
    ]
  }

  static func reason(_ degeneracy: PairedComparison.Degeneracy?) -> String {
    switch degeneracy {
    case .tooFew(let count): "\(count) complete \(count == 1 ? "pair" : "pairs")"
    case .allDifferencesZero: "all differences are zero"
    case .noVariation: "the same difference always"
    case nil: "undefined"
    }
  }

  /// A section with a table of the gaps of every test set.
  private func tables(
    _ title: RichText, _ meaning: RichText, header: [String],
    _ cells: (Analysis.Gap) -> [String]
  ) -> [Block] {
    let tables = analysis.design.tests.flatMap { test -> [Block] in
      let rows = analysis.gaps.filter { $0.test == test.name }.map { gap in
        size(gap.labels) + [.code(gap.arm)] + cells(gap).map { RichText($0) }
      }
      let names = sizeHeader + ["arm"] + header.map { RichText($0) }
      return [
        .paragraph(heading(test)), .table(Table(names, rows, left: results.hasLabels ? 2 : 1)),
      ]
    }
    return [.heading(2, title), .paragraph(meaning)] + tables
  }
}

extension AnalysisText {
  /// Tests and estimates that rest on less than normal differences.
  private var others: [Block] {
    let margin = analysis.design.margin.map { Significant.text($0 * 100) }
    var header = ["sign-flip p", "Wilcoxon p", "Hodges–Lehmann", "Walsh interval", "P(ahead)"]
    if let margin { header.append("equivalence ±\(margin)") }
    header += ["detectable", "needed"]
    return tables(
      "The same gaps, assuming less, and what could be seen",
      """
      Exact p values of the sign-flip test and of Wilcoxon's signed ranks; Hodges and Lehmann's \
      estimate with its interval, in points; the probability that the arm is ahead with a seed, \
      ties half. \
      \(margin.map { "Equivalence within ±\($0) points: p of two one-sided t tests." } ?? "") \
      "Detectable" is the smallest gap that the t test sees here with \
      \(Points.whole(GapStatistics.power)) % power, "needed" the repetitions for a gap as large \
      as the observed one.
      """,
      header: header, otherCells)
  }

  private func otherCells(_ gap: Analysis.Gap) -> [String] {
    let it = gap.statistics
    let cells = [
      it.signFlip.p.map(Points.p) ?? "–", it.wilcoxon.p.map(Points.p) ?? "–",
      it.hodgesLehmannGap.map(Points.signed) ?? "–", it.walshInterval.map(Points.interval) ?? "–",
      it.superiority.probability.map { FixedDecimals.text($0, decimals: 2) } ?? "–",
    ]
    let equivalence = it.equivalence?.p.map(Points.p) ?? "–"
    return cells + (analysis.design.margin == nil ? [] : [equivalence]) + [
      it.detectable.smallestGap.map(Points.percent) ?? "–",
      it.detectable.repetitionsNeeded.map { "\($0.whole)" } ?? "–",
    ]
  }

  /// What labels are worth, where there are several sizes.
  private var efficiency: [Block] {
    guard results.hasLabels, analysis.design.labels.count > 1 else { return [] }
    let tables = analysis.design.tests.flatMap { test -> [Block] in
      let items = analysis.efficiencies.filter { $0.test == test.name }
      let rows = items.flatMap { item in item.efficiency.points.map { cells(item, $0) } }
      let header: [RichText] = [
        "arm", "labels", "worth labels of \(code: analysis.baseline)", "\(level) % interval",
        "ratio",
        "n",
      ]
      return [.paragraph(heading(test)), .table(Table(header, rows))]
    }
    return [
      .heading(2, "What labels are worth"),
      .paragraph(
        """
        How many labels \(code: analysis.baseline) needs for the arm's mean accuracy, \
        interpolated on the logarithm of their number; intervals by resampling whole repetitions.
        """),
    ] + tables
  }

  private func cells(_ item: Analysis.Efficiency, _ point: LabelEfficiency.Point) -> [RichText] {
    let interval = point.interval.map { "[\(Labels.text($0.lower)), \(Labels.text($0.upper))]" }
    return [
      .code(item.arm), "\(point.labels)", RichText(Labels.text(point.needed)),
      RichText(interval ?? "–"), RichText(Labels.ratio(point.ratio)),
      "\(item.efficiency.repetitions)",
    ]
  }
}
