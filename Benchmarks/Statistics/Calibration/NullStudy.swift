import Datasets
import Foundation
import Images
import Network
import Random
import Study

/// A study of two arms that are equally good by construction, run through protocol, plan, sweep, store
/// and analysis: only the trainings are replaced, by predictions from one distribution.
struct NullStudy {
  static let sizes = [100, 300, 1000]
  static let testImages = 300

  let folder: URL
  let repetitions: Int
  /// Which study; its seeds are its own, and others for another number of repetitions.
  let number: Int

  /// What a report of this study says.
  func results(_ dataset: Dataset) async throws -> (analysis: Analysis, images: ImageAnalysis) {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let first = repetitions * 1_000_000 + number * repetitions
    let seeds = (first..<first + repetitions).map { "\($0)\n" }.joined()
    try Data(seeds.utf8).write(to: folder.appendingPathComponent("seeds.txt"))
    let path = folder.appendingPathComponent("null.json5")
    try Data(Self.text(repetitions).utf8).write(to: path)
    let plan = try Plan(ProtocolLoader.load(path: path.path).study, on: dataset)
    let store = try RecordStore(directory: folder.appendingPathComponent("store"))
    let executor = NullExecutor(dataset.test.labels)
    _ = try await Sweep(plan.runs, store: store, executor: executor, jobs: 1).run(
      isInterrupted: { false }, report: { _ in })
    let results = try StudyResults(plan, in: store)
    return (
      try Analysis(results), try ImageAnalysis(results, truth: dataset.test.labels, classes: 10)
    )
  }

  /// The data set that the protocol names.
  static func dataset(in folder: URL) throws -> Dataset {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("1\n2\n".utf8).write(to: folder.appendingPathComponent("seeds.txt"))
    let study = try ProtocolLoader.load(
      Data(text(2).utf8), path: folder.appendingPathComponent("null.json5").path
    ).study
    return try DataLibrary(searchPath: []).load(study.dataset.request)
  }

  private static func text(_ repetitions: Int) -> String {
    """
    {
      name: "null", title: "Two equal arms", question: "How often does a report see a gap?",
      dataset: { name: "strokes", training: 2100, test: \(testImages), seed: 1 },
      pixels: "unit", pretextImages: [0, 1000], labelledImages: [1000, 2100], subset: "balanced",
      tests: [ { name: "test", images: [0, \(testImages)] } ],
      labels: [\(sizes.map { "\($0)" }.joined(separator: ", "))],
      seeds: "./seeds.txt", repetitions: \(repetitions),
      encoder: [
        { layer: "convolution", filters: 8, kernel: 3, stride: 2, padding: "same",
          activation: "relu" },
      ],
      head: [ { layer: "flatten" }, { layer: "dense", units: 10 } ],
      training: {
        optimizer: { name: "adam", learningRate: 1e-3 }, batchSize: 32, updates: 100, evaluateEvery: 100,
      },
      arms: [
        { name: "baseline", weights: "random", encoder: "trained" },
        { name: "arm", weights: "random", encoder: "frozen" },
      ],
      analysis: { baseline: "baseline", confidence: 0.95, margin: 0.02 },
    }
    """
  }
}

/// Predicts by luck: a latent score of the labelled-set size, the seed (shared by both arms, as the
/// subset and the initial weights are), the arm's luck with the seed, the image's difficulty, and the
/// arm's luck with the image. Both arms have the same distribution, and streams of their own.
struct NullExecutor: RunExecutor {
  private let labels: [UInt8]
  private let difficulty: [Double]

  init(_ labels: [UInt8]) {
    self.labels = labels
    var stream = RandomStream(seed: 1, purpose: "null/difficulty")
    difficulty = labels.map { _ in stream.gaussian() }
  }

  func execute(
    _ run: Run, threads: ThreadShare, isInterrupted: @Sendable () -> Bool
  ) throws -> RunOutcome {
    guard case .downstream(let arm, let size, _) = run.kind else {
      return RunOutcome(result: .object([:]), attachments: [])
    }
    var shared = RandomStream(seed: run.seed, purpose: "null/seed/\(size)")
    var own = RandomStream(seed: run.seed, purpose: "null/\(arm.name)/\(size)")
    let base = 0.3 * log(Double(size) / 100) + 0.8
    let skill = base + 0.15 * shared.gaussian() + 0.08 * own.gaussian()
    let predictions = zip(labels, difficulty).map { label, difficulty in
      skill + difficulty + 0.5 * own.gaussian() > 0 ? label : (label + 1) % 10
    }
    let correct = zip(predictions, labels).count { $0 == $1 }
    let score: [String: JSONValue] = [
      "name": .string("test"), "correct": .integer(Int64(correct)),
      "total": .integer(Int64(labels.count)), "loss": .number(0.5),
    ]
    return RunOutcome(
      result: .object([
        "epochs": .integer(1), "updates": .integer(1), "keptUpdate": .integer(1),
        "stoppedEarly": .bool(false), "tests": .array([.object(score)]), "log": .array([]),
      ]), attachments: [("predictions", Data(predictions))])
  }
}
