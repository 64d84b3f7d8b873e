import Datasets
import Foundation
import Images
import Network
import Pretext
import Random

/// Times whole epochs of the lecture's pretext training: 40,000 rotated images of raw pixels in
/// batches of 192 with Adam, not shuffled, on one thread or on `--threads`.
/// `--regularized` trains the network with batch normalisation and dropout instead.
///
/// One warm-up epoch is run and not reported; each measured epoch is one JSON line on standard output,
/// in the same form as `peers/keras_epoch.py` prints it. `BENCH_CPU` chooses the kernels.
@main
enum EngineBenchmark {
  static func main() throws {
    let environment = ProcessInfo.processInfo.environment
    let level = environment["BENCH_CPU"].flatMap(CPULevel.init) ?? .best
    let epochs = number("--epochs") ?? 3
    let images = number("--images") ?? 10_000
    let threads = number("--threads") ?? 1
    let library = DataLibrary(
      searchPath: DataLibrary.searchPath(dataOption: word("--data"), environment: environment))
    let training = try library.load(DatasetRequest("mnist")).training
    let source = RotationSource(
      pixels: training.pixels, images: 0..<images,
      shape: Shape(rows: training.rows, columns: training.columns, channels: 1), scale: .raw,
      firstImageLast: true)
    try run(source, level: level, epochs: epochs, threads: threads)
  }

  private static func run(
    _ source: RotationSource, level: CPULevel, epochs: Int, threads: Int
  ) throws {
    let model = Model(
      try Architecture(input: source.shape, layers: isRegularized ? regularized : layers),
      level: level,
      threads: ThreadShare(threads))
    model.initialize(seed: 1, purposes: (1...4).map { "init/benchmark/\($0)" })
    let training = Training(
      optimizer: .adam(learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
      batchSize: 192, shuffles: false, length: .epochs(1 + epochs))
    var trainer = Trainer(
      model, on: source, validation: nil as RotationSource?, training: training,
      order: RandomStream(seed: 1, purpose: "order/benchmark"),
      dropout: RandomStreams(seed: 1, purpose: "dropout/benchmark"))
    let clock = ContinuousClock()
    var start = clock.now
    _ = try trainer.run(isInterrupted: { false }) { measurement in
      let seconds = (clock.now - start) / .seconds(1)
      if measurement.epoch > 1 {
        print(
          """
          {"peer": "bench (\(level.rawValue))", "threads": \(threads), "examples": \(source.count), \
          "epoch": \(measurement.epoch - 1), "seconds": \(seconds)}
          """)
      }
      start = clock.now
    }
  }

  /// The lecture's pretext network, 23,988 parameters.
  private static let layers: [Layer] = [
    .convolution(filters: 64, kernel: 3, stride: 2, padding: .same), .relu,
    .maxPooling(size: 2, stride: 2),
    .convolution(filters: 32, kernel: 3, stride: 1, padding: .same), .relu,
    .maxPooling(size: 2, stride: 2),
    .convolution(filters: 16, kernel: 3, stride: 2, padding: .same), .relu,
    .flatten, .dense(units: 4),
  ]

  /// The same with batch normalisation behind the convolutions and dropout before the head: not the
  /// lecture's, but what `--regularized` trains.
  private static var regularized: [Layer] {
    layers.flatMap { layer -> [Layer] in
      switch layer {
      case .convolution: [layer, .batchNormalization(momentum: 0.9, epsilon: 1e-5)]
      case .flatten: [layer, .dropout(rate: 0.5)]
      default: [layer]
      }
    }
  }

  private static var isRegularized: Bool { CommandLine.arguments.contains("--regularized") }

  private static func word(_ option: String) -> String? {
    let words = CommandLine.arguments
    guard let place = words.firstIndex(of: option), place + 1 < words.count else { return nil }
    return words[place + 1]
  }

  private static func number(_ option: String) -> Int? { word(option).flatMap { Int($0) } }
}
