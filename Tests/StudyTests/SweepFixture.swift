import Datasets
import Foundation
import Network
import Synchronization

@testable import Study

/// Makes runs without training anything, and remembers which it was asked for.
final class MockExecutor: RunExecutor {
  /// What a run does before its outcome is there: wait, fail, interrupt.
  typealias Action = @Sendable (Run, _ isInterrupted: () -> Bool) throws -> Void
  /// What a run does with its threads.
  typealias Sharing = @Sendable (Run, ThreadShare) -> Void

  private let asked = Mutex<[String]>([])
  private let action: Action
  private let correct: @Sendable (Run) -> Int
  private let useful: Int
  private let sharing: Sharing

  /// Every run is right as often as a function of it says.
  init(correct: @escaping @Sendable (Run) -> Int) {
    self.correct = correct
    action = { _, _ in }
    useful = 1
    sharing = { _, _ in }
  }

  /// Every run is right as often as the last digit of its seed says.
  init(_ action: @escaping Action = { _, _ in }) {
    correct = { Int($0.seed) % 10 }
    self.action = action
    useful = 1
    sharing = { _, _ in }
  }

  /// Every run could use so many threads, and does something with its share.
  init(useful: Int, _ sharing: @escaping Sharing) {
    correct = { Int($0.seed) % 10 }
    action = { _, _ in }
    self.useful = useful
    self.sharing = sharing
  }

  func usefulThreads(of run: Run) -> Int { useful }

  /// The labels of the runs it was asked for, in order.
  var labels: [String] { asked.withLock { $0 } }

  func execute(
    _ run: Run, threads: ThreadShare, isInterrupted: @Sendable () -> Bool
  ) throws -> RunOutcome {
    asked.withLock { $0.append(run.label) }
    try action(run, isInterrupted)
    sharing(run, threads)
    return RunOutcome(
      result: MockExecutor.result(run, correct: correct(run)),
      attachments: [("weights", Data("weights of \(run.label)".utf8))])
  }

  /// A result with so many right answers on every test set.
  static func result(_ run: Run, correct: Int) -> JSONValue {
    var tests: [JSONValue] = []
    if case .array(let sets)? = run.specification["tests"] {
      tests = sets.map { set in
        guard case .array(let range)? = set["images"], case .integer(let lower)? = range.first,
          case .integer(let upper)? = range.last
        else { return .null }
        return .object([
          "name": set["name"] ?? .null, "correct": .integer(Int64(correct)),
          "total": .integer(upper - lower), "loss": .number(0.5),
        ])
      }
    }
    return .object([
      "epochs": .integer(3), "updates": .integer(6), "keptUpdate": .integer(6),
      "stoppedEarly": .bool(false), "tests": .array(tests), "log": .array([]),
    ])
  }
}

/// A failure of a mock.
struct MockFailure: Error, CustomStringConvertible {
  let description: String
}

/// A switch that is turned on once, from any thread.
final class MockSwitch: Sendable {
  private let state = Mutex(false)

  var isOn: Bool { state.withLock { $0 } }

  func turnOn() { state.withLock { $0 = true } }
}

/// A sweep of a tiny study in a folder of its own.
struct SweepFixture {
  let plan: Plan
  let folder: StoreTestFolder
  let store: RecordStore

  init(_ change: (inout Study) throws -> Void = { _ in }) throws {
    plan = try TinyStudy.plan(change)
    folder = try StoreTestFolder()
    store = try folder.store()
  }

  /// Sweeps, and gives the summary and a line an event.
  func run(
    _ executor: any RunExecutor, jobs: Int = 1, threads: Int? = nil,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) async throws -> (summary: SweepSummary, events: [String]) {
    var events: [String] = []
    let sweep = Sweep(plan.runs, store: store, executor: executor, jobs: jobs, threads: threads)
    let summary = try await sweep.run(isInterrupted: isInterrupted) { event in
      events.append(Self.line(event))
    }
    return (summary, events)
  }

  private static func line(_ event: SweepEvent) -> String {
    switch event {
    case .planned(let runs, let present, _): "planned \(runs), present \(present)"
    case .damaged(let run, let reason): "damaged \(run.label): \(reason)"
    case .started(let run): "started \(run.label)"
    case .finished(let run, _): "finished \(run.label)"
    case .failed(let run, let reason): "failed \(run.label): \(reason)"
    }
  }

  /// The labels of the plan's runs that are not in a list.
  func labels(without others: [String] = []) -> [String] {
    plan.runs.map(\.label).filter { !others.contains($0) }
  }
}

extension [String] {
  /// The lines that begin with a word, without it.
  func lines(_ word: String) -> [String] {
    filter { $0.hasPrefix(word + " ") }.map { String($0.dropFirst(word.count + 1)) }
  }
}

extension SweepSummary {
  /// The labels of the runs that failed.
  var failed: [String] { failures.map { $0.run.label } }

  /// Why they failed.
  var reasons: [String] { failures.map { $0.reason } }
}
