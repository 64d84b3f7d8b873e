import Statistics
public import Study

/// What a pilot says about repetitions, as text and for programs; gaps and spreads are in
/// percentage points, those of R² and errors as they are.
public struct PilotText: Encodable {
  struct Row: Encodable {
    let test: String
    /// Nil for accuracies.
    let metric: String?
    let arm: String
    let labels: Int?
    let count: Int
    let gap: Double?
    let standardDeviation: Double?
    let upperStandardDeviation: Double?
    let smallestGap: Double?
    let repetitionsNeeded: Int?
    let cautiousRepetitions: Int?
    let note: String?
  }

  let version = 1
  let name: String
  let power: Double
  let alpha: Double
  let confidence = Pilot.confidence
  let rows: [Row]
  private let hasLabels: Bool
  private let tests: [Analysis.Design.Test]

  private enum CodingKeys: String, CodingKey {
    case version, name, power, alpha, confidence, rows
  }

  /// The text of a pilot.
  ///
  /// - Parameters:
  ///   - pilot: what was planned from it.
  ///   - results: its results.
  ///   - power: the wished power.
  ///   - alpha: the significance level.
  public init(_ pilot: Pilot, _ results: ResultSet, power: Double, alpha: Double) {
    name = results.name
    hasLabels = results.hasLabels
    (self.power, self.alpha) = (power, alpha)
    let design = results.design
    tests = design.tests
    rows = pilot.rows.map {
      Self.row($0, design.test(named: $0.gap.test), hasLabels: results.hasLabels)
    }
  }

  private static func row(
    _ row: Pilot.Row, _ test: Analysis.Design.Test?, hasLabels: Bool
  ) -> Row {
    let (gap, it) = (row.gap, row.gap.comparison)
    let scale = test.map(MetricText.init)?.scale ?? 100
    func points(_ value: Double?) -> Double? { Rounded.number(value.map { $0 * scale }) }
    return Row(
      test: gap.test, metric: test?.metricName, arm: gap.arm,
      labels: hasLabels ? gap.labels : nil, count: it.count,
      gap: points(it.meanGap), standardDeviation: points(it.standardDeviation),
      upperStandardDeviation: points(row.upperSpread),
      smallestGap: points(row.detectable.smallestGap),
      repetitionsNeeded: row.detectable.repetitionsNeeded?.whole,
      cautiousRepetitions: row.cautious?.whole,
      note: it.degeneracy.map { AnalysisSections.reason($0) })
  }

  /// For a terminal, or as Markdown.
  ///
  /// - Parameter format: the format.
  /// - Returns: text without a line end after the last line.
  public func text(_ format: TextFormat) -> String { format.text(blocks) }

  var blocks: [Block] {
    let level = Significant.text(confidence * 100)
    let header: [RichText] =
      ["test", "arm"] + (hasLabels ? ["labels"] : [])
      + ["n", "gap", "SD", "SD up to", "smallest gap", "needed", "needed at most"]
    return [
      .heading(1, "Repetitions by the pilot \(code: name)"),
      .table(Table(header, rows.map(cells), left: 2)),
      .paragraph(
        """
        Gaps and standard deviations (SD) of the paired differences\(units). "Smallest gap": \
        what n repetitions see with power \(Significant.text(power)) at α = \
        \(Significant.text(alpha)) (two-sided paired t test). "Needed": repetitions for a gap as \
        large as the observed one.
        """),
      .paragraph(
        """
        \(strong: "The SD of few seeds is uncertain") (and so is the gap): "SD up to" is its \
        upper \(level) % confidence bound (χ²), and "needed at most" the repetitions if that is \
        the truth. Plan with them.
        """),
    ]
  }

  private var units: String {
    let metrics = tests.map(MetricText.init)
    return metrics.allSatisfy(\.isAccuracy)
      ? " in points" : " (\(metrics.listed(\.gaps)))"
  }

  private func cells(_ row: Row) -> [RichText] {
    let metric = tests.first { $0.name == row.test }.map(MetricText.init) ?? MetricText.accuracy
    func points(_ value: Double?) -> RichText {
      RichText(value.map { metric.value($0 / metric.scale) } ?? "–")
    }
    let size: [RichText] = hasLabels ? ["\(row.labels ?? 0)"] : []
    let gap = RichText(row.gap.map { metric.signed($0 / metric.scale) } ?? "–")
    let start: [RichText] = [.code(row.test), .code(row.arm)] + size + ["\(row.count)", gap]
    let end: [RichText] = [row.repetitionsNeeded, row.cautiousRepetitions].map { count in
      RichText(count.map { "\($0)" } ?? row.note ?? "none suffice")
    }
    return start
      + [row.standardDeviation, row.upperStandardDeviation, row.smallestGap].map(points) + end
  }
}
