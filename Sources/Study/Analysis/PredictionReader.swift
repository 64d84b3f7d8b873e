import Datasets

/// Reads what was predicted from the records of a study: classes of images.
struct PredictionReader {
  private struct Key: Hashable {
    let arm: String
    let labels: Int
    let seed: UInt64
  }

  private let store: RecordStore
  private let records: [Key: Record]
  private let count: Int

  init(_ results: StudyResults) {
    store = results.store
    count = results.plan.study.tests.reduce(0) { $0 + $1.images.count }
    var records: [Key: Record] = [:]
    let task = results.plan.study.classification?.name
    for (run, record) in results.records {
      guard case .downstream(let arm, let labels, let own) = run.kind, own == task,
        record.attachments.contains(where: { $0.name == "predictions" })
      else { continue }
      records[Key(arm: arm.name, labels: labels, seed: run.seed)] = record
    }
    self.records = records
  }

  /// The classes that a run took its test images for, test set after test set.
  ///
  /// - Returns: nil where there is no record, or one without predictions.
  /// - Throws: `StoreError`; `StudyError.unreadableRecord` for another number of predictions.
  func predictions(of arm: String, labels: Int, seed: UInt64) throws -> [UInt8]? {
    guard let record = records[Key(arm: arm, labels: labels, seed: seed)] else { return nil }
    let data = try store.attachment(named: "predictions", of: record)
    guard data.count == count else {
      throw StudyError.unreadableRecord(
        record.identifier, reason: "\(data.count) predictions for \(count) test images")
    }
    return [UInt8](data)
  }
}
