import Network
import Pretext
import Random

/// Small networks with every layer, optimiser and stopping rule of the core, at sizes that fill no
/// vector, block, shard or batch.
struct OddNetworks {
  private let seed: UInt64
  private let level: CPULevel

  /// Networks whose images and weights are drawn from a seed.
  init(seed: UInt64, level: CPULevel) {
    self.seed = seed
    self.level = level
  }

  /// Trains and tests all of them and prints what they leave.
  func run() throws(NetworkError) {
    try train(
      "vectors-of-first-layer", pixels: .unit, tile: 3,
      layers: [
        .convolution(filters: 16, kernel: 3, stride: 1, padding: .same), .relu,
        .maxPooling(size: 3, stride: 2),
        .convolution(filters: 20, kernel: 3, stride: 2, padding: .valid), .relu, .flatten,
        .dense(units: 24), .relu, .dense(units: 3),
      ],
      Training(
        optimizer: .sgd(learningRate: 0.01, momentum: 0.9), batchSize: 7, shuffles: true,
        length: .epochs(3),
        earlyStopping: EarlyStopping(monitor: .accuracy, patience: 1, restoresBest: true)))
    try train(
      "lists-of-first-layer", pixels: .raw, tile: 5,
      layers: [
        .convolution(filters: 5, kernel: 2, stride: 1, padding: .valid),
        .maxPooling(size: 2, stride: 2), .relu,
        .convolution(filters: 33, kernel: 1, stride: 1, padding: .same), .relu,
        .maxPooling(size: 2, stride: 2), .flatten, .dense(units: 3),
      ],
      Training(
        optimizer: .adam(learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
        batchSize: 40, shuffles: true, length: .epochs(4),
        earlyStopping: EarlyStopping(monitor: .loss, patience: 2, restoresBest: false)))
    try train(
      "regularized", pixels: .unit, tile: 4,
      layers: [
        .convolution(filters: 18, kernel: 3, stride: 1, padding: .valid),
        .batchNormalization(momentum: 0.9, epsilon: 1e-3), .relu,
        .maxPooling(size: 2, stride: 2), .flatten, .dropout(rate: 0.3), .dense(units: 3),
      ],
      Training(
        optimizer: .adam(learningRate: 1e-2, beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
        batchSize: 37, shuffles: true, length: .updates(9, interval: 2),
        earlyStopping: EarlyStopping(monitor: .validationLoss, patience: 2, restoresBest: true)))
    try train(
      "dense", pixels: .unit, tile: 1,
      layers: [.flatten, .dense(units: 17), .relu, .dense(units: 3)],
      Training(
        optimizer: .sgd(learningRate: 0.02, momentum: 0), batchSize: 11, shuffles: false,
        length: .updates(20, interval: 3),
        earlyStopping: EarlyStopping(monitor: .validationAccuracy, patience: 2, restoresBest: true))
    )
    try rotate()
    try join()
    try decode()
  }
}

extension OddNetworks {
  private static let shape = Shape(rows: 11, columns: 9, channels: 3)
  private static let classCount = 3
  private static let imageCount = 90

  /// Trains on the first images, watches the next ones and tests on the last.
  private func train(
    _ name: String, pixels scale: PixelValues, tile: Int, layers: [Layer], _ training: Training
  ) throws(NetworkError) {
    let network = try Architecture(input: Self.shape, layers: layers)
    let model = Model(network, level: level, tile: tile)
    model.initialize(seed: seed, purposes: purposes(network))
    let pixels = noise(Self.imageCount * Self.shape.count, classLength: Self.shape.count)
    let labels = (0..<Self.imageCount).map { UInt8($0 % Self.classCount) }
    func images(_ range: Range<Int>) -> ImageSource {
      ImageSource(
        pixels: pixels, labels: labels, indices: Array(range), shape: Self.shape, scale: scale)
    }
    try find(
      name, model, on: images(0..<50), validation: images(50..<70), test: images(70..<90),
      training)
  }

  /// Trains a model and prints what it leaves.
  private func find<Source: ExampleSource>(
    _ name: String, _ model: Model, on source: Source, validation: Source?, test: Source,
    _ training: Training
  ) throws(NetworkError) {
    var trainer = Trainer(
      model, on: source, validation: validation, training: training,
      order: RandomStream(seed: seed, purpose: "order/shapes"),
      dropout: RandomStreams(seed: seed, purpose: "dropout/shapes"))
    let findings = Findings(name: "shapes/" + name)
    findings.log(try trainer.run())
    findings.weights(model.weights)
    findings.test(model.evaluate(test))
  }

  /// Trains on rotations in their own order, the first image last, through a pool that overlaps.
  private func rotate() throws(NetworkError) {
    let shape = Shape(rows: 5, columns: 5, channels: 2)
    let network = try Architecture(
      input: shape,
      layers: [
        .convolution(filters: 32, kernel: 3, stride: 1, padding: .same), .relu,
        .maxPooling(size: 2, stride: 1), .flatten, .dense(units: RotationSource.classCount),
      ])
    let model = Model(network, level: level, tile: 7)
    model.initialize(seed: seed, purposes: purposes(network))
    let source = RotationSource(
      pixels: noise(25 * shape.count, classLength: shape.count), images: 2..<25, shape: shape,
      scale: .unit, firstImageLast: true)
    try find(
      "rotations", model, on: source, validation: nil, test: source,
      Training(
        optimizer: .adam(learningRate: 0.01, beta1: 0.8, beta2: 0.99, epsilon: 1e-6),
        batchSize: 35, shuffles: false, length: .epochs(3)))
  }

  /// Trains on examples of three images, normalised and dropped before and behind the join.
  private func join() throws(NetworkError) {
    try train(
      "join", .crossEntropy, branches: 3,
      layers: [
        .convolution(filters: 17, kernel: 3, stride: 2, padding: .same),
        .batchNormalization(momentum: 0.9, epsilon: 1e-3), .relu, .dropout(rate: 0.2), .flatten,
        .dense(units: 9), .relu, .join, .dense(units: 19),
        .batchNormalization(momentum: 0.8, epsilon: 1e-3), .relu, .dropout(rate: 0.3),
        .dense(units: 5),
      ])
  }

  /// Trains decoders: of few channels with windows that overlap or leave gaps, and of whole vectors.
  private func decode() throws(NetworkError) {
    try train(
      "decoder", .meanSquaredError,
      layers: [
        .convolution(filters: 6, kernel: 3, stride: 2, padding: .same), .relu,
        .transposedConvolution(filters: 5, kernel: 3, stride: 2, padding: .same), .relu,
        .upsampling(factor: 2),
        .transposedConvolution(filters: 3, kernel: 2, stride: 3, padding: .valid),
      ])
    try train(
      "decoder-of-vectors", .pixelCrossEntropy,
      layers: [
        .convolution(filters: 32, kernel: 3, stride: 2, padding: .same), .relu,
        .transposedConvolution(filters: 16, kernel: 3, stride: 2, padding: .same), .relu,
        .upsampling(factor: 2), .convolution(filters: 3, kernel: 3, stride: 1, padding: .same),
      ])
  }

  private func train(
    _ name: String, _ loss: Loss, branches: Int = 1, layers: [Layer]
  ) throws(NetworkError) {
    let network = try Architecture(
      input: Shape(rows: 5, columns: 6, channels: 2), branches: branches, layers: layers)
    let model = Model(network, level: level, tile: 3, loss: loss)
    model.initialize(seed: seed, purposes: purposes(network))
    try find(
      name, model, on: OddTargets(network, loss, seed: seed, count: 50),
      validation: OddTargets(network, loss, seed: seed + 1, count: 19),
      test: OddTargets(network, loss, seed: seed + 2, count: 35),
      Training(
        optimizer: .adam(learningRate: 1e-2, beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
        batchSize: 37, shuffles: true, length: .epochs(4),
        earlyStopping: EarlyStopping(monitor: .validationLoss, patience: 2, restoresBest: true)))
  }

  private func purposes(_ network: Architecture) -> [String] {
    (1...network.affineLayerCount).map { "init/shapes/" + String($0) }
  }

  /// Random bytes, darker or brighter by the class of the image that they belong to.
  private func noise(_ count: Int, classLength: Int) -> [UInt8] {
    var stream = RandomStream(seed: seed, purpose: "shapes/pixels")
    return (0..<count).map { place in
      UInt8(stream.integer(below: 160) + 40 * (place / classLength % Self.classCount))
    }
  }
}
