import Foundation
public import Network
import Random

/// How fast this machine works on a study's networks: a few real steps of each, measured.
///
/// Estimates for people; never part of a result.
public struct Calibration: Sendable {
  /// Seconds on one core for one example, by the network's place among all; nil where a network was not measured.
  private var trained: [Double?]
  private var read: [Double?]

  /// Measures the networks that a plan's runs use.
  ///
  /// Every network trains on random pixels for its share of the time, on one thread; on two examples at
  /// least, so that a very large network takes longer.
  ///
  /// - Parameters:
  ///   - plan: the plan; at least one of its runs is measured.
  ///   - level: which kernels.
  ///   - limit: seconds for all networks together.
  /// - Throws: `NetworkError` where training fails.
  public init(_ plan: Plan, level: CPULevel, limit: Double = 2) throws {
    let networks = plan.networks.all
    trained = Array(repeating: nil, count: networks.count)
    read = trained
    let works = Self.distinctWorks(of: plan)
    let needs = networks.indices.map { index in
      (
        trains: works.contains { $0.network == index && $0.trained > 0 },
        reads: works.contains { $0.network == index && $0.read > 0 }
      )
    }
    let share = limit / Double(needs.reduce(0) { $0 + ($1.trains ? 1 : 0) + ($1.reads ? 1 : 0) })
    for (index, need) in needs.enumerated() {
      let loss = plan.networks.loss(of: networks[index])
      if need.trains {
        trained[index] = try Self.training(networks[index], loss, level, limit: share)
      }
      if need.reads { read[index] = Self.reading(networks[index], level, limit: share) }
    }
  }

  /// The works of the first repetition: the others have the same.
  private static func distinctWorks(of plan: Plan) -> [Cost.Work] {
    plan.runs.prefix { $0.repetition == 1 }.flatMap(\.cost.works)
  }

  /// Seconds that some work takes on one core.
  ///
  /// - Parameter cost: of a run of the plan.
  /// - Returns: an estimate.
  public func seconds(_ cost: Cost) -> Double {
    cost.works.reduce(0) { sum, work in
      sum + work.trained * (trained[work.network] ?? 0) + work.read * (read[work.network] ?? 0)
    }
  }
}

extension Calibration {
  /// Seconds of one example forward and backward.
  private static func training(
    _ network: Architecture, _ loss: Loss, _ level: CPULevel, limit: Double
  ) throws -> Double {
    let model = Model(network, level: level, loss: loss)
    model.initialize(seed: 0, purposes: purposes(network))
    // Steps of no length take as long as others and cannot diverge, whatever the pixels.
    let training = Training(
      optimizer: .sgd(learningRate: 0, momentum: 0), batchSize: 32, shuffles: false,
      length: .epochs(1))
    return try measure(limit: limit) { count in
      let source = NoiseSource(
        network, classes: loss.classCount(for: network.output) ?? 1, count: count)
      var trainer = Trainer(
        model, on: source, validation: nil as NoiseSource?, training: training,
        order: RandomStream(seed: 0, purpose: "order/calibration"),
        dropout: RandomStreams(seed: 0, purpose: "dropout/calibration"))
      return try timed { _ = try trainer.run() }
    }
  }

  /// Seconds of one example forward.
  private static func reading(
    _ network: Architecture, _ level: CPULevel, limit: Double
  ) -> Double {
    let model = Model(network, level: level, trains: false)
    model.initialize(seed: 0, purposes: purposes(network))
    return measure(limit: limit) { count in
      let source = NoiseSource(network, classes: 1, count: count)
      return timed { _ = model.features(of: source) }
    }
  }

  /// Seconds an example, of twice as many examples each time, until the next would take too long: a
  /// large network is measured on a few, and a small one on so many that the clock can tell.
  private static func measure(
    limit: Double, _ seconds: (_ examples: Int) throws -> Double
  ) rethrows -> Double {
    // Two are the least that can be normalised over the batch.
    var examples = 2
    var spent = 0.0
    while true {
      let time = try seconds(examples)
      spent += time
      if spent + 2 * time > limit || examples >= 4096 { return time / Double(examples) }
      examples *= 2
    }
  }

  /// Seconds that this thread works: what other programs take from its core is not counted.
  private static func timed(_ work: () throws -> Void) rethrows -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    try work()
    return max(now() - start, 1e-9)
  }

  private static func purposes(_ network: Architecture) -> [String] {
    (0..<network.affineLayerCount).map { "init/calibration/\($0)" }
  }
}

/// Random pixels, the same 32 images again and again: a network's time depends on how many of its
/// activations are positive, and noise has about half of them so.
private struct NoiseSource: ExampleSource {
  let shape: Shape
  let branches: Int
  let classes: Int
  let count: Int
  private let values: [Float]

  /// Images that differ from one another.
  private static let variety = 32

  init(_ network: Architecture, classes: Int, count: Int) {
    shape = network.input
    branches = network.branches
    self.classes = classes
    self.count = count
    var stream = RandomStream(seed: 0, purpose: "calibration")
    values = (0..<shape.count * Self.variety).map { _ in stream.unit() }
  }

  func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    let width = shape.columns * shape.channels
    let first = image % Self.variety * shape.count
    for row in 0..<shape.rows {
      for column in 0..<width {
        target[row * rowStride + column] = values[first + row * width + column]
      }
    }
  }

  func label(_ index: Int) -> Int { index % classes }
}
