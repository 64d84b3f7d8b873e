import Downstream

/// Which cells of two arms can be compared, and over which denominator.
struct CellMatch {
  private(set) var cells: [(cell: Comparison.Cell, measure: Analysis.Design.Test, total: Int)] = []
  private(set) var unmatched: [Comparison.Unmatched] = []

  init(_ results: [ResultSet], _ first: Comparison.Side, _ second: Comparison.Side) {
    let (one, other) = (results[first.results], results[second.results])
    let left = one.cells(of: first.arm)
    let right = other.cells(of: second.arm)
    for cell in left {
      let twin = Comparison.Cell(test: cell.test, labels: cell.labels, arm: second.arm)
      if !right.contains(twin) {
        miss(first, cell, second, "only the first has it", isLost: true)
      } else if let reason = Self.contradiction(one, other, cell.test) {
        miss(first, cell, second, reason, isLost: true)
      } else if let measure = one.design.test(named: cell.test),
        let total = Self.total(one, other, cell.test)
      {
        cells.append((cell, measure, total))
      } else {
        let totals = [one, other].map { "\($0.total(of: cell.test) ?? 0)" }
        miss(
          first, cell, second,
          "the test sets have \(totals.joined(separator: " and ")) images", isLost: true)
      }
    }
    for cell in right {
      let twin = Comparison.Cell(test: cell.test, labels: cell.labels, arm: first.arm)
      if !left.contains(twin) { miss(second, cell, first, "only the second has it", isLost: false) }
    }
  }

  private mutating func miss(
    _ side: Comparison.Side, _ cell: Comparison.Cell, _ other: Comparison.Side, _ reason: String,
    isLost: Bool
  ) {
    unmatched.append(
      Comparison.Unmatched(side: side, cell: cell, other: other, reason: reason, isLost: isLost))
  }

  /// Why figures of one name are not of one kind; nil where they are.
  private static func contradiction(
    _ first: ResultSet, _ second: ResultSet, _ test: String
  ) -> String? {
    let metrics = [first, second].compactMap { $0.design.test(named: test)?.metric }
    guard let one = metrics.first, let other = metrics.last, one != other else { return nil }
    return "the first measures \(one.title), the second \(other.title)"
  }

  /// Counts of one number of images, or decimal numbers over a denominator that both fit; nil where
  /// two numbers of images differ, as those are two test sets.
  private static func total(_ first: ResultSet, _ second: ResultSet, _ test: String) -> Int? {
    guard let one = first.total(of: test), let other = second.total(of: test) else { return nil }
    if one == other { return one }
    let isCounted = first.design.test(named: test)?.metric == .accuracy
    guard first.isDecimal || second.isDecimal || !isCounted else { return nil }
    let (multiple, isTooLarge) = (one / divisor(one, other)).multipliedReportingOverflow(by: other)
    return isTooLarge || multiple > 1_000_000_000_000_000 ? nil : multiple
  }

  private static func divisor(_ first: Int, _ second: Int) -> Int {
    second == 0 ? first : divisor(second, first % second)
  }

  /// The counts of a cell on both sides over a common denominator.
  static func scaled(
    _ results: [ResultSet], _ first: Comparison.Side, _ second: Comparison.Side,
    _ cell: Comparison.Cell, _ total: Int
  ) -> (first: [Comparison.Value], second: [Comparison.Value]) {
    func values(_ side: Comparison.Side) -> [Comparison.Value] {
      let set = results[side.results]
      let factor = total / (set.total(of: cell.test) ?? total)
      let own = Comparison.Cell(test: cell.test, labels: cell.labels, arm: side.arm)
      return set.counts(own).map { Comparison.Value(seed: $0.seed, correct: $0.correct * factor) }
    }
    return (values(first), values(second))
  }
}
