import Datasets

/// What a queue knows of the runs of a store's batches.
struct QueueView {
  /// Where a run was submitted last.
  struct Place {
    let batch: Batch
    let array: Int
    let index: Int
  }

  /// The tasks that are under way, by their run; one that runs goes before one that waits.
  private(set) var underWay: [Digest: QueuedTask] = [:]
  /// The tasks that the queue knows of the latest submission of a run.
  private(set) var latest: [Digest: QueuedTask] = [:]
  /// The latest submission of a run.
  private(set) var places: [Digest: Place] = [:]

  /// Puts batches and a queue's answer together.
  ///
  /// - Parameters:
  ///   - batches: oldest first.
  ///   - tasks: all that the queue knows.
  init(_ batches: [Batch], _ tasks: [QueuedTask]) {
    // Looked up only.
    var known: [String: [Int: QueuedTask]] = [:]
    for task in tasks where Batch.place(of: task.name) != nil {
      known[task.name, default: [:]][task.index] = task
    }
    for batch in batches {
      for (array, entry) in batch.arrays.enumerated() {
        let ofJob = known[batch.jobName(ofArray: array)] ?? [:]
        for task in entry.tasks {
          note(task, Place(batch: batch, array: array, index: task.index), ofJob[task.index])
        }
      }
    }
  }

  private mutating func note(_ task: Batch.Task, _ place: Place, _ queued: QueuedTask?) {
    places[task.run] = place
    latest[task.run] = queued
    guard let queued, queued.isUnderWay, underWay[task.run]?.state != .running else { return }
    underWay[task.run] = queued
  }
}
