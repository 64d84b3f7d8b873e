import Statistics
import Study

extension AnalysisSections {
  /// What labels are worth, and where the gap changes sign; nothing for a single size.
  var efficiency: [Block] {
    guard hasLabels, design.labels.count > 1 else { return [] }
    let tests = tests.filter(design.isByFirstMetric)
    let tables = tests.flatMap { test -> [Block] in
      let items = analysis.efficiencies.filter { $0.test == test.name }
      let rows = items.flatMap { item in
        item.efficiency.points.map { efficiencyRow(item, $0) }
      }
      let header: [RichText] = [
        "arm", "labels", "worth labels of \(code: analysis.baseline)", "\(level) % interval",
        "ratio", "n",
      ]
      return [.paragraph(heading(test)), .table(Table(header, rows))]
        + [.list(items.map(signChanges))]
    }
    return [
      .heading(2, "What labels are worth"),
      .paragraph(
        """
        How many labels \(code: analysis.baseline) needs for the \(efficiencyMetrics) that the arm has with \
        its own, interpolated on the logarithm of their number; beyond the sizes of the study there \
        is only a bound. Intervals are percentiles over \(design.resamples) resamples of \
        whole repetitions, all sizes together; of few repetitions they are too short. Only repetitions \
        that are complete at every size count. Two equal arms often show a change of sign by chance.
        """),
    ] + tables
  }

  /// What is to be reached: of a task the first metric.
  private var efficiencyMetrics: String {
    tests.filter(design.isByFirstMetric).map(MetricText.init).listed(\.mean)
  }

  private func efficiencyRow(
    _ item: Analysis.Efficiency, _ point: LabelEfficiency.Point
  ) -> [RichText] {
    let interval = point.interval.map { "[\(Labels.text($0.lower)), \(Labels.text($0.upper))]" }
    let texts = [
      "\(point.labels)", Labels.text(point.needed), interval ?? "–", Labels.ratio(point.ratio),
      Self.count(item.efficiency.repetitions, of: design.seeds.count),
    ]
    return [.code(item.arm)] + texts.map { RichText($0) }
  }

  private func signChanges(_ item: Analysis.Efficiency) -> RichText {
    let arm = RichText.code(item.arm)
    let note: RichText =
      item.efficiency.isMonotone
      ? ""
      : " More labels do not always help \(code: analysis.baseline): the first crossing counts."
    guard !item.efficiency.signChanges.isEmpty else {
      guard item.efficiency.repetitions > 0 else {
        return "\(arm) has no repetition that is complete at every size."
      }
      let share = item.efficiency.shareWithSignChange.map {
        " (it does in \(Points.whole($0)) % of the resamples)"
      }
      return """
        The mean gap of \(arm) does not change sign between the sizes of the study\(share ?? "").\(note)
        """
    }
    return item.efficiency.signChanges.map { signChange(arm, $0) }.joined(separator: " ") + note
  }

  private func signChange(_ arm: RichText, _ change: SignChange) -> RichText {
    let evidence = change.interval.map { interval in
      let bounds = "[\(Labels.text(interval.lower)), \(Labels.text(interval.upper))]"
      let share = change.share.map { ", in \(Points.whole($0)) % of the resamples" } ?? ""
      return " (\(level) % interval \(bounds)\(share))"
    }
    let (first, second) =
      change.direction == .armOvertakes ? ("behind", "ahead") : ("ahead", "behind")
    return """
      The mean gap of \(arm) changes sign at about \(Labels.rounded(change.labels)) \
      labels\(evidence ?? ""): \(first) with fewer, \(second) with more.
      """
  }
}

/// Numbers of labels as a person reads them.
enum Labels {
  /// `2310`, `≤ 100` or `> 5000`.
  static func text(_ value: Censored) -> String {
    switch value {
    case .below(let bound): "≤ \(rounded(bound))"
    case .exactly(let value): rounded(value)
    case .above(let bound): "> \(rounded(bound))"
    }
  }

  /// Three digits, without an exponent: interpolation is no exact science.
  static func rounded(_ value: Double) -> String {
    guard value >= 999.5 else { return Significant.text(value, digits: 3) }
    let digits = FixedDecimals.text(value, decimals: 0).count
    let unit = (3..<digits).reduce(1.0) { power, _ in power * 10 }
    return FixedDecimals.text((value / unit).rounded(.toNearestOrEven) * unit, decimals: 0)
  }

  /// `2.31`, with the side where it is censored.
  static func ratio(_ value: Censored) -> String {
    switch value {
    case .below(let bound): "≤ \(rounded(bound))"
    case .exactly(let value): rounded(value)
    case .above(let bound): "> \(rounded(bound))"
    }
  }
}
