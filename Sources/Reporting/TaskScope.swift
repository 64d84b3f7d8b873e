import Study

/// What is measured of one task: a part of a report.
struct TaskScope: Sendable {
  /// The task's name; nil where it is not known.
  let task: String?
  /// Its tests, the primary one first.
  let tests: [Analysis.Design.Test]
  /// What the names of its figures end with: nothing for the first task, else a hyphen and its name.
  let suffix: String

  /// What says how well the task is done.
  var primary: Analysis.Design.Test? { tests.first }

  /// The texts of what is measured, one a metric.
  var metrics: [MetricText] { tests.map(MetricText.init).distinct }

  /// Whether nothing but accuracies is measured.
  var isAccuracy: Bool { tests.allSatisfy(\.isAccuracy) }
}

extension Analysis.Design {
  /// One a task, in the order of the first test of each.
  var scopes: [TaskScope] {
    var tasks: [String?] = []
    for test in tests where !tasks.contains(test.task) { tasks.append(test.task) }
    var suffixes: [String] = []
    return tasks.map { task in
      var suffix = suffixes.isEmpty ? "" : "-" + Self.fileName(task ?? "")
      while suffixes.contains(suffix) { suffix += "-\(suffixes.count + 1)" }
      suffixes.append(suffix)
      return TaskScope(task: task, tests: tests.filter { $0.task == task }, suffix: suffix)
    }
  }

  /// ASCII letters and digits as they are; everything else is a hyphen.
  private static func fileName(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }
}

extension [Block] {
  /// The same one level further down: as a part of a section.
  var demoted: [Block] {
    map { block in
      if case .heading(let level, let text) = block { .heading(level + 1, text) } else { block }
    }
  }
}
