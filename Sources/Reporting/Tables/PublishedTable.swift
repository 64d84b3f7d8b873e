import Statistics
import Study

/// Published accuracies beside measured ones.
enum PublishedTable {
  /// A row a published value and test set; a value without a counterpart has one row.
  ///
  /// - Parameters:
  ///   - published: the values.
  ///   - set: our results.
  ///   - level: the probability of the prediction interval.
  /// - Returns: the table, in the order of the values.
  /// - Throws: `StatisticsError` for a level outside 0 to 1.
  static func table(
    _ published: PublishedValues, _ set: ResultSet, level: Double
  ) throws -> Table {
    var rows: [[RichText]] = []
    for value in published.values {
      let start: [RichText] = [
        RichText(value.name), "\(value.labels)", RichText(Points.percent(value.accuracy)),
      ]
      let tests = value.arm == nil ? [] : value.tests ?? []
      if tests.isEmpty { rows.append(start + ["–", "–", "–", "–", "–", "–"]) }
      for test in tests {
        rows.append(start + [.code(test)] + (try measured(value, test, set, level)))
      }
    }
    let interval = "\(Significant.text(level * 100)) % of new runs"
    return Table(
      [
        "value", "labels", "published", "test set", "measured", "n", "below / equal / above",
        RichText(interval), "p",
      ], rows)
  }

  /// Counts over a denominator that holds a published accuracy to four decimals, too.
  private static func measured(
    _ value: PublishedValues.Value, _ test: String, _ set: ResultSet, _ level: Double
  ) throws -> [RichText] {
    guard let total = set.design.accuracyTotal(of: test) else {
      return ["not measured", "–", "–", "–", "–"]
    }
    let counts = set.observations.filter {
      $0.arm == value.arm && $0.labels == value.labels && $0.test == test
    }.map(\.correct)
    guard !counts.isEmpty else { return ["not measured", "–", "–", "–", "–"] }
    let count = PublishedCount(value, total: total)
    let position = try EmpiricalPosition(
      of: count.value, among: counts.map { $0 * count.factor }, denominator: count.denominator,
      level: level)
    let sample = try Sample(correct: counts, of: total)
    let interval = try sample.interval(level: level)
    return [
      RichText(MetricText.accuracy.mean(sample, interval) ?? "–"), "\(counts.count)",
      "\(position.below) / \(position.equal) / \(position.above)",
      RichText(position.predictionInterval.map(percents) ?? "–"),
      RichText(position.p.map(Points.p) ?? "–"),
    ]
  }

  private static func percents(_ interval: ConfidenceInterval) -> String {
    "[\(Points.percent(interval.lower)), \(Points.percent(interval.upper))]"
  }

  static func note(_ published: PublishedValues, level: Double) -> RichText {
    let runs = published.values.map(\.runs).max() ?? 1
    let claim =
      runs == 1 ? "Each is the claim of one run." : ""
    return """
      Published: \(published.source). \(claim) "Measured" is our mean ± half of the \
      \(Significant.text(level * 100)) % interval; "below / equal / above" counts our repetitions \
      on either side of the published value, rounded to whole images where it was measured on as \
      many; "of new runs" is where one more run of ours would be, and p how often one would be as \
      far from our mean.
      """
  }
}

extension Analysis.Design {
  /// The number of images that accuracies of a test are out of; nil for another metric.
  fileprivate func accuracyTotal(of test: String) -> Int? {
    self.test(named: test).flatMap { $0.isAccuracy ? $0.total : nil }
  }
}

/// A published accuracy as a count, over a denominator that our counts have, too.
struct PublishedCount {
  let value: Int
  let denominator: Int
  /// What our counts are multiplied by.
  let factor: Int

  /// On as many images as ours it is a whole number of them: 86.33 % of 300 is 259. Otherwise it is
  /// taken to six decimals.
  init(_ value: PublishedValues.Value, total: Int) {
    guard value.images != total else {
      self.value = Int((value.accuracy * Double(total)).rounded())
      (denominator, factor) = (total, 1)
      return
    }
    factor = 1_000_000
    denominator = total * factor
    self.value = Int((value.accuracy * Double(factor)).rounded()) * total
  }
}
