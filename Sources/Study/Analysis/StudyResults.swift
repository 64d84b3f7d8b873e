public import Datasets
public import Downstream
import Foundation

/// What the store holds of a plan: one row a downstream run and test set, read from records only.
public struct StudyResults: Sendable {
  /// The result of one run on one test set.
  public struct Row: Sendable, Equatable {
    /// The arm's name.
    public let arm: String
    /// The labelled-set size.
    public let labels: Int
    /// Which seed of the list, from 1.
    public let repetition: Int
    /// The seed.
    public let seed: UInt64
    /// The task's name.
    public let task: String
    /// What is measured, by its name: the test set's for accuracy.
    public let test: String
    /// The metric.
    public let metric: Metric
    /// Right predictions; of another metric its value in units of 1 / `total`, which may be negative.
    public let correct: Int
    /// Test images; of another metric a million.
    public let total: Int
    /// Passes over the training examples begun.
    public let epochs: Int
    /// The record that says so.
    public let record: Digest

    var observation: Analysis.Observation {
      Analysis.Observation(arm: arm, labels: labels, seed: seed, test: test, correct: correct)
    }
  }

  /// Where the records are.
  let store: RecordStore
  /// The plan that was looked up.
  public let plan: Plan
  /// The records that are there, with their runs, in plan order.
  public let records: [(run: Run, record: Record)]
  /// Runs whose record was torn or edited; they are among the missing ones, too.
  public let damaged: [(run: Run, reason: String)]
  /// The runs without a record, in plan order.
  public let missing: [Run]
  /// All results, in plan order, then in the order of the test sets.
  public let rows: [Row]

  /// Reads what the store has.
  ///
  /// - Parameters:
  ///   - plan: the runs to look up.
  ///   - store: where their records are.
  /// - Throws: `StoreError` where the store cannot be read, `StudyError.unreadableRecord`.
  public init(_ plan: Plan, in store: RecordStore) throws {
    var records: [(run: Run, record: Record)] = []
    var missing: [Run] = []
    var damaged: [(run: Run, reason: String)] = []
    var rows: [Row] = []
    let measures = plan.study.measures
    var names = RecordNames(store)
    let named = try plan.runs.map { try names.contains($0.identifier) }
    let found = try Concurrent.map(zip(plan.runs, named).filter(\.1).map(\.0)) { run in
      let lookup = try store.read(run.identifier)
      guard case .present(let record) = lookup else { return (lookup, [Row]()) }
      return (lookup, try Self.rows(run, record, measures))
    }
    var next = found.makeIterator()
    for (run, isNamed) in zip(plan.runs, named) {
      guard isNamed, let (lookup, own) = next.next() else {
        missing.append(run)
        continue
      }
      switch lookup {
      case .present(let record):
        records.append((run, record))
        rows += own
      case .absent: missing.append(run)
      case .damaged(let reason):
        missing.append(run)
        damaged.append((run, reason))
      }
    }
    self.store = store
    self.plan = plan
    self.records = records
    self.missing = missing
    self.damaged = damaged
    self.rows = rows
  }

  private static func rows(
    _ run: Run, _ record: Record, _ measures: [StudyMeasure]
  ) throws -> [Row] {
    guard case .downstream(let arm, let labels, let task) = run.kind else { return [] }
    let result: RunFigures
    do {
      result = try JSONDecoder().decode(RunFigures.self, from: record.result(without: "log").rest)
    } catch {
      throw StudyError.unreadableRecord(run.identifier, reason: "\(error)")
    }
    return try measures.filter { $0.task == task }.compactMap { measure in
      guard let (correct, total) = result.count(of: measure) else { return nil }
      if measure.metric == .accuracy, total != measure.total || !(0...total).contains(correct) {
        throw StudyError.unreadableRecord(
          run.identifier,
          reason: "\(correct) right of \(total) on the \(measure.total) images of \(measure.test)")
      }
      return Row(
        arm: arm.name, labels: labels, repetition: run.repetition, seed: run.seed,
        task: task, test: measure.name, metric: measure.metric, correct: correct, total: total,
        epochs: result.epochs, record: run.identifier)
    }
  }
}

extension RunFigures {
  /// A measure's value and what it is counted out of; nil where the record has none.
  fileprivate func count(of measure: StudyMeasure) -> (correct: Int, total: Int)? {
    guard let score = tests.first(where: { $0.name == measure.test }) else { return nil }
    if measure.metric == .accuracy { return (score.correct, score.total) }
    let found = score.metrics?.first { $0.name == measure.metric.rawValue }
    return found.flatMap { StudyMeasure.units(of: $0.value) }.map { ($0, measure.total) }
  }
}
