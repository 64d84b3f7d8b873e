import Datasets
import Foundation
import Images

@testable import Study

/// A study of 10,000 test images whose records say what a test wants them to.
struct AnalysisFixture {
  /// Where a count belongs.
  struct Cell {
    let arm: String
    let labels: Int
    let repetition: Int
    let test: String
  }

  let plan: Plan
  let dataset: Dataset
  let folder: StoreTestFolder
  let store: RecordStore
  /// Whether records have a file beside them, which takes time to reach the disk.
  var hasWeights = false

  init(_ change: (inout Study) throws -> Void = { _ in }) throws {
    dataset = Self.dataset
    plan = try Plan(
      TinyStudy.study { study in
        study.dataset = .folder("./digits")
        study.tests = [
          TestSet(name: "all", images: ImageRange(0, 10_000)),
          TestSet(name: "half", images: ImageRange(5_000, 10_000)),
        ]
        study.arms.removeAll { $0.name == "rotation-finetuned" }
        study.labels = [10]
        study.seedList = Array(101...110)
        study.repetitions = 10
        try change(&study)
      }, on: dataset)
    folder = try StoreTestFolder()
    store = try folder.store()
  }

  /// Small plain images: nothing is trained on them.
  private static let dataset: Dataset = {
    func set(_ name: String, _ count: Int) -> ImageSet {
      ImageSet(
        name: name, rows: 4, columns: 4, pixels: [UInt8](repeating: 7, count: count * 16),
        labels: (0..<count).map { UInt8($0 % 10) }, classCount: 10)
    }
    let files = DataPart.allCases.map {
      DataFile(name: $0.fileName, digest: Digest(of: $0.fileName))
    }
    return Dataset(
      name: "digits", training: set("training", 60), test: set("test", 10_000), files: files,
      origin: "made up")
  }()

  /// Stores a record of every run with the counts of a function; nil leaves its record out.
  func fill(_ correct: (Cell) -> Int?) throws {
    for run in plan.runs {
      var tests: [JSONValue] = []
      if case .downstream(let arm, let labels, _) = run.kind {
        for test in plan.study.tests {
          let cell = Cell(
            arm: arm.name, labels: labels, repetition: run.repetition, test: test.name)
          guard let count = correct(cell) else { continue }
          tests.append(
            .object([
              "name": .string(test.name), "correct": .integer(Int64(count)),
              "total": .integer(Int64(test.images.count)), "loss": .number(0.5),
            ]))
        }
        guard tests.count == plan.study.tests.count else { continue }
      }
      try write(run, tests: tests)
    }
  }

  /// Stores one record.
  func write(_ run: Run, tests: [JSONValue]) throws {
    let files = hasWeights ? ["weights": Data("weights of \(run.label)".utf8)] : [:]
    let record = try Record(
      specification: run.specification,
      result: .object([
        "epochs": .integer(3), "updates": .integer(6), "keptUpdate": .integer(3),
        "stoppedEarly": .bool(true), "tests": .array(tests), "log": .array([]),
      ]),
      attachments: try files.map { try Attachment(name: $0.key, data: $0.value) })
    try store.write(record, attachments: files)
  }

  /// Stores a record of every downstream run with the classes of a function for the images of all test
  /// sets; nil leaves the predictions out.
  func fill(predictions: (_ arm: String, _ labels: Int, _ repetition: Int) -> [UInt8]?) throws {
    for run in plan.runs {
      guard case .downstream(let arm, let labels, _) = run.kind else { continue }
      var files: [String: Data] = [:]
      if let classes = predictions(arm.name, labels, run.repetition) {
        files["predictions"] = Data(classes)
      }
      let record = try Record(
        specification: run.specification,
        result: .object(["epochs": .integer(3), "tests": .array([])]),
        attachments: try files.map { try Attachment(name: $0.key, data: $0.value) })
      try store.write(record, attachments: files)
    }
  }

  func results() throws -> StudyResults { try StudyResults(plan, in: store) }

  func analysis(_ correct: (Cell) -> Int?) throws -> Analysis {
    try fill(correct)
    return try Analysis(results())
  }
}
