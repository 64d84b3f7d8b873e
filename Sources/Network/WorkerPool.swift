#if canImport(CThreads) && !hasFeature(Embedded)
  import CThreads
#endif

/// Work in phases, each of which is cut into numbered tasks that threads share.
///
/// A subclass overrides `perform`. What a task does must depend on its number alone, and no two tasks
/// of a phase may write to the same place: then no result depends on the threads.
class SharedWork {
  /// Does one task.
  ///
  /// - Parameters:
  ///   - task: 0 ..< the number of tasks of this phase.
  ///   - thread: 0 ..< `WorkerPool.threads`; no two tasks at a time have the same.
  func perform(_ task: Int, on thread: Int) {}
}

/// Threads that live as long as their pool, and share the tasks of one phase of work after the other.
///
/// A pool of one thread does everything on the calling thread, and so does every pool where there are
/// no threads, as in Embedded Swift.
final class WorkerPool: @unchecked Sendable {
  /// How many threads there are, the calling one included.
  let threads: Int
  /// How many of them share the work at the moment.
  private let share: ThreadShare

  /// More than any machine has cores; the pool counts threads in 16 bits.
  static var most: Int { 4096 }

  #if canImport(CThreads) && !hasFeature(Embedded)
    private let pool: OpaquePointer?

    /// Starts as many threads as the share may ever be, the calling one left out, or as many of them as
    /// the system gives.
    init(_ share: ThreadShare) {
      self.share = share
      let workers = min(share.limit, Self.most) - 1
      pool = workers > 0 ? cthreads_create(workers) : nil
      self.threads = pool.map { 1 + cthreads_workers($0) } ?? 1
    }

    deinit {
      if let pool { cthreads_destroy(pool) }
    }

    /// Does the tasks 0 ..< `tasks` of some work, each once, and returns when all are done.
    func run(_ tasks: Int, of work: SharedWork) {
      guard let pool, tasks > 1, share.count > 1 else { return runHere(tasks, of: work) }
      let context = Unmanaged.passUnretained(work).toOpaque()
      cthreads_run(
        pool, tasks, share.count,
        { context, task, thread in
          guard let context else { return }
          Unmanaged<SharedWork>.fromOpaque(context)._withUnsafeGuaranteedRef {
            $0.perform(task, on: thread)
          }
        }, context)
    }
  #else
    /// One thread, whatever was asked for: there are no others here.
    init(_ share: ThreadShare) {
      self.share = share
      threads = 1
    }

    /// Does the tasks 0 ..< `tasks` of some work, each once.
    func run(_ tasks: Int, of work: SharedWork) { runHere(tasks, of: work) }
  #endif

  private func runHere(_ tasks: Int, of work: SharedWork) {
    Unmanaged.passUnretained(work)._withUnsafeGuaranteedRef { work in
      for task in 0..<tasks { work.perform(task, on: 0) }
    }
  }
}
