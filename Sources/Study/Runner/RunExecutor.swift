public import Foundation
public import Network

/// Makes a run: the one thing about a sweep that another kind of learner replaces.
public protocol RunExecutor: Sendable {
  /// Makes a run from start to end on the calling thread.
  ///
  /// - Parameters:
  ///   - run: what to do.
  ///   - threads: how many threads to use, which may change at any time; the result must not depend on
  ///     it.
  ///   - isInterrupted: true where the work is to be given up.
  /// - Returns: what the record is to hold.
  /// - Throws: whatever went wrong; nothing is stored then.
  func execute(
    _ run: Run, threads: ThreadShare, isInterrupted: @Sendable () -> Bool
  ) throws -> RunOutcome

  /// How many threads a run can use at most.
  ///
  /// - Parameter run: one that could be executed.
  /// - Returns: at least 1; more than that would not make it faster.
  func usefulThreads(of run: Run) -> Int
}

extension RunExecutor {
  /// One thread, where a kind of run says nothing else.
  public func usefulThreads(of run: Run) -> Int { 1 }
}

/// What a run leaves: a record's result and the binary files beside it.
public struct RunOutcome: Sendable {
  /// The figures.
  public let result: JSONValue
  /// The binary files, in ascending order of their names.
  public let attachments: [(name: String, data: Data)]
  /// What the learner told of the run; kept beside the record and no part of it.
  public let log: String?

  /// The outcome of a run.
  ///
  /// - Parameters:
  ///   - result: the figures.
  ///   - attachments: the binary files.
  ///   - log: what the learner told, if it told anything.
  public init(
    result: JSONValue, attachments: [(name: String, data: Data)], log: String? = nil
  ) {
    self.result = result
    self.log = log
    self.attachments = attachments.sorted { $0.name < $1.name }
  }
}
