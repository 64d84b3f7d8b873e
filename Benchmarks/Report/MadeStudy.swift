import Datasets
import Foundation
import Images
import Random
import Study

/// A study whose records are made up, not trained: as many as asked for, with predictions for 10,000
/// test images each and a training log of the usual length.
struct MadeStudy {
  static let name = "made"
  static let sizes = [50, 100, 200, 500, 1000]
  static let arms = ["supervised", "rotation", "rotation-finetuned", "random"]
  static let testImages = 10_000

  let folder: URL
  let repetitions: Int

  /// Writes the protocol, its seed list and every record.
  func write() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let seeds = (1...repetitions).map { "\($0)\n" }.joined()
    try Data(seeds.utf8).write(to: folder.appendingPathComponent("seeds.txt"))
    let path = folder.appendingPathComponent("\(Self.name).json5")
    try Data(text.utf8).write(to: path)
    let loaded = try ProtocolLoader.load(path: path.path)
    let dataset = try DataLibrary(searchPath: []).load(loaded.study.dataset.request)
    let plan = try Plan(loaded.study, on: dataset)
    let store = try RecordStore(directory: folder.appendingPathComponent("store"))
    for run in plan.runs {
      try write(run, labels: dataset.test.labels, into: store)
    }
    print("\(plan.runs.count) records in \(folder.path)")
  }

  private func write(_ run: Run, labels: [UInt8], into store: RecordStore) throws {
    var attachments: [String: Data] = [:]
    var tests: [JSONValue] = []
    if case .downstream(let arm, let size, _) = run.kind {
      let predictions = predictions(arm.name, size, run.seed, labels)
      let correct = zip(predictions, labels).count { $0 == $1 }
      tests = [
        .object([
          "name": .string("test"), "correct": .integer(Int64(correct)),
          "total": .integer(Int64(Self.testImages)), "loss": .number(0.5),
        ])
      ]
      attachments["predictions"] = Data(predictions)
    }
    let record = try Record(
      specification: run.specification,
      result: .object([
        "epochs": .integer(40), "updates": .integer(2000), "keptUpdate": .integer(2000),
        "stoppedEarly": .bool(false), "tests": .array(tests), "log": .array(log(run.seed)),
      ]), attachments: attachments.map { try Attachment(name: $0.key, data: $0.value) })
    try store.write(record, attachments: attachments)
  }

  /// Right with a probability that depends on the image, the arm, the size and the seed.
  private func predictions(_ arm: String, _ size: Int, _ seed: UInt64, _ labels: [UInt8]) -> [UInt8]
  {
    var difficulty = RandomStream(seed: 1, purpose: "difficulty")
    var own = RandomStream(seed: seed, purpose: "made/\(arm)/\(size)")
    let start: Float = arm == "rotation" ? 0.73 : 0.7
    let skill: Float = start + Float(size) * 1e-4 + own.uniform(-0.02, 0.02)
    return labels.map { label in
      let luck: Float = (own.unit() + difficulty.unit()) / 2
      let other = (Int(label) + 1 + own.integer(below: 9)) % 10
      return luck < skill ? label : UInt8(other)
    }
  }

  private func log(_ seed: UInt64) -> [JSONValue] {
    (1...40).map { line in
      let members: [String: JSONValue] = [
        "update": .integer(Int64(line * 50)), "epoch": .integer(Int64(line)),
        "loss": .number(2.3 / Double(line)), "correct": .integer(Int64(600 + line)),
        "total": .integer(800), "validationLoss": .number(2.5 / Double(line)),
        "validationCorrect": .integer(150), "validationTotal": .integer(200),
      ]
      return .object(members)
    }
  }

  private var text: String {
    """
    {
      name: "\(Self.name)", title: "Made-up records", question: "How long does a report take?",
      dataset: { name: "strokes", training: 2100, test: \(Self.testImages), seed: 1 },
      pixels: "unit", pretextImages: [0, 1000], labelledImages: [1000, 2100], subset: "balanced",
      tests: [ { name: "test", images: [0, \(Self.testImages)] } ],
      labels: [\(Self.sizes.map { "\($0)" }.joined(separator: ", "))],
      seeds: "./seeds.txt", repetitions: \(repetitions),
      encoder: [
        { layer: "convolution", filters: 8, kernel: 3, stride: 2, padding: "same",
          activation: "relu" },
        { layer: "max-pooling", size: 2 },
      ],
      head: [ { layer: "flatten" }, { layer: "dense", units: 10 } ],
      pretexts: [ {
        task: "rotation", head: [ { layer: "flatten" }, { layer: "dense", units: 4 } ],
        order: "shuffled",
        training: { optimizer: { name: "adam", learningRate: 1e-3 }, batchSize: 192, epochs: 1 },
      } ],
      training: {
        optimizer: { name: "adam", learningRate: 1e-3 }, batchSize: 32, updates: 2000,
        evaluateEvery: 50, validationFraction: 0.2,
      },
      arms: [
        { name: "supervised", weights: "random", encoder: "trained" },
        { name: "rotation", weights: "rotation", encoder: "frozen" },
        { name: "rotation-finetuned", weights: "rotation", encoder: "trained" },
        { name: "random", weights: "random", encoder: "frozen" },
      ],
      analysis: { baseline: "supervised", confidence: 0.95, margin: 0.01 },
    }
    """
  }
}
