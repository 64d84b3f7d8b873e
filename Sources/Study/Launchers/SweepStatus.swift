import Datasets

/// How far the runs of a plan are: from the store, from what failed attempts left there, and from the queue.
public struct SweepStatus: Sendable {
  /// Where a run is.
  public enum State: Equatable, Sendable {
    /// Its record is in the store.
    case done
    /// A cluster is making it.
    case running
    /// It waits in a queue, for the reason that the queue gives.
    case waiting(reason: String)
    /// Its last attempt failed, or ended without a record; the path of what the job printed, if it was one.
    case failed(reason: String, log: String?)
    /// Nobody has tried it, or a local sweep has not come to it.
    case missing
  }

  /// The runs, each once, in plan order.
  public let runs: [(run: Run, state: State)]
  /// Why the queue was not asked, where it ought to have been: then runs that it has count as missing.
  public let queueTrouble: String?

  /// Looks how far runs are.
  ///
  /// - Parameters:
  ///   - runs: those of a plan.
  ///   - store: where records are.
  ///   - queue: asked where something was submitted and is missing.
  ///   - report: told of damaged records.
  /// - Throws: `StoreError` where the store cannot be read.
  public init(
    _ runs: [Run], in store: RecordStore, queue: any JobQueue,
    report: (SweepEvent) -> Void = { _ in }
  ) throws {
    let batches = try store.batches()
    var trouble: String?
    var tasks: [QueuedTask] = []
    // Asked before the store: a run that ends in between counts as done.
    if !batches.isEmpty, try Self.isAnySubmitted(runs, batches, store) {
      do throws(LauncherError) {
        tasks = try queue.tasks()
      } catch {
        trouble = "\(error)"
      }
    }
    let missing = Set(try store.missing(of: runs, report: report).map(\.identifier))
    let judge = Judge(
      store: store, view: QueueView(batches, tasks), isQueueKnown: trouble == nil)
    var seen: Set<Digest> = []
    var failed: [Digest: String] = [:]
    var found: [(run: Run, state: State)] = []
    for run in runs where seen.insert(run.identifier).inserted {
      guard missing.contains(run.identifier) else {
        found.append((run, .done))
        continue
      }
      let state = judge.state(of: run, failedNeed: run.needs.flatMap { failed[$0] })
      if case .failed = state { failed[run.identifier] = run.label }
      found.append((run, state))
    }
    self.runs = found
    queueTrouble = trouble
  }

  /// Whether some run waits or is being made.
  public var isUnderWay: Bool {
    runs.contains { run in
      switch run.state {
      case .running, .waiting: true
      case .done, .failed, .missing: false
      }
    }
  }

  /// Whether a run that has no record was submitted: else the queue need not be asked.
  private static func isAnySubmitted(
    _ runs: [Run], _ batches: [Batch], _ store: RecordStore
  ) throws(StoreError) -> Bool {
    var submitted: Set<Digest> = []
    for batch in batches {
      for array in batch.arrays { submitted.formUnion(array.tasks.map(\.run)) }
    }
    for run in runs where submitted.contains(run.identifier) {
      if !store.hasRecord(run.identifier) { return true }
    }
    return false
  }
}

extension SweepStatus {
  /// Tells the state of a run that has no record.
  private struct Judge {
    let store: RecordStore
    let view: QueueView
    let isQueueKnown: Bool

    func state(of run: Run, failedNeed: String?) -> State {
      if let task = view.underWay[run.identifier] {
        return task.state == .running ? .running : .waiting(reason: task.reason)
      }
      let place = view.places[run.identifier]
      let folder = place.map { store.folder(ofBatch: $0.batch.name) }
      let log = place.flatMap { place in
        folder.flatMap { folder in
          let path = folder.log(ofArray: place.array, task: place.index)
          return FileIO.size(of: path) == nil ? nil : path
        }
      }
      let note = store.failure(of: run.identifier)?.reason
      if let reason = reason(run, note, failedNeed) { return .failed(reason: reason, log: log) }
      guard isQueueKnown, let place, let folder, folder.hasJob(ofArray: place.array) else {
        return .missing
      }
      let said = folder.lastLine(ofArray: place.array, task: place.index)
      return .failed(
        reason: "its job ended without a record" + (said.map { " (\($0))" } ?? ""), log: log)
    }

    /// Why it failed: what the queue says of the last attempt, else what that left, else that of its pretraining.
    private func reason(_ run: Run, _ note: String?, _ failedNeed: String?) -> String? {
      let skipped = failedNeed.map { StudyError.needFailed($0).description }
      guard let task = view.latest[run.identifier] else { return note ?? skipped }
      switch task.state {
      case .ended("FAILED"): return note
      case .ended("CANCELLED") where skipped != nil: return skipped
      case .ended(let code): return "its job ended: \(words(code, task.reason))"
      case .completed, .waiting, .running: return note
      }
    }

    /// `NODE_FAIL`, and the reason where there is one.
    private func words(_ code: String, _ reason: String) -> String {
      let word =
        switch code {
        case "NODE_FAIL": "its machine failed (NODE_FAIL)"
        case "TIMEOUT": "its time limit was reached (TIMEOUT)"
        case "OUT_OF_MEMORY": "its memory was not enough (OUT_OF_MEMORY)"
        case "PREEMPTED": "another job took its place (PREEMPTED)"
        case "CANCELLED": "it was cancelled (CANCELLED)"
        default: code
        }
      return VisibleText.of(["", "None", "(null)"].contains(reason) ? word : "\(word), \(reason)")
    }
  }
}

extension RecordStore {
  /// Whether there is a record, right or not.
  func hasRecord(_ identifier: Digest) -> Bool {
    FileIO.size(of: layout.record(identifier)) != nil
  }
}
