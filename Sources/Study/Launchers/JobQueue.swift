/// What runs jobs elsewhere, as a launcher sees it: arrays of tasks go in, and what became of them can be asked.
///
/// A job is known by its name, which its submitter chooses: so a submission whose answer was lost is found again.
public protocol JobQueue: Sendable {
  /// The largest number that a task of an array may have.
  ///
  /// - Returns: at least 1.
  /// - Throws: `LauncherError` where the queue does not say.
  func largestIndex() throws(LauncherError) -> Int

  /// Hands in an array.
  ///
  /// - Parameter array: what is to run.
  /// - Returns: the job's number, which other arrays can wait for.
  /// - Throws: `LauncherError` with what the queue said.
  func submit(_ array: ArrayRequest) throws(LauncherError) -> String

  /// The tasks that the queue knows: waiting, running, or ended not long ago.
  ///
  /// - Returns: in no order.
  /// - Throws: `LauncherError` where the queue does not answer.
  func tasks() throws(LauncherError) -> [QueuedTask]
}

/// A job array on its way to a queue.
public struct ArrayRequest: Equatable, Sendable {
  /// The job's name.
  public let name: String
  /// The numbers of the tasks, ascending.
  public let indexes: [Int]
  /// The job whose tasks the tasks of the same numbers wait for; nil where they wait for nothing.
  public let after: String?
  /// The script.
  public let script: String
  /// The script's arguments.
  public let arguments: [String]
  /// The folder in which it runs.
  public let directory: String
  /// Where a task's output goes; the task's number comes between the two.
  public let log: (prefix: String, suffix: String)

  /// Whether two arrays ask for the same.
  public static func == (left: ArrayRequest, right: ArrayRequest) -> Bool {
    left.name == right.name && left.indexes == right.indexes && left.after == right.after
      && left.script == right.script && left.arguments == right.arguments
      && left.directory == right.directory && left.log == right.log
  }
}

/// A task that a queue knows.
public struct QueuedTask: Equatable, Sendable {
  /// Where it is.
  public enum State: Equatable, Sendable {
    /// It has not begun.
    case waiting
    /// It has begun and not ended.
    case running
    /// It ended well.
    case completed
    /// It ended otherwise; the queue's word for it.
    case ended(String)
  }

  /// The number of its job.
  public let job: String
  /// The name of its job.
  public let name: String
  /// Its number in the array.
  public let index: Int
  /// Where it is.
  public let state: State
  /// Why it waits or ended, in the queue's words.
  public let reason: String

  /// A task.
  ///
  /// - Parameters:
  ///   - job: the number of its job.
  ///   - name: the name of its job.
  ///   - index: its number in the array.
  ///   - state: where it is.
  ///   - reason: why it waits or ended, in the queue's words.
  public init(job: String, name: String, index: Int, state: State, reason: String) {
    self.job = job
    self.name = name
    self.index = index
    self.state = state
    self.reason = reason
  }

  /// Whether it will still make its run, or is making it.
  var isUnderWay: Bool { state == .waiting || state == .running }
}
