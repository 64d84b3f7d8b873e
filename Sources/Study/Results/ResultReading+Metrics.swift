import Downstream

extension ResultReading {
  /// What a row's result is of.
  struct Kind: Equatable, CustomStringConvertible {
    let metric: Metric
    let task: String?

    /// `"r2" of "regression"`.
    var description: String {
      "\"\(metric.rawValue)\"" + (task.map { " of \(ResultReading.shown($0))" } ?? "")
    }
  }

  /// The metric and the task of a row; the accuracy of a table that does not say.
  mutating func kind(_ row: CSVTable.Row) -> Kind {
    guard indexes[.metric] != nil else { return Kind(metric: .accuracy, task: nil) }
    let task = indexes[.task].map { Self.trimmed(row.fields[$0]) }.flatMap { $0.isEmpty ? nil : $0 }
    guard let name = text(.metric, row) else { return Kind(metric: .accuracy, task: task) }
    if let metric = Metric(rawValue: name.lowercased()) { return Kind(metric: metric, task: task) }
    let names = Metric.allCases.map(\.rawValue)
    report(
      "\(Self.shown(name)) is none of the metrics; "
        + Wording.didYouMean(name, names, listed: "they are"), row.line, .metric)
    return Kind(metric: .accuracy, task: task)
  }

  /// The value of another metric than accuracy, in millionths, rounded.
  mutating func value(_ row: CSVTable.Row) -> Int? {
    guard let text = text(.value, row) else { return nil }
    let isNegative = text.hasPrefix("-") || text.hasPrefix("−")
    let bare = isNegative ? String(text.dropFirst()) : text
    do throws(DecimalText.Failure) {
      if "+-−".contains(bare.first ?? "0"), isNegative { throw .notNumber }
      let number = try DecimalText(bare)
      guard !number.isGreater(than: Int(StudyMeasure.largestValue)) else { throw .tooLarge }
      return number.rounded(to: 6) * (isNegative ? -1 : 1)
    } catch {
      report("\(Self.shown(text)) \(Self.rule(error))", row.line, .value)
      return nil
    }
  }

  private static func rule(_ failure: DecimalText.Failure) -> String {
    switch failure {
    case .notFinite: "is not a finite number; leave the row out, as a run that did not finish"
    case .tooLarge: "is beyond ± a million; write it in another unit"
    case .empty, .notNumber, .negative: "is not a number, such as -0.25"
    }
  }
}
