import Downstream
import Statistics

/// What a comparison must show for a build to pass.
public struct ComparisonCheck: Equatable, Sendable {
  /// The least estimated difference, a fraction; nil for none. Metrics without points fail where there
  /// is one, since they cannot be held against it.
  public let least: Double?
  /// Whether a difference that is significantly for the worse fails.
  public let failsIfWorse: Bool

  /// A check.
  ///
  /// - Parameters:
  ///   - least: every estimated difference must be this fraction or more; nil for any.
  ///   - failsIfWorse: whether a difference below zero (of errors: above) fails whose p value, adjusted
  ///     over all rows, is below 1 − the level of the intervals; one without a test fails where every
  ///     pair shows the same loss.
  public init(least: Double?, failsIfWorse: Bool) {
    self.least = least
    self.failsIfWorse = failsIfWorse
  }

  /// Whether anything is checked.
  public var isActive: Bool { least != nil || failsIfWorse }

  /// What fails, a sentence each; a cell that a later side lacks fails an active check, too.
  ///
  /// - Parameter comparison: what was compared.
  /// - Returns: empty where the check is passed.
  public func failures(of comparison: Comparison) -> [String] {
    guard isActive else { return [] }
    let lost = comparison.unmatched.filter(\.isLost).map { item in
      "\(place(item.cell)): \(name(item.other, comparison)) has nothing to compare"
    }
    return comparison.rows.compactMap { failure(of: $0, comparison) } + lost
  }

  private func failure(of row: Comparison.Row, _ comparison: Comparison) -> String? {
    let cell = Comparison.Cell(test: row.test, labels: row.labels, arm: row.second.arm)
    let start = "\(place(cell)): \(name(row.second, comparison))"
    guard let estimate = row.difference.estimate else { return "\(start) has no difference" }
    // Half a hundredth of an image: a difference of exactly the limit passes, whatever its
    // rounding.
    let metric = row.measure.metric
    if least != nil, !metric.isShare {
      return "\(start): the limit is in points, and \(metric.title) has none; leave the limit out"
    }
    if let least, estimate < least - 0.005 / Double(row.difference.total) {
      return "\(start): \(points(estimate)) points, and the limit is \(points(least))"
    }
    let isSignificant = row.adjustedP.map { $0 < 1 - comparison.level }
    let isLoss = row.measure.isHigherBetter ? estimate < 0 : estimate > 0
    let isWorse = isLoss && (isSignificant ?? row.difference.isAlwaysTheSame)
    guard failsIfWorse, isWorse else { return nil }
    let loss =
      metric.isShare
      ? "\(points(estimate)) points" : "\(Significant.text(estimate, digits: 4))\(row.measure.unit)"
    return "\(start) is significantly worse: \(loss)"
  }

  private func points(_ fraction: Double) -> String { Significant.text(fraction * 100, digits: 4) }

  private func place(_ cell: Comparison.Cell) -> String {
    "\(cell.arm), \(cell.labels) labels, test set \(cell.test)"
  }

  private func name(_ side: Comparison.Side, _ comparison: Comparison) -> String {
    comparison.results[side.results].name
  }
}

extension Comparison.Difference {
  /// Whether there are at least two pairs, and all show the same difference, which is not zero.
  var isAlwaysTheSame: Bool {
    guard case .paired(let it, _, _) = method else { return false }
    return it.degeneracy == .noVariation
  }
}
