import Foundation
import Network
import Random

extension Workload {
  /// Trains as many models as there are seeds at the same time, and prints a line for every epoch of
  /// all of them but the first. The peak is measured in the same process, so that what slows the core
  /// slows both.
  func run(_ options: BenchmarkOptions, _ level: CPULevel) {
    let peak = PeakMeasurement(level: level)
    peak.run(count: options.peaks)
    let clock = EpochClock(trainings: options.seeds) { epoch, seconds, loss in
      guard epoch > 1 else { return }
      let line = BenchmarkLine(
        peer: "bench (\(level.rawValue))", workload: name, threads: options.seeds * options.threads,
        trainings: options.seeds, examples: source.count,
        parameters: architecture.parameterCount, operations: operations, epoch: epoch - 1,
        seconds: seconds, loss: loss)
      print(line)
    }
    let ended = DispatchGroup()
    for seed in 1..<options.seeds {
      ended.enter()
      Thread {
        train(1 + seed, options, level, clock)
        ended.leave()
      }.start()
    }
    // Here: what a thread releases when it ends would race with the end of the program.
    train(1, options, level, clock)
    ended.wait()
    peak.run(count: options.peaks)
  }

  private func train(
    _ seed: Int, _ options: BenchmarkOptions, _ level: CPULevel, _ clock: EpochClock
  ) {
    let model = Model(
      architecture, level: level, threads: ThreadShare(options.threads), loss: loss)
    model.initialize(
      seed: UInt64(seed),
      purposes: (1...architecture.affineLayerCount).map { "init/benchmark/\($0)" })
    var trainer = Trainer(
      model, on: source, validation: validation, training: training,
      order: RandomStream(seed: UInt64(seed), purpose: "order/benchmark"),
      dropout: RandomStreams(seed: UInt64(seed), purpose: "dropout/benchmark"))
    do {
      if seed == 1, let file = options.initial { try model.writeWeights(to: file) }
      _ = try trainer.run(report: { clock.endEpoch(seed, loss: $0.loss) })
    } catch {
      EngineBenchmark.stop("seed \(seed): \(error)")
    }
  }
}

extension Model {
  fileprivate func writeWeights(to path: String) throws {
    let patterns = weights.map(\.bitPattern.littleEndian)
    try patterns.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: path)) }
  }
}

/// One measured epoch, as the programs in `peers` print it.
struct BenchmarkLine: CustomStringConvertible {
  let peer: String
  let workload: String
  let threads: Int
  /// How many trainings did an epoch in this time.
  let trainings: Int
  /// Examples of one training's epoch.
  let examples: Int
  let parameters: Int
  /// Floating-point operations of one example's step.
  let operations: Int
  let epoch: Int
  let seconds: Double
  /// The mean loss of the first training's examples.
  let loss: Double

  var description: String {
    """
    {"peer": "\(peer)", "workload": "\(workload)", "threads": \(threads), \
    "trainings": \(trainings), "examples": \(examples), "parameters": \(parameters), \
    "operations": \(operations), "epoch": \(epoch), "seconds": \(seconds), "loss": \(loss)}
    """
  }
}
