import Datasets
import Study

/// How far a study is, as `bench status` prints it.
enum StatusText {
  /// The runs of a cell, or all, by their state.
  struct Row: Encodable {
    let name: String
    var planned = 0
    var done = 0
    var running = 0
    var waiting = 0
    var failed = 0
    var missing = 0

    /// Counts a run.
    mutating func add(_ state: SweepStatus.State) {
      planned += 1
      switch state {
      case .done: done += 1
      case .running: running += 1
      case .waiting: waiting += 1
      case .failed: failed += 1
      case .missing: missing += 1
      }
    }

    var cells: [String] {
      [VisibleText.of(name)] + [planned, done, running, waiting, failed, missing].map { "\($0)" }
    }
  }

  /// A run that failed.
  struct Failure: Encodable {
    let run: String
    let record: String
    let reason: String
    let log: String?
  }

  /// Runs that wait for the same reason.
  struct Waiting: Encodable {
    let reason: String
    var runs: Int
  }

  /// All of it, for programs.
  struct Result: Encodable {
    let study: String
    private(set) var cells: [Row] = []
    private(set) var total = Row(name: "total")
    private(set) var failures: [Failure] = []
    /// Why runs wait, in the queue's words.
    private(set) var waiting: [Waiting] = []
    /// Why the queue was not asked; nil where it was, or need not be.
    let queueTrouble: String?

    /// Counts the runs of a plan.
    init(_ status: SweepStatus, of plan: Plan) {
      study = plan.study.name
      queueTrouble = status.queueTrouble
      var places: [String: Int] = [:]
      for (run, state) in status.runs {
        let name = run.cell(of: plan)
        let place = places[name] ?? cells.count
        if place == cells.count { cells.append(Row(name: name)) }
        places[name] = place
        cells[place].add(state)
        total.add(state)
        switch state {
        case .failed(let reason, let log):
          failures.append(
            Failure(
              run: run.label, record: run.identifier.hexadecimal, reason: reason, log: log))
        case .waiting(let reason): count(reason)
        case .done, .running, .missing: break
        }
      }
    }

    private mutating func count(_ reason: String) {
      if let place = waiting.firstIndex(where: { $0.reason == reason }) {
        waiting[place].runs += 1
      } else {
        waiting.append(Waiting(reason: reason, runs: 1))
      }
    }
  }

  /// How many failures a person wants to see.
  private static let failureLimit = 20

  /// The table, why runs wait and failed, and a sentence.
  static func text(_ result: Result) -> String {
    let header = ["run", "planned", "done", "running", "waiting", "failed", "missing"]
    var lines = [PlanText.columns([header] + (result.cells + [result.total]).map(\.cells))]
    for waiting in result.waiting {
      lines.append("waiting: \(waiting.runs), \(VisibleText.of(waiting.reason))")
    }
    for failure in result.failures.prefix(failureLimit) {
      lines.append(VisibleText.of("failed: \(failure.run): \(failure.reason)"))
      if let log = failure.log { lines.append(VisibleText.of("  see \(log)")) }
    }
    if result.failures.count > failureLimit {
      lines.append("and \(result.failures.count - failureLimit) more failed; --json lists all")
    }
    lines.append("\(result.total.done) of \(result.total.planned) runs are there")
    return lines.joined(separator: "\n")
  }
}
