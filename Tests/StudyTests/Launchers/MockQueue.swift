import Synchronization

@testable import Study

/// A queue in memory: remembers arrays, and says of tasks what a test wants.
final class MockQueue: JobQueue {
  private struct State {
    var arrays: [ArrayRequest] = []
    var tasks: [QueuedTask] = []
    var refusesFrom = Int.max
    var trouble: LauncherError?
  }

  private let state = Mutex(State())
  private let largest: Int

  init(largest: Int = 1000) {
    self.largest = largest
  }

  /// What was submitted, in order; the first job has the number 1.
  var arrays: [ArrayRequest] { state.withLock { $0.arrays } }

  /// Refuses all arrays after so many.
  func refuse(after count: Int) { state.withLock { $0.refusesFrom = count } }

  /// Gives no answer when asked for tasks.
  func fall(silent error: LauncherError) { state.withLock { $0.trouble = error } }

  /// Puts every task into a state; nil forgets the tasks of a job.
  func set(job: Int, _ new: QueuedTask.State?, reason: String = "None") {
    state.withLock { state in
      state.tasks.removeAll { $0.job == "\(job)" }
      guard let new else { return }
      let array = state.arrays[job - 1]
      state.tasks += array.indexes.map {
        QueuedTask(job: "\(job)", name: array.name, index: $0, state: new, reason: reason)
      }
    }
  }

  func largestIndex() throws(LauncherError) -> Int { largest }

  func submit(_ array: ArrayRequest) throws(LauncherError) -> String {
    let job: Int? = state.withLock { state in
      guard state.arrays.count < state.refusesFrom else { return nil }
      state.arrays.append(array)
      return state.arrays.count
    }
    guard let job else { throw .refused(tool: "sbatch", said: "no more") }
    set(job: job, .waiting, reason: "Priority")
    return "\(job)"
  }

  func tasks() throws(LauncherError) -> [QueuedTask] {
    if let trouble = state.withLock({ $0.trouble }) { throw trouble }
    return state.withLock { $0.tasks }
  }
}

extension SweepFixture {
  /// Submits what is missing of the plan, or of some of its runs.
  func submit(
    to queue: MockQueue, _ runs: [Run]? = nil, patience: Int = 600
  ) throws -> Submission.Summary {
    var submission = Submission(
      runs ?? plan.runs, of: plan, store: store, queue: queue, worker: ["/bench", "work"],
      searchPath: [])
    submission.patience = patience
    return try submission.submit { _ in }
  }

  /// The states of all runs, by their labels.
  func states(_ queue: MockQueue) throws -> [String: SweepStatus.State] {
    let status = try SweepStatus(plan.runs, in: store, queue: queue)
    return Dictionary(uniqueKeysWithValues: status.runs.map { ($0.run.label, $0.state) })
  }
}
