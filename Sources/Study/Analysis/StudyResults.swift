public import Datasets
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
    /// The test set's name.
    public let test: String
    /// Right predictions.
    public let correct: Int
    /// Test images.
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
    for run in plan.runs {
      switch try store.read(run.identifier) {
      case .present(let record):
        records.append((run, record))
        rows += try Self.rows(run, record)
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

  private static func rows(_ run: Run, _ record: Record) throws -> [Row] {
    guard case .downstream(let arm, let labels, _) = run.kind else { return [] }
    let result: RunFigures
    do {
      result = try JSONDecoder().decode(RunFigures.self, from: record.result(without: "log").rest)
    } catch {
      throw StudyError.unreadableRecord(run.identifier, reason: "\(error)")
    }
    return result.tests.map { score in
      Row(
        arm: arm.name, labels: labels, repetition: run.repetition, seed: run.seed,
        test: score.name, correct: score.correct, total: score.total, epochs: result.epochs,
        record: run.identifier)
    }
  }
}
