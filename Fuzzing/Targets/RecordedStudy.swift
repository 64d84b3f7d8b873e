import Datasets
import Foundation
import Reporting
import Study

/// A small study, and stores of records with the results that somebody says its runs had.
struct RecordedStudy {
  private let loaded: LoadedStudy
  private let dataset: Dataset
  private let plan: Plan

  private init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    loaded = try ProtocolLoader.load(
      Data(Self.text.utf8), path: root.path + "/protocols/recorded.json5")
    dataset = try DataLibrary(searchPath: []).load(loaded.study.dataset.request)
    plan = try Plan(loaded.study, on: dataset)
  }

  private static let shared = Result { try RecordedStudy() }

  /// Stores records of all runs and writes a report of them.
  ///
  /// - Parameter result: the result of every run; of an array each run in turn takes one.
  /// - Throws: `Inconsistency` where the store does not give what was put into it.
  static func check(_ result: JSONValue) throws(Inconsistency) {
    let study = try RecordTarget.succeeding("the study") { try shared.get() }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("bench-fuzz-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try RecordTarget.succeeding("the store") {
      let store = try RecordStore(directory: folder)
      for (index, run) in study.plan.runs.enumerated() {
        var own = result
        if case .array(let results) = result, !results.isEmpty {
          own = results[index % results.count]
        }
        try write(Record(specification: run.specification, result: own), to: folder)
      }
      return store
    }
    // Results of another form are refused, with the record's name.
    guard let results = try? StudyResults(study.plan, in: store) else { return }
    try RecordTarget.require(
      results.records.count == study.plan.runs.count, "the store refuses its own records")
    do {
      let report = try Report(study.loaded, dataset: study.dataset, results: results)
      for file in report.files where file.name != ManifestFile.name {
        try RecordTarget.require(!file.data.contains(0x1B), "\(file.name) holds an escape")
      }
    } catch let error as Inconsistency {
      throw error
    } catch {
      try RecordTarget.requireVisible("\(error)", "the error")
    }
  }

  /// Writes a record as the store would, without waiting for the disk.
  private static func write(_ record: Record, to folder: URL) throws {
    let name = record.identifier.hexadecimal
    let shard = folder.appendingPathComponent("records/\(name.prefix(2))")
    try FileManager.default.createDirectory(at: shard, withIntermediateDirectories: true)
    try record.file.write(to: shard.appendingPathComponent("\(name).json"))
  }

  private static let text = """
    {
      name: "recorded",
      title: "Records of unknown origin",
      question: "Can a report be written of them?",
      dataset: { name: "strokes", training: 60, test: 100, seed: 5 },
      pixels: "unit",
      pretextImages: [0, 10],
      labelledImages: [10, 60],
      subset: "first",
      tests: [ { name: "some", images: [5, 50] } ],
      labels: [5, 20],
      seeds: "seeds/registered.txt",
      repetitions: 2,
      encoder: [ { layer: "max-pooling", size: 2 } ],
      head: [ { layer: "flatten" }, { layer: "dense", units: 10 } ],
      tasks: [
        { task: "classification" },
        { task: { name: "regression", property: "rotation", limit: 45 },
          head: [ { layer: "flatten" }, { layer: "dense", units: 1 } ] },
      ],
      pretexts: [ {
        task: "rotation",
        head: [ { layer: "flatten" }, { layer: "dense", units: 4 } ],
        order: "shuffled",
        training: { optimizer: { name: "adam", learningRate: 1e-3 }, batchSize: 16, epochs: 1 },
      } ],
      training: { optimizer: { name: "sgd", learningRate: 1e-2 }, batchSize: 5, updates: 6,
        evaluateEvery: 3 },
      arms: [
        { name: "supervised", weights: "random", encoder: "trained" },
        { name: "rotation", weights: "rotation", encoder: "frozen" },
      ],
      analysis: { baseline: "supervised", confidence: 0.95 },
    }
    """
}
