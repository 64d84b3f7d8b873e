import Datasets
import Foundation
import Images

@testable import Reporting
@testable import Study

/// A study of 10,000 plain test images whose records say what a table below says: nothing is trained.
struct ReportFixture {
  /// Where a count belongs.
  struct Cell {
    let arm: String
    let labels: Int
    let repetition: Int
    let test: String
  }

  let loaded: LoadedStudy
  let dataset: Dataset
  let plan: Plan
  let folder: TemporaryFolder
  let store: RecordStore

  /// The study with options of the command line, or with a change.
  init(
    _ overrides: Overrides = Overrides(), text: String = ReportFixture.text
  ) throws {
    let plain = try ProtocolLoader.load(
      Data(text.utf8), path: "\(Self.root)/protocols/golden.json5")
    loaded = try overrides.applied(to: plain)
    dataset = Self.images
    plan = try Plan(loaded.study, on: dataset)
    folder = try TemporaryFolder()
    store = try RecordStore(directory: folder.url.appendingPathComponent("store"))
  }

  /// Stores a record of every run with the counts of a function; nil leaves the run's record out.
  func fill(_ correct: (Cell) -> Int? = ReportFixture.correct) throws {
    for run in plan.runs {
      var tests: [JSONValue] = []
      if case .downstream(let arm, let labels, _) = run.kind {
        tests = plan.study.tests.compactMap { test in
          let cell = Cell(
            arm: arm.name, labels: labels, repetition: run.repetition, test: test.name)
          return correct(cell).map { Self.score(test, $0) }
        }
        guard tests.count == plan.study.tests.count else { continue }
      }
      let result = JSONValue.object([
        "epochs": .integer(3), "updates": .integer(6), "keptUpdate": .integer(3),
        "stoppedEarly": .bool(true), "tests": .array(tests), "log": .array([]),
      ])
      try store.write(Record(specification: run.specification, result: result))
    }
  }

  /// The same with predictions: of every test set's images the first so many are classified correctly.
  func fillWithPredictions(_ correct: (Cell) -> Int) throws {
    for run in plan.runs {
      guard case .downstream(let arm, let labels, _) = run.kind else { continue }
      var predictions: [UInt8] = []
      var tests: [JSONValue] = []
      for test in plan.study.tests {
        let count = correct(
          Cell(arm: arm.name, labels: labels, repetition: run.repetition, test: test.name))
        tests.append(Self.score(test, count))
        for (place, image) in test.images.indexes.enumerated() {
          let label = dataset.test.labels[image]
          predictions.append(place < count ? label : (label + 1) % 10)
        }
      }
      let data = Data(predictions)
      let record = try Record(
        specification: run.specification,
        result: .object(["epochs": .integer(3), "tests": .array(tests)]),
        attachments: [Attachment(name: "predictions", data: data)])
      try store.write(record, attachments: ["predictions": data])
    }
  }

  private static func score(_ test: TestSet, _ correct: Int) -> JSONValue {
    .object([
      "name": .string(test.name), "correct": .integer(Int64(correct)),
      "total": .integer(Int64(test.images.count)), "loss": .number(0.5),
    ])
  }

  func report() throws -> Report {
    try Report(loaded, dataset: dataset, results: StudyResults(plan, in: store))
  }

  /// A folder for reports.
  func reportFolder(_ name: String = "report") -> ReportFolder {
    ReportFolder(folder.url.appendingPathComponent(name))
  }
}

extension ReportFixture {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// Supervised arms, the gaps of rotation, and a random encoder that shows the degenerate cases: no
  /// difference, the same difference, and a repetition that is missing.
  static func correct(_ cell: Cell) -> Int? {
    let index = cell.repetition - 1
    let isAll = cell.test == "all"
    let isSmall = cell.labels == 10
    let base =
      isSmall
      ? (isAll ? [8500, 8600, 8450] : [850, 859, 846])[index]
      : (isAll ? [9000, 9040, 9010] : [900, 903, 901])[index]
    switch cell.arm {
    case "rotation":
      let gaps =
        isSmall
        ? (isAll ? [120, 80, 145] : [12, 8, 15]) : (isAll ? [10, -20, 5] : [1, -2, 0])
      return base + gaps[index]
    case "random":
      guard !isSmall else { return base - (isAll ? 100 : 0) }
      return index < 2 ? base - (isAll ? [300, 250] : [30, 26])[index] : nil
    default:
      return base
    }
  }

  /// Images of a single grey, called strokes: their labels alone matter.
  static let images: Dataset = {
    func set(_ name: String, _ count: Int) -> ImageSet {
      ImageSet(
        name: name, rows: 4, columns: 4, pixels: [UInt8](repeating: 7, count: count * 16),
        labels: (0..<count).map { UInt8($0 % 10) }, classCount: 10)
    }
    let files = DataPart.allCases.map {
      DataFile(name: $0.fileName, digest: Digest(of: $0.fileName))
    }
    return Dataset(
      name: "strokes", training: set("training", 60), test: set("test", 10_000), files: files,
      origin: "made up")
  }()

  static let text = """
    {
      name: "golden",
      title: "A *golden* study: 1 < 2 | #3",
      question: "Does the report\\n\\n# say_it_all_?",
      dataset: { name: "strokes", training: 60, test: 10000, seed: 5 },
      pixels: "unit",
      pretextImages: [0, 10],
      labelledImages: [10, 60],
      subset: "balanced",
      tests: [ { name: "some", images: [5, 1005] }, { name: "all", images: [0, 10000] } ],
      labels: [20],
      seeds: "seeds/registered.txt",
      repetitions: 5,
      encoder: [
        { layer: "convolution", filters: 4, kernel: 3, stride: 2, padding: "same",
          activation: "relu" },
        { layer: "max-pooling", size: 2 },
      ],
      head: [ { layer: "flatten" }, { layer: "dense", units: 10 } ],
      pretexts: [ {
        task: "rotation",
        head: [ { layer: "flatten" }, { layer: "dense", units: 4 } ],
        order: "shuffled",
        training: { optimizer: { name: "adam", learningRate: 1e-3 }, batchSize: 16, epochs: 1 },
      } ],
      training: {
        optimizer: { name: "sgd", learningRate: 1e-2, momentum: 0.9 },
        batchSize: 8,
        updates: 6,
        evaluateEvery: 3,
        validationFraction: 0.2,
        earlyStopping: { monitor: "validation-loss", patience: 2, restoreBest: true },
      },
      arms: [
        { name: "supervised", weights: "random", encoder: "trained" },
        { name: "rotation", weights: "rotation", encoder: "frozen", training: { batchSize: 4 } },
        { name: "random", weights: "random", encoder: "frozen" },
      ],
      analysis: { baseline: "supervised", confidence: 0.95 },
    }
    """
}

/// A folder of a test's own, removed with its last owner.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("bench-report-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }
}
