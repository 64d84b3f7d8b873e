import Images
import Network
import Pretext

/// One of the lecture's trainings, so that every program of a comparison does the same.
struct Workload<Source: ExampleSource>: Sendable {
  let name: String
  let architecture: Architecture
  let source: Source
  let validation: Source?
  let training: Training
  var loss = Loss.crossEntropy
}

extension Workload {
  /// Floating-point operations of a training step for one example, as a framework counts them:
  /// every output of every layer; forward, the weights' gradient and, but for the first layer, the
  /// input's.
  var operations: Int {
    let first = architecture.layers[0]
    let input = (try? Architecture(input: architecture.input, layers: [first]).multiplications) ?? 0
    return 2 * (3 * architecture.multiplications - input)
  }
}

extension Workload<RotationSource> {
  /// The lecture's pretext training: raw pixels, nothing shuffled, Adam on batches of 192; 23,988
  /// parameters with 64 filters.
  static func pretext(_ options: BenchmarkOptions, _ set: ImageSet) throws -> Self {
    let head: [Layer] = [
      .convolution(filters: 16, kernel: 3, stride: 2, padding: .same), .relu, .flatten,
      .dense(units: RotationSource.classCount),
    ]
    let layers = encoder(options.filters) + head
    return Self(
      name: options.workload.rawValue,
      architecture: try Architecture(
        input: set.shape,
        layers: options.workload == .regularized ? regularized(layers) : layers),
      source: RotationSource(
        pixels: set.pixels, images: 0..<options.images, shape: set.shape, scale: .raw,
        firstImageLast: true),
      validation: nil,
      training: Training(
        optimizer: .adam(learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
        batchSize: 192, shuffles: false, length: .epochs(1 + options.epochs)))
  }
}

extension Workload<ImageSource> {
  /// The lecture's supervised training: 1,000 labelled images of raw pixels, of which the last 200
  /// validate, SGD on batches of 32; 21,994 parameters with 64 filters.
  static func supervised(_ options: BenchmarkOptions, _ set: ImageSet) throws -> Self {
    let layers = encoder(options.filters) + [.flatten, .dense(units: 10)]
    func images(_ range: Range<Int>) -> ImageSource {
      ImageSource(
        pixels: set.pixels, labels: set.labels, indices: Array(range), shape: set.shape,
        scale: .raw)
    }
    return Self(
      name: "supervised", architecture: try Architecture(input: set.shape, layers: layers),
      source: images(10_000..<10_800), validation: images(10_800..<11_000),
      training: Training(
        optimizer: .sgd(learningRate: 1e-3, momentum: 0.9), batchSize: 32, shuffles: true,
        length: .epochs(1 + options.epochs)))
  }
}

/// Batch normalisation behind the convolutions, and dropout before the head.
func regularized(_ layers: [Layer]) -> [Layer] {
  layers.flatMap { layer -> [Layer] in
    switch layer {
    case .convolution: [layer, .batchNormalization(momentum: 0.9, epsilon: 1e-5)]
    case .flatten: [layer, .dropout(rate: 0.5)]
    default: [layer]
    }
  }
}

/// The layers that both networks begin with.
func encoder(_ filters: Int) -> [Layer] {
  [
    .convolution(filters: filters, kernel: 3, stride: 2, padding: .same), .relu,
    .maxPooling(size: 2, stride: 2),
    .convolution(filters: filters / 2, kernel: 3, stride: 1, padding: .same), .relu,
    .maxPooling(size: 2, stride: 2),
  ]
}

extension ImageSet {
  var shape: Shape { Shape(rows: rows, columns: columns, channels: channels) }
}
