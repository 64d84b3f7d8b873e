import Statistics
public import Study

/// A comparison as text.
public struct ComparisonText {
  private let comparison: Comparison

  /// The text of a comparison.
  ///
  /// - Parameter comparison: what was compared.
  public init(_ comparison: Comparison) {
    self.comparison = comparison
  }

  /// For a terminal, or as Markdown.
  ///
  /// - Parameter format: the format.
  /// - Returns: text without a line end after the last line.
  public func text(_ format: TextFormat) -> String { format.text(blocks) }

  var blocks: [Block] {
    [.heading(1, "Comparison"), .list(names)] + tables + [.paragraph(explanation)] + missing
  }

  private var names: [RichText] {
    comparison.results.enumerated().map { index, set in
      let study = set.study.map { ", study \($0)" } ?? ""
      return "\(strong: Self.letter(index)): \(code: set.name)\(study)"
    }
  }

  /// A, B, C … Z, then R27, R28 …
  static func letter(_ index: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return index < letters.count ? String(letters[index]) : "R\(index + 1)"
  }

  private var hasLabels: Bool { comparison.results.contains(where: \.hasLabels) }
  private var isWithin: Bool { comparison.results.count == 1 }
}

extension ComparisonText {
  /// A table a pair of results and test set.
  private var tables: [Block] {
    var blocks: [Block] = []
    var rest = comparison.rows
    while let first = rest.first {
      // Arms come one after the other; those of one test set are gathered.
      let isAlike = { (row: Comparison.Row) in
        row.test == first.test && row.second.results == first.second.results
      }
      blocks += table(rest.filter(isAlike))
      rest.removeAll(where: isAlike)
    }
    return blocks.isEmpty ? [.paragraph("No cell is in both: nothing was compared.")] : blocks
  }

  private func table(_ rows: [Comparison.Row]) -> [Block] {
    guard let first = rows.first else { return [] }
    let (one, other) = (Self.letter(first.first.results), Self.letter(first.second.results))
    let level = Significant.text(comparison.level * 100)
    let heads = isWithin ? ("first", "second") : (one, other)
    let difference = isWithin ? "second − first" : "\(other) − \(one)"
    var header: [RichText] = isWithin ? ["arms"] : ["arm"]
    if hasLabels { header.append("labels") }
    header += [
      RichText(heads.0), RichText(heads.1), RichText(difference), "\(level) % interval", "p",
      "p (Holm)", "exact p", "n",
    ]
    return [
      .heading(2, "\(difference), \(Self.what(first))"),
      .table(Table(header, rows.map(cells))),
    ]
  }

  /// The test set; the test and its metric where that is not the accuracy.
  private static func what(_ row: Comparison.Row) -> RichText {
    guard !row.measure.isAccuracy else { return "test set \(code: row.test)" }
    return "test \(code: row.test) (\(MetricText(row.measure).values))"
  }

  private func cells(_ row: Comparison.Row) -> [RichText] {
    let (it, metric) = (row.difference, MetricText(row.measure))
    let isSame = row.first.arm == row.second.arm
    let arm: RichText =
      isSame ? .code(row.second.arm) : "\(code: row.second.arm) − \(code: row.first.arm)"
    var cells = [arm]
    if hasLabels { cells.append("\(row.labels)") }
    cells += [it.first.mean, it.second.mean].map { RichText($0.map(metric.value) ?? "–") }
    cells.append(RichText(it.estimate.map(metric.signed) ?? "–"))
    cells.append(RichText(it.interval.map(metric.interval) ?? it.degeneracy ?? "–"))
    cells += [it.p, row.adjustedP, it.exactP].map { RichText($0.map(Points.p) ?? "–") }
    return cells + [RichText(Self.count(it))]
  }

  /// `10`, `7 (3 + 0 left out)`, or `10, 8` of two samples.
  private static func count(_ difference: Comparison.Difference) -> String {
    switch difference.method {
    case .paired(let comparison, _, let leftOut):
      leftOut == [0, 0]
        ? "\(comparison.count) pairs"
        : "\(comparison.count) pairs (\(leftOut[0]) + \(leftOut[1]) left out)"
    case .unpaired: "\(difference.first.count), \(difference.second.count)"
    }
  }

  private var explanation: RichText {
    let rows = comparison.rows
    let paired = rows.contains { $0.difference.isPaired }
    let unpaired = rows.contains { !$0.difference.isPaired }
    let metrics = rows.map { MetricText($0.measure) }.distinct
    let units = "Values and differences: \(metrics.listed(\.gaps))."
    var sentences = [
      metrics.allSatisfy(\.isAccuracy)
        ? "Accuracies in percent, differences in points." : units
    ]
    if paired {
      sentences.append(
        """
        Rows of pairs compare repetitions with the same seed: paired t test and interval, exact p \
        by sign flips.
        """)
    }
    if unpaired {
      sentences.append(
        """
        Rows with two counts are not paired, as where too few seeds are shared: Welch's t test and interval, exact p by \
        Mann and Whitney's test.
        """)
    }
    sentences.append("Holm's adjustment is over all rows.")
    return RichText(sentences.joined(separator: " "))
  }

  private var missing: [Block] {
    guard !comparison.unmatched.isEmpty else { return [] }
    let items = comparison.unmatched.map { item -> RichText in
      let set = comparison.results[item.side.results].name
      let size = hasLabels ? ", \(item.cell.labels) labels" : ""
      return """
        \(code: item.cell.arm)\(size), test set \(code: item.cell.test) of \(code: set): \
        \(item.reason)
        """
    }
    return [.heading(2, "Not compared"), .list(items)]
  }
}
