import Foundation
import Testing

/// A temporary folder with a tiny study on built-in images, in which the built program runs.
final class SweepWorkspace {
  let folder: URL
  /// Whether reports have pictures: drawing takes longer than the study.
  private let drawsPictures: Bool

  /// Writes the study, as long as a test needs it.
  init(
    pretextEpochs: Int = 2, supervisedRate: String = "1e-3", drawsPictures: Bool = false
  ) throws {
    self.drawsPictures = drawsPictures
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("bench-sweep-\(UUID().uuidString)")
    for name in ["protocols", "seeds"] {
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    try "11\n12\n13\n".write(to: file("seeds/few.txt"), atomically: true, encoding: .utf8)
    try Self.study(pretextEpochs, supervisedRate)
      .write(to: file("protocols/tiny.json5"), atomically: true, encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func file(_ path: String) -> URL { folder.appendingPathComponent(path) }

  /// The words with what this workspace adds to them.
  func complete(_ words: [String]) -> [String] {
    let writes = words.first.map { ["sweep", "report"].contains($0) } ?? false
    // A shard has no report.
    return words + (writes && !drawsPictures && !words.contains("--shard") ? ["--no-pictures"] : [])
  }

  /// A process of the program in this folder, not yet started; its output goes to pipes.
  func process(
    _ words: [String], environment: [String: String] = [:]
  ) throws -> (process: Process, out: Pipe, err: Pipe) {
    let process = Process()
    process.executableURL = try ExecutableTests.executable()
    process.arguments = complete(words)
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { _, new in new }
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = err
    return (process, out, err)
  }

  /// Runs the program to its end.
  func run(
    _ words: String..., environment: [String: String] = [:]
  ) throws -> ExecutableTests.Result {
    try run(words, environment: environment)
  }

  /// The same of words that a test put together.
  func run(
    _ words: [String], environment: [String: String] = [:]
  ) throws -> ExecutableTests.Result {
    let (process, out, err) = try process(words, environment: environment)
    try process.run()
    let outData = out.fileHandleForReading.readDataToEndOfFile()
    let errData = err.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return ExecutableTests.Result(
      code: process.terminationStatus, out: String(decoding: outData, as: UTF8.self),
      err: String(decoding: errData, as: UTF8.self))
  }

  /// The bytes of all files of a report, by name.
  func report(_ path: String = "reports/tiny") throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: file(path).path) {
      files[name] = try Data(contentsOf: file("\(path)/\(name)"))
    }
    return files
  }

  /// Replaces a text in a file, which must have it.
  func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try String(contentsOf: file(path), encoding: .utf8)
    try #require(text.contains(old), "\(path) has \(old)")
    try text.replacingOccurrences(of: old, with: new)
      .write(to: file(path), atomically: true, encoding: .utf8)
  }

  private static func study(_ pretextEpochs: Int, _ supervisedRate: String) -> String {
    """
    {
      name: "tiny", title: "Tiny", question: "Does it run?",
      dataset: { name: "strokes", training: 200, test: 40, seed: 1 },
      pixels: "unit", pretextImages: [0, 60], labelledImages: [60, 200],
      subset: "balanced", tests: [{ name: "test", images: [0, 40] }],
      labels: [20, 50], seeds: "seeds/few.txt", repetitions: 2,
      encoder: [
        { layer: "convolution", filters: 16, kernel: 3, stride: 2, padding: "same",
          activation: "relu" },
        { layer: "max-pooling", size: 2, stride: 2 },
      ],
      head: [{ layer: "flatten" }, { layer: "dense", units: 10 }],
      pretexts: [ {
        task: "rotation", order: "shuffled",
        head: [{ layer: "flatten" }, { layer: "dense", units: 4 }],
        training: { optimizer: { name: "adam", learningRate: 1e-3 }, batchSize: 64,
          epochs: \(pretextEpochs) },
      } ],
      training: { optimizer: { name: "adam", learningRate: 1e-3 }, batchSize: 16, shuffle: true,
        updates: 20, evaluateEvery: 5, validationFraction: 0.2,
        earlyStopping: { monitor: "validation-loss", patience: 3, restoreBest: true } },
      arms: [
        { name: "supervised", weights: "random", encoder: "trained",
          training: { optimizer: { name: "sgd", learningRate: \(supervisedRate), momentum: 0.9 } } },
        { name: "rotation", weights: "rotation", encoder: "frozen" },
        { name: "random", weights: "random", encoder: "frozen" },
      ],
      analysis: { baseline: "supervised", confidence: 0.95 },
    }
    """
  }
}
