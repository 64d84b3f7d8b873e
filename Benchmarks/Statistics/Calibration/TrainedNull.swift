import Datasets
import Foundation
import Network
import Random
import Statistics
import Study

/// Null studies of real trainings. One arm is trained with many seeds; two groups of its runs are then
/// compared as if they were an arm and its baseline. (One arm under two names would be the same run,
/// with the same streams, and always have the gap zero.)
struct TrainedNull {
  static let columns = ["t", "sign-flip", "Wilcoxon", "Welch", "Mann–Whitney", "t covers 0"]

  let effort: Effort
  let folder: URL

  /// The table.
  func table() async throws -> CalibrationTable {
    let trainings = effort.times(400)
    let counts = try await counts(trainings)
    let sample = try Sample(correct: counts, of: 500)
    var table = CalibrationTable(
      title: "Null studies of real trainings",
      note:
        "\(trainings) trainings of one small network with 100 labels of the built-in set, a seed "
        + "each; accuracy on 500 images \(points(sample.mean)) %, SD \(points(sample.standardDeviation)). "
        + "A study draws 2n of them without replacement and pairs them at random. How often p < 0.05, "
        + "and how often Student's interval has the gap 0, in percent. The standard errors are those of "
        + "drawing studies from these trainings, and not of making new ones.",
      header: ["n"] + Self.columns)
    for n in [3, 5, 10] {
      let tallies = try await Replications.tallies(
        effort.times(20_000), columns: Self.columns.count
      ) { index in
        var stream = RandomStream(seed: Effort.seed, purpose: "trained/\(n)", index: index)
        var order = counts
        stream.shuffle(&order)
        return try Self.answers(Array(order.prefix(n)), Array(order[n..<2 * n]), index)
      }
      table.rows.append(["\(n)"] + tallies.map(\.text))
    }
    return table
  }

  private static func answers(_ arm: [Int], _ baseline: [Int], _ seed: UInt64) throws -> [Bool?] {
    let differences = zip(arm, baseline).map { $0 - $1 }
    let comparison = try PairedComparison(differences: differences, testImages: 500)
    return [
      (comparison.test?.p).rejects, SignFlipTest(differences: differences, seed: seed).p.rejects,
      WilcoxonTest(differences: differences).p.rejects,
      try WelchTest(arm, baseline, denominator: 500).p.rejects,
      MannWhitneyTest(arm, baseline).p.rejects, comparison.interval?.contains(0),
    ]
  }

  private func points(_ fraction: Double?) -> String {
    fraction.map { FixedDecimals.text(100 * $0, decimals: 1) } ?? "–"
  }

  /// The correct counts of so many trainings, by seed.
  private func counts(_ trainings: Int) async throws -> [Int] {
    defer { try? FileManager.default.removeItem(at: folder) }
    let folder = folder.appendingPathComponent("trained")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let seeds = (1...trainings).map { "\($0)\n" }.joined()
    try Data(seeds.utf8).write(to: folder.appendingPathComponent("seeds.txt"))
    let path = folder.appendingPathComponent("trained.json5")
    try Data(text(trainings).utf8).write(to: path)
    let study = try ProtocolLoader.load(path: path.path).study
    let dataset = try DataLibrary(searchPath: []).load(study.dataset.request)
    let plan = try Plan(study, on: dataset)
    let store = try RecordStore(directory: folder.appendingPathComponent("store"))
    let executor = BuiltInExecutor(plan, dataset: dataset, store: store, level: .best)
    _ = try await Sweep(plan.runs, store: store, executor: executor, jobs: 2).run(
      isInterrupted: { false }, report: { _ in })
    return try StudyResults(plan, in: store).rows.filter { $0.arm == study.analysis.baseline }.map(
      \.correct)
  }

  private func text(_ repetitions: Int) -> String {
    """
    {
      name: "trained", title: "One arm", question: "How do runs of one arm vary?",
      dataset: { name: "strokes", training: 1200, test: 500, seed: 1 },
      pixels: "unit", pretextImages: [0, 100], labelledImages: [100, 1200], subset: "balanced",
      tests: [ { name: "test", images: [0, 500] } ],
      labels: [100], seeds: "./seeds.txt", repetitions: \(repetitions),
      encoder: [
        { layer: "convolution", filters: 16, kernel: 3, stride: 2, padding: "same",
          activation: "relu" },
        { layer: "max-pooling", size: 2 },
      ],
      head: [ { layer: "flatten" }, { layer: "dense", units: 10 } ],
      training: {
        optimizer: { name: "adam", learningRate: 1e-3 }, batchSize: 32, updates: 200, evaluateEvery: 200,
      },
      arms: [
        { name: "baseline", weights: "random", encoder: "trained" },
        { name: "frozen", weights: "random", encoder: "frozen" },
      ],
      analysis: { baseline: "baseline", confidence: 0.95 },
    }
    """
  }
}
