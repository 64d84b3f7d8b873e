import Network
import Random

/// Small networks trained with every loss of the core, at sizes that fill no vector, shard or batch.
struct OddLosses {
  private let seed: UInt64
  private let level: CPULevel

  /// Networks whose images, targets and weights are drawn from a seed.
  init(seed: UInt64, level: CPULevel) {
    self.seed = seed
    self.level = level
  }

  private static let image: [Layer] = [
    .convolution(filters: 18, kernel: 3, stride: 1, padding: .same), .relu,
    .convolution(filters: 3, kernel: 2, stride: 1, padding: .same),
  ]
  private static let dense: [Layer] = [
    .convolution(filters: 17, kernel: 3, stride: 2, padding: .same),
    .batchNormalization(momentum: 0.9, epsilon: 1e-3), .relu, .flatten, .dense(units: 21),
  ]

  /// Trains and tests all of them and prints what they leave.
  func run() throws(NetworkError) {
    try train("squared-error", .meanSquaredError, Self.image)
    try train("pixels", .pixelCrossEntropy, Self.image)
    try train(
      "decoder", .pixelCrossEntropy,
      [
        .convolution(filters: 5, kernel: 3, stride: 2, padding: .valid), .relu,
        .transposedConvolution(filters: 17, kernel: 3, stride: 2, padding: .valid), .relu,
        .convolution(filters: 4, kernel: 1, stride: 1, padding: .same),
        .upsampling(factor: 2),
      ])
    try train(
      "joined", .classAndBox(boxWeight: 1), branches: 3,
      [
        .convolution(filters: 6, kernel: 3, stride: 2, padding: .same), .relu,
        .dropout(rate: 0.3), .join, .dense(units: 9),
      ])
    try train("box", .classAndBox(boxWeight: 2.5), Self.dense)
    try train(
      "pseudo-labels", .pseudoLabels(threshold: 0.1, weight: 0.7, rampUp: 5), Self.dense)
    try train("contrast", .contrastive(temperature: 0.3), branches: 2, Self.dense)
    try train("contrast-of-images", .contrastive(temperature: 0.1), branches: 2, Self.image)
  }

  private func train(
    _ name: String, _ loss: Loss, branches: Int = 1, _ layers: [Layer]
  ) throws(NetworkError) {
    let network = try Architecture(
      input: Shape(rows: 7, columns: 5, channels: 2), branches: branches, layers: layers)
    let model = Model(network, level: level, tile: 3, loss: loss)
    model.initialize(
      seed: seed,
      purposes: (1...network.affineLayerCount).map { "init/losses/" + String($0) })
    let training = Training(
      optimizer: .adam(learningRate: 1e-2, beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
      batchSize: 37, shuffles: true, length: .epochs(4),
      earlyStopping: EarlyStopping(monitor: .validationLoss, patience: 2, restoresBest: true))
    var trainer = Trainer(
      model, on: OddTargets(network, loss, seed: seed, count: 50),
      validation: OddTargets(network, loss, seed: seed + 1, count: 19), training: training,
      order: RandomStream(seed: seed, purpose: "order/losses"),
      dropout: RandomStreams(seed: seed, purpose: "dropout/losses"))
    let findings = Findings(name: "shapes/losses/" + name)
    findings.log(try trainer.run())
    findings.weights(model.weights)
    findings.test(model.evaluate(OddTargets(network, loss, seed: seed + 2, count: 150)))
  }
}
