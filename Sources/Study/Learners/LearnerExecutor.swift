public import Datasets
import Foundation
public import Network

/// Makes the runs of learners, which are programs of their own, and has another executor make all
/// others.
public struct LearnerExecutor: RunExecutor {
  let plan: Plan
  let dataset: Dataset
  private let others: any RunExecutor

  /// An executor for the runs of a plan.
  ///
  /// - Parameters:
  ///   - plan: the plan whose runs it gets.
  ///   - dataset: the data that the plan was made on.
  ///   - others: makes the runs that are no learner's.
  public init(_ plan: Plan, dataset: Dataset, others: any RunExecutor) {
    self.plan = plan
    self.dataset = dataset
    self.others = others
  }

  /// Ends and removes what learners of sweeps that were killed left behind on this machine.
  public static func removeAbandoned() {
    ProcessFamily.endAbandoned()
    LearnerFolder.removeAbandoned()
  }

  /// Makes a run.
  public func execute(
    _ run: Run, threads: ThreadShare, isInterrupted: @Sendable () -> Bool
  ) throws -> RunOutcome {
    guard case .downstream(let arm, let labels, _) = run.kind, let learner = arm.learner else {
      return try others.execute(run, threads: threads, isInterrupted: isInterrupted)
    }
    let work = LearnerWork(
      study: plan.study, dataset: dataset, run: run, arm: arm, learner: learner, labels: labels,
      threads: threads.count)
    try checkFiles(learner)
    let outcome = try work.outcome(isInterrupted)
    try checkFiles(learner)
    return outcome
  }

  /// One core where the number of threads is not fixed: what a program does with more is not known.
  public func usefulThreads(of run: Run) -> Int {
    run.isLearner ? 1 : others.usefulThreads(of: run)
  }

  /// A program that was edited in the meantime must not give a record of the old one.
  private func checkFiles(_ learner: LearnerSpecification) throws(LearnerError) {
    let planned = plan.files(of: learner)
    let found = try LearnerFiles(learner).files
    let changed = found.filter { !planned.contains($0) } + planned.filter { !found.contains($0) }
    if let file = changed.first { throw .changed(file.name) }
  }
}
