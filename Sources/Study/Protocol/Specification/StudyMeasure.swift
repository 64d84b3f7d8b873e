public import Downstream

/// What is measured on every run of a task: a metric on a test set.
public struct StudyMeasure: Equatable, Sendable {
  /// What tells it from the study's others: for the study's classification the test set's name, else task
  /// and metric, and the test set where there are several.
  public let name: String
  /// The task's name.
  public let task: String
  /// The test set's name.
  public let test: String
  /// The metric.
  public let metric: Metric
  /// The unit of the metric, such as `°`; empty where it has none.
  public let unit: String
  /// What values are counted out of: the test images for accuracy, else a million, of which values are
  /// whole multiples.
  public let total: Int

  /// What a value other than accuracy is counted out of.
  static let resolution = 1_000_000

  /// The largest value that is counted. A fit that is of no use at all can have an R² far below; then how
  /// far makes no difference.
  static let largestValue = 1_000_000.0
}

extension StudyMeasure {
  /// A value of another metric than accuracy in whole units, rounded.
  ///
  /// - Parameter value: what the metric gave.
  /// - Returns: a number of millionths, those of the largest value for what is beyond it; nil for no number.
  static func units(of value: Double) -> Int? {
    guard value.isFinite else { return nil }
    let bounded = min(max(value, -largestValue), largestValue)
    return Int((bounded * Double(resolution)).rounded())
  }
}

extension Study {
  /// What is measured, task by task, test set by test set, metric by metric; the first is primary.
  public var measures: [StudyMeasure] {
    tasks.flatMap { task in
      tests.flatMap { test in task.task.metrics.map { measure($0, of: task, on: test) } }
    }
  }

  /// The study's classification, the first where there are several: its measures have the names of the test
  /// sets. Nil where there is none.
  public var classification: TaskSpecification? { tasks.first { $0.task == .classification } }

  private func measure(
    _ metric: Metric, of task: TaskSpecification, on test: TestSet
  ) -> StudyMeasure {
    let place = tests.count > 1 ? ", \(test.name)" : ""
    let isPlain = metric == .accuracy && task.name == classification?.name
    var unit = ""
    if case .regression(let it) = task.task, metric == .rootMeanSquaredError {
      unit = it.property.unit
    }
    return StudyMeasure(
      name: isPlain ? test.name : "\(task.name) \(metric.rawValue)\(place)", task: task.name,
      test: test.name, metric: metric, unit: unit,
      total: metric == .accuracy ? test.images.count : StudyMeasure.resolution)
  }
}
