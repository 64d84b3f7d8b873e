import Datasets
import Foundation
import Network
import Synchronization

/// What happens during a sweep, in order, for whoever shows it.
public enum SweepEvent: Sendable {
  /// What is to be done: all runs, each once, how many the store has, and the cost of the others; nil where
  /// there are learners among them, whose cost is not known.
  case planned(runs: Int, present: Int, cost: Double?)
  /// A record was torn or edited; it was moved aside and is run again.
  case damaged(Run, reason: String)
  /// A run began.
  case started(Run)
  /// A run's record is on the disk.
  case finished(Run, seconds: Double)
  /// A run failed; the others go on.
  case failed(Run, reason: String)
}

/// What a sweep did.
public struct SweepSummary: Sendable {
  /// Runs whose records were there before.
  public var present = 0
  /// Runs made.
  public var finished = 0
  /// Runs that failed, with the reason, in plan order.
  public var failures: [(run: Run, reason: String)] = []
  /// Whether the sweep was told to stop.
  public var isInterrupted = false
}

/// Makes what is missing of a plan, several runs at a time; cores that are left over are shared by the
/// runs that can use them.
///
/// The store is the only state: killed at any moment, a sweep loses the runs in flight, and the same
/// sweep goes on where it ended.
public struct Sweep: Sendable {
  let runs: [Run]
  let store: RecordStore
  let executor: any RunExecutor
  let jobs: Int
  let threads: Int?

  /// A sweep that has not begun.
  ///
  /// - Parameters:
  ///   - runs: a plan's runs or some of them, in its order; what a run needs is among them or in the store.
  ///   - store: where records are.
  ///   - executor: what makes a run.
  ///   - jobs: cores to use, at least 1; changes no bit.
  ///   - threads: threads of every run, at least 1; nil where the cores that are left over when there are
  ///     fewer runs than cores are shared. Changes no bit.
  public init(
    _ runs: [Run], store: RecordStore, executor: any RunExecutor, jobs: Int, threads: Int? = nil
  ) {
    precondition(jobs >= 1, "at least one job")
    precondition(threads ?? 1 >= 1, "at least one thread a run")
    self.runs = runs
    self.store = store
    self.executor = executor
    self.jobs = jobs
    self.threads = threads
  }

  /// The runs whose records are missing, in plan order; one that the plan has twice is given once.
  ///
  /// The bytes of attachments are checked, too: a run may need them, and what a sweep counts as done its
  /// report must be able to use. Only what the store lists is opened: the time grows with the runs by what
  /// it takes to look a digest up, and with the records by what it takes to prove their bytes.
  ///
  /// - Parameter report: told of damaged records.
  /// - Returns: the runs to make.
  /// - Throws: `StoreError` where the store cannot be read.
  public func missing(report: (SweepEvent) -> Void = { _ in }) throws -> [Run] {
    try store.missing(of: runs, report: report)
  }

  /// Makes all missing runs.
  ///
  /// A run that fails does not stop the others, but a store that cannot be written does: whatever
  /// else would be made could not be kept either.
  ///
  /// - Parameters:
  ///   - isInterrupted: asked often, from several threads; true gives up the runs in flight.
  ///   - report: told of every event, one at a time.
  /// - Returns: what was done.
  /// - Throws: `StoreError.inputOutput` where the store cannot be read or written.
  public func run(
    isInterrupted: @escaping @Sendable () -> Bool,
    report: (SweepEvent) -> Void
  ) async throws -> SweepSummary {
    let missing = try missing(report: report)
    var queue = RunQueue(missing)
    var summary = SweepSummary()
    let planned = Set(runs.map(\.identifier)).count
    summary.present = planned - missing.count
    report(
      .planned(
        runs: planned, present: summary.present,
        cost: missing.contains(where: \.isLearner)
          ? nil : missing.reduce(0) { $0 + $1.cost.operations }))
    let trouble = StoreTrouble()
    let isGivenUp: @Sendable () -> Bool = { isInterrupted() || trouble.error != nil }
    await withTaskGroup(of: Finished.self) { group in
      var shares = CoreShares(cores: jobs, threads: threads)
      while true {
        while shares.hasRoom, !isGivenUp(), let run = queue.next() {
          let share = shares.begin(run.identifier, useful: executor.usefulThreads(of: run))
          report(.started(run))
          group.addTask { await make(run, share, isGivenUp, trouble) }
        }
        shares.deal()
        guard let done = await group.next() else { break }
        shares.end(done.run.identifier)
        note(done, &queue, &summary, isGivenUp(), report)
      }
    }
    if let error = trouble.error { throw error }
    summary.isInterrupted = isInterrupted()
    summary.failures = inPlanOrder(summary.failures)
    return summary
  }

  private func note(
    _ done: Finished, _ queue: inout RunQueue, _ summary: inout SweepSummary,
    _ isGivenUp: Bool, _ report: (SweepEvent) -> Void
  ) {
    switch done.outcome {
    case .success(let seconds):
      queue.complete(done.run)
      summary.finished += 1
      report(.finished(done.run, seconds: seconds))
    case .failure where isGivenUp: return
    case .failure(let failure):
      let skipped = queue.fail(done.run).map {
        ($0, StudyError.needFailed(done.run.label).description)
      }
      for (run, reason) in [(done.run, failure.reason)] + skipped {
        // The report tells of it, too, so that a store that cannot be written hides nothing.
        try? store.writeFailure(reason, of: run.identifier)
        summary.failures.append((run, reason))
        report(.failed(run, reason: reason))
      }
    }
  }
}

extension Sweep {
  private typealias Failed = (run: Run, reason: String)

  /// Failures come in as runs end, which differs from time to time.
  private func inPlanOrder(_ failures: [Failed]) -> [Failed] {
    guard failures.count > 1 else { return failures }
    // Looked up, never iterated; a run that the plan has twice is made once, as the first.
    var places: [Digest: Int] = [:]
    for (place, run) in runs.enumerated() where places[run.identifier] == nil {
      places[run.identifier] = place
    }
    func place(_ failure: Failed) -> Int { places[failure.run.identifier] ?? runs.count }
    return failures.sorted { place($0) < place($1) }
  }

  /// A run that came to an end.
  private struct Finished: Sendable {
    let run: Run
    let outcome: Result<Double, Failure>
  }

  private struct Failure: Error {
    let reason: String
  }

  /// The first refusal of the store's file system, if there was one.
  private final class StoreTrouble: Sendable {
    private let first = Mutex<StoreError?>(nil)

    var error: StoreError? { first.withLock { $0 } }

    func note(_ error: any Error) {
      guard let error = error as? StoreError, case .inputOutput = error else { return }
      first.withLock { first in first = first ?? error }
    }
  }

  /// Makes a run on a thread of its own, since the cooperative pool is for what waits.
  private func make(
    _ run: Run, _ threads: ThreadShare, _ isGivenUp: @escaping @Sendable () -> Bool,
    _ trouble: StoreTrouble
  ) async -> Finished {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let clock = ContinuousClock()
        let start = clock.now
        do {
          try store(run, threads, isGivenUp)
          let seconds = (clock.now - start) / .seconds(1)
          try? writeTiming(run, seconds)
          continuation.resume(returning: Finished(run: run, outcome: .success(seconds)))
        } catch {
          trouble.note(error)
          continuation.resume(
            returning: Finished(run: run, outcome: .failure(Failure(reason: "\(error)"))))
        }
      }
    }
  }

  /// Another process that shares the store may have made the run in the meantime.
  private func store(
    _ run: Run, _ threads: ThreadShare, _ isInterrupted: @Sendable () -> Bool
  ) throws {
    store.removeFailure(of: run.identifier)
    if case .present = try store.read(run.identifier) { return }
    let outcome = try executor.execute(
      run, threads: threads, isInterrupted: isInterrupted)
    let record = try Record(
      specification: run.specification, result: outcome.result,
      attachments: outcome.attachments.map { try Attachment(name: $0.name, data: $0.data) })
    try store.write(
      record,
      attachments: Dictionary(outcome.attachments.map { ($0.name, $0.data) }) { first, _ in first },
      log: outcome.log)
  }

  private func writeTiming(_ run: Run, _ seconds: Double) throws {
    let timing: [String: JSONValue] = [
      "seconds": .number(seconds), "host": .string(ProcessInfo.processInfo.hostName),
      "finished": .string(Date().ISO8601Format()),
    ]
    try store.writeTiming(.object(timing), of: run.identifier)
  }
}
