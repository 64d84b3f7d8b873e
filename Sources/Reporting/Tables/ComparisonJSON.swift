import Statistics
public import Study

/// A comparison for programs: fractions, to six significant digits.
public struct ComparisonJSON: Encodable {
  struct Row: Encodable {
    let first: String
    let second: String
    let firstArm: String
    let secondArm: String
    let test: String
    /// Nil for accuracies.
    let metric: String?
    let labels: Int?
    let method: String
    let firstCount: Int
    let secondCount: Int
    let leftOut: [Int]
    let firstMean: Double?
    let secondMean: Double?
    let difference: Double?
    let interval: [Double]?
    let p: Double?
    let adjustedP: Double?
    let exactP: Double?
    let note: String?
  }

  struct Missing: Encodable {
    let results: String
    let arm: String
    let labels: Int?
    let test: String
    let reason: String
  }

  let version = 1
  let results: [String]
  let confidence: Double
  let rows: [Row]
  let notCompared: [Missing]
  let failures: [String]

  /// The figures of a comparison.
  ///
  /// - Parameters:
  ///   - comparison: what was compared.
  ///   - failures: what a check found.
  public init(_ comparison: Comparison, failures: [String]) {
    let names = comparison.results.map(\.name)
    let hasLabels = comparison.results.contains(where: \.hasLabels)
    results = names
    confidence = comparison.level
    rows = comparison.rows.map { Self.row($0, names, hasLabels: hasLabels) }
    notCompared = comparison.unmatched.map { item in
      Missing(
        results: names[item.side.results], arm: item.cell.arm,
        labels: hasLabels ? item.cell.labels : nil, test: item.cell.test, reason: item.reason)
    }
    self.failures = failures
  }

  private static func row(_ row: Comparison.Row, _ names: [String], hasLabels: Bool) -> Row {
    let it = row.difference
    var leftOut = [0, 0]
    if case .paired(_, _, let counts) = it.method { leftOut = counts }
    return Row(
      first: names[row.first.results], second: names[row.second.results], firstArm: row.first.arm,
      secondArm: row.second.arm, test: row.test, metric: row.measure.metricName,
      labels: hasLabels ? row.labels : nil,
      method: it.isPaired ? "paired" : "unpaired", firstCount: it.first.count,
      secondCount: it.second.count, leftOut: leftOut, firstMean: Rounded.number(it.first.mean),
      secondMean: Rounded.number(it.second.mean), difference: Rounded.number(it.estimate),
      interval: Rounded.bounds(it.interval), p: Rounded.number(it.p),
      adjustedP: Rounded.number(row.adjustedP), exactP: Rounded.number(it.exactP),
      note: it.degeneracy)
  }
}
