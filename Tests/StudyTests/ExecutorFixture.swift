import Datasets
import Foundation
import Network

@testable import Study

/// A tiny study whose runs are really trained, in a store of its own.
struct ExecutorFixture {
  let plan: Plan
  let dataset: Dataset
  let folder: StoreTestFolder
  let store: RecordStore

  init(_ change: (inout Study) throws -> Void = { _ in }) throws {
    plan = try TinyStudy.plan(change)
    dataset = try TinyStudy.dataset(plan.study)
    folder = try StoreTestFolder()
    store = try folder.store()
  }

  func executor(_ level: CPULevel = .best) -> BuiltInExecutor {
    BuiltInExecutor(plan, dataset: dataset, store: store, level: level)
  }

  /// Makes what is missing.
  func sweep(
    jobs: Int = 2, threads: Int? = nil, level: CPULevel = .best
  ) async throws -> SweepSummary {
    let sweep = Sweep(
      plan.runs, store: store, executor: executor(level), jobs: jobs, threads: threads)
    return try await sweep.run(isInterrupted: { false }, report: { _ in })
  }

  /// Makes one run, what it needs being there.
  func make(_ label: String) throws {
    guard let run = plan.run(label) else { return }
    let outcome = try executor().execute(run, threads: ThreadShare(1)) { false }
    let record = try Record(
      specification: run.specification, result: outcome.result,
      attachments: outcome.attachments.map { try Attachment(name: $0.name, data: $0.data) })
    let files = outcome.attachments.map { ($0.name, $0.data) }
    try store.write(record, attachments: Dictionary(files) { first, _ in first })
  }

  /// The records of the plan, in its order.
  func records() throws -> [Record] {
    try StudyResults(plan, in: store).records.map { $0.record }
  }

  func record(_ label: String) throws -> Record? {
    try StudyResults(plan, in: store).records.first { $0.run.label == label }?.record
  }
}

extension ExecutorFixture {
  /// A record and its result.
  func result(_ label: String) throws -> (record: Record, result: RunResult)? {
    try record(label).map { ($0, try $0.result(as: RunResult.self)) }
  }

  /// The values of a record's binary file.
  func floats(_ name: String, of record: Record) throws -> [Float] {
    [Float](littleEndian: try store.attachment(named: name, of: record))
  }
}
