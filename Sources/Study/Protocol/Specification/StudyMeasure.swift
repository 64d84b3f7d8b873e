public import Downstream

/// What is measured on every run of a task: a metric on a test set.
public struct StudyMeasure: Equatable, Sendable {
  /// What tells it from the study's others: for classes the test set's name, else task and metric.
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
}

extension Study {
  /// What is measured, task by task, test set by test set, metric by metric; the first is primary.
  public var measures: [StudyMeasure] {
    tasks.flatMap { task in
      tests.flatMap { test in task.task.metrics.map { measure($0, of: task, on: test) } }
    }
  }

  private func measure(
    _ metric: Metric, of task: TaskSpecification, on test: TestSet
  ) -> StudyMeasure {
    let place = tests.count > 1 ? ", \(test.name)" : ""
    let isPlain = metric == .accuracy && task.name == task.task.name
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
