import Datasets
import Foundation
import Study

/// A folder of a test's own, removed with its last owner.
final class StoreTestFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("bench-store-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// A store in this folder; every call opens it anew, as another process would.
  func store() throws -> RecordStore {
    try RecordStore(directory: url.appendingPathComponent("store"))
  }

  /// A file of a record: `json`, `weights.bin`, `timing.json`.
  func file(_ suffix: String, of identifier: Digest) -> URL {
    url.appendingPathComponent(
      "store/records/\(identifier.hexadecimal.prefix(2))/\(identifier).\(suffix)")
  }

  /// The names under a folder of the store, ascending.
  func names(in folder: String) -> [String] {
    let path = url.appendingPathComponent("store/\(folder)").path
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

/// A small record of seed `seed`, with an attachment, and its bytes.
func sampleRecord(seed: Int64 = 1, correct: Int64 = 259) throws -> (Record, [String: Data]) {
  let weights = Data([1, 2, 3, 255, 0])
  let record = try Record(
    specification: .object(["arm": .string("rotation"), "seed": .integer(seed)]),
    result: .object(["correct": .integer(correct), "loss": .number(6.6431)]),
    attachments: [try Attachment(name: "weights", data: weights)])
  return (record, ["weights": weights])
}

extension RecordStore.Lookup {
  /// Why a record is damaged; nil if it is not.
  var damage: String? {
    guard case .damaged(let reason) = self else { return nil }
    return reason
  }
}
