public import Network
import Random

/// How fast this machine works on a study's networks: a few real steps of each, measured.
///
/// Estimates for people; never part of a result.
public struct Calibration: Sendable {
  /// Seconds on one core for one example, by `Cost.Part`; nil where a network was not measured.
  private var trained: [Double?]
  private var read: [Double?]

  /// Measures the networks that a plan's runs use.
  ///
  /// Every network trains on batches of random pixels until its share of the time is over, on one
  /// thread; at least one batch each, so that a very large network takes longer.
  ///
  /// - Parameters:
  ///   - plan: the plan; at least one of its runs is measured.
  ///   - level: which kernels.
  ///   - limit: seconds for all networks together.
  /// - Throws: `NetworkError` where training fails.
  public init(_ plan: Plan, level: CPULevel, limit: Double = 2) throws {
    trained = Array(repeating: nil, count: Cost.Part.allCases.count)
    read = trained
    let works = plan.runs.flatMap(\.cost.works)
    let needs = Cost.Part.allCases.map { part in
      (
        part: part, trains: works.contains { $0.part == part && $0.trained > 0 },
        reads: works.contains { $0.part == part && $0.read > 0 }
      )
    }
    let share = limit / Double(needs.reduce(0) { $0 + ($1.trains ? 1 : 0) + ($1.reads ? 1 : 0) })
    for need in needs {
      guard let network = plan.networks.network(need.part) else { continue }
      if need.trains {
        trained[need.part.rawValue] = try Self.training(network, level, limit: share)
      }
      if need.reads { read[need.part.rawValue] = Self.reading(network, level, limit: share) }
    }
  }

  /// Seconds that some work takes on one core.
  ///
  /// - Parameter cost: of a run of the plan.
  /// - Returns: an estimate.
  public func seconds(_ cost: Cost) -> Double {
    cost.works.reduce(0) { sum, work in
      sum + work.trained * (trained[work.part.rawValue] ?? 0)
        + work.read * (read[work.part.rawValue] ?? 0)
    }
  }
}

extension Calibration {
  /// Examples of a batch, one shard of the engine's.
  private static let batch = 32

  private static func training(
    _ network: Architecture, _ level: CPULevel, limit: Double
  ) throws -> Double {
    let model = Model(network, level: level)
    model.initialize(seed: 0, purposes: purposes(network))
    // Steps of no length take as long as others and cannot diverge, whatever the pixels.
    let training = Training(
      optimizer: .sgd(learningRate: 0, momentum: 0), batchSize: batch, shuffles: false,
      length: .epochs(1))
    let source = NoiseSource(shape: network.input, classes: network.output.count, count: batch)
    return try measure(limit: limit) {
      var trainer = Trainer(
        model, on: source, validation: nil as NoiseSource?, training: training,
        order: RandomStream(seed: 0, purpose: "order/calibration"),
        dropout: RandomStreams(seed: 0, purpose: "dropout/calibration"))
      _ = try trainer.run()
    }
  }

  private static func reading(
    _ network: Architecture, _ level: CPULevel, limit: Double
  ) -> Double {
    let model = Model(network, level: level, trains: false)
    model.initialize(seed: 0, purposes: purposes(network))
    let source = NoiseSource(shape: network.input, classes: 1, count: batch)
    return measure(limit: limit) { _ = model.features(of: source) }
  }

  /// Seconds an example: batches, until the time is over. The first warms up, and counts only where it
  /// is the only one.
  private static func measure(
    limit: Double, _ batch: () throws -> Void
  ) rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try batch()
    let warm = clock.now
    var count = 0
    while (clock.now - start) / .seconds(1) < limit {
      try batch()
      count += 1
    }
    let time = count == 0 ? warm - start : clock.now - warm
    return time / .seconds(1) / Double(max(count, 1) * Self.batch)
  }

  private static func purposes(_ network: Architecture) -> [String] {
    (0..<network.affineLayerCount).map { "init/calibration/\($0)" }
  }
}

/// Random pixels, as many as one batch has: a network's time depends on how many of its activations are
/// positive, and noise has about half of them so.
private struct NoiseSource: ExampleSource {
  let shape: Shape
  let classes: Int
  let count: Int
  private let values: [Float]

  init(shape: Shape, classes: Int, count: Int) {
    self.shape = shape
    self.classes = classes
    self.count = count
    var stream = RandomStream(seed: 0, purpose: "calibration")
    values = (0..<shape.count * count).map { _ in stream.unit() }
  }

  func write(_ index: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    let width = shape.columns * shape.channels
    for row in 0..<shape.rows {
      for column in 0..<width {
        target[row * rowStride + column] = values[index * shape.count + row * width + column]
      }
    }
  }

  func label(_ index: Int) -> Int { index % classes }
}
