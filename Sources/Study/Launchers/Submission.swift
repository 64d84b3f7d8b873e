import Datasets
public import Foundation

/// Gives the missing runs of a plan to a cluster, and returns.
///
/// Runs that are in the store, or waiting or running in the queue, are left out: the same submission, made again,
/// submits what is missing. Two at a time on one store take turns.
public struct Submission: Sendable {
  /// What a submission did.
  public struct Summary: Equatable, Sendable {
    /// An array that was submitted.
    public struct Job: Equatable, Sendable {
      /// The job's number.
      public let job: String
      /// What its runs have in common.
      public let cell: String
      /// How many runs it has.
      public let runs: Int
    }

    /// Runs that were asked for, each once.
    public let planned: Int
    /// Runs whose records are there.
    public let present: Int
    /// Runs that were waiting or running already.
    public let underWay: Int
    /// The arrays, in the order in which they were submitted.
    public let jobs: [Job]
    /// The folder of the batch; nil where nothing was submitted.
    public let folder: String?
  }

  let plan: Plan
  let runs: [Run]
  let store: RecordStore
  let queue: any JobQueue
  /// The program that makes runs, and its arguments before the batch.
  let worker: [String]
  let options: [String]
  let searchPath: [String]
  /// The longest time that another submission is waited for, in seconds.
  var patience = 600

  /// A submission that has not begun.
  ///
  /// - Parameters:
  ///   - runs: those of the plan, or some of them; what a run needs is among them, in the store or under way.
  ///   - plan: the runs' plan.
  ///   - store: where records are, on a file system that the cluster's machines see under the same path.
  ///   - queue: what runs jobs.
  ///   - worker: the program that makes a run, and its first arguments; the batch's file and the array's place follow.
  ///   - options: words after these.
  ///   - searchPath: where data sets are looked for.
  public init(
    _ runs: [Run], of plan: Plan, store: RecordStore, queue: any JobQueue, worker: [String],
    options: [String] = [], searchPath: [URL]
  ) {
    self.runs = runs
    self.plan = plan
    self.store = store
    self.queue = queue
    self.worker = worker
    self.options = options
    self.searchPath = searchPath.map(\.path)
  }

  /// Submits what is missing.
  ///
  /// - Parameter report: told of damaged records.
  /// - Returns: what was done.
  /// - Throws: `LauncherError`; `StoreError`.
  public func submit(report: (SweepEvent) -> Void) throws -> Summary {
    let lock = try SubmissionLock(in: store.layout.batches, patience: patience)
    defer { lock.release() }
    // The queue is asked before the store: a run that ends in between is not taken for missing.
    let batches = try store.batches()
    let view = QueueView(batches, batches.isEmpty ? [] : try queue.tasks())
    let absent = try store.missing(of: runs, report: report)
    let missing = absent.filter { view.underWay[$0.identifier] == nil }
    let jobs = missing.isEmpty ? nil : try submit(missing, view)
    let planned = Set(runs.map(\.identifier)).count
    return Summary(
      planned: planned, present: planned - absent.count, underWay: absent.count - missing.count,
      jobs: jobs?.jobs ?? [], folder: jobs?.folder)
  }
}

extension Submission {
  private func submit(
    _ missing: [Run], _ view: QueueView
  ) throws -> (jobs: [Summary.Job], folder: String) {
    let arrays = ArrayPlan(
      missing, underWay: view.underWay.filter { !store.hasRecord($0.key) }, of: plan,
      largest: try queue.largestIndex()
    ).entries
    let batch = Batch(
      format: Batch.format, engineVersion: Engine.version, name: Self.freshName(),
      directory: FileManager.default.currentDirectoryPath, searchPath: searchPath,
      study: plan.study, arrays: arrays.map { Batch.Array(cell: $0.cell, tasks: $0.tasks) })
    let folder = store.folder(ofBatch: batch.name)
    try folder.write(batch)
    var jobs: [Summary.Job] = []
    for (place, array) in arrays.enumerated() {
      let after: String? =
        switch array.need {
        case .nothing: nil
        case .array(let place): jobs[place].job
        case .job(let job): job
        }
      let request = ArrayRequest(
        name: batch.jobName(ofArray: place), indexes: array.tasks.map(\.index), after: after,
        script: folder.script, arguments: worker + [folder.file, "\(place)"] + options,
        directory: batch.directory, log: folder.log(ofArray: place))
      let job: String
      do throws(LauncherError) {
        job = try queue.submit(request)
      } catch {
        guard place > 0 else { throw error }
        throw LauncherError.partly(submitted: place, of: arrays.count, error)
      }
      try folder.note(job: job, ofArray: place)
      jobs.append(Summary.Job(job: job, cell: array.cell, runs: array.tasks.count))
    }
    return (jobs, folder.path)
  }

  /// A name that no other batch has; later ones come later in the order of names.
  private static func freshName() -> String {
    let time = Date().ISO8601Format().filter { $0.isLetter || $0.isNumber }
    return "\(time)-\(UUID().uuidString.prefix(8).lowercased())"
  }
}
