import Images
import Network
import Pretext
import Random

/// The runs of one seed of a study with the rotation pretext, as `protocols/smoke.json5` describes them,
/// over the built-in images.
///
/// The committed `reports/smoke` has the digests of the weights and predictions of its runs: where this
/// departs from the protocol, or from what `bench` does, they differ.
struct RotationStudy {
  /// The ways to a classifier, by their names in the protocol.
  enum Arm: String {
    case supervised
    case rotation
    case finetuned = "rotation-finetuned"
    case random
  }

  private let size: Size
  private let seed: UInt64
  private let level: CPULevel
  private let training: ImageSet
  private let tests: ImageSet
  /// The labelled images, as many as the largest size has; those of a smaller one come first.
  private let subset: [Int]

  /// Draws the images of a study.
  init(_ size: Size, seed: UInt64, level: CPULevel) {
    self.size = size
    self.seed = seed
    self.level = level
    training = Strokes.images(size.trainingImages, of: .training, seed: 2026)
    tests = Strokes.images(size.testImages, of: .test, seed: 2026)
    let order = LabelledSubset.balancedOrder(
      labels: training.labels, pool: size.pretextImages..<size.trainingImages,
      classCount: training.classCount, seed: seed)
    subset = Array(order.prefix(size.labels.max() ?? 0))
  }

  /// Makes the runs of some arms, and the pretraining if one of them needs it, and prints what they leave.
  func run(_ arms: [Arm]) throws(NetworkError) {
    findings("data").bytes("train-images-idx3-ubyte", training.pixels)
    findings("data").bytes("train-labels-idx1-ubyte", training.labels)
    findings("data").bytes("t10k-images-idx3-ubyte", tests.pixels)
    findings("data").bytes("t10k-labels-idx1-ubyte", tests.labels)
    let needsPretext = arms.contains { $0 == .rotation || $0 == .finetuned }
    let pretrained = needsPretext ? try pretrain() : nil
    for arm in arms {
      switch arm {
      case .supervised: try train(arm, from: nil)
      case .finetuned: try train(arm, from: pretrained)
      case .rotation: try trainHead(arm, on: pretrained)
      case .random: try trainHead(arm, on: nil)
      }
    }
  }
}

extension RotationStudy {
  /// What differs between the studies.
  struct Size {
    let name: String
    let trainingImages: Int
    let testImages: Int
    /// The first of the training images; the others are the labelled ones.
    let pretextImages: Int
    let pretext: Training
    let labels: [Int]
    let downstream: Training

    /// The committed study.
    static let smoke = Size(
      name: "smoke", trainingImages: 2000, testImages: 500, pretextImages: 1000,
      pretext: training(batch: 192, .epochs(5)), labels: [50, 200],
      downstream: training(batch: 32, .updates(300, interval: 25), patience: 4))

    /// The same for an emulated processor: seconds, and batches that are not full.
    static let small = Size(
      name: "small", trainingImages: 100, testImages: 50, pretextImages: 50,
      pretext: training(batch: 48, .epochs(2)), labels: [20, 30],
      downstream: training(batch: 9, .updates(24, interval: 4), patience: 1))

    private static func training(
      batch: Int, _ length: Training.Length, patience: Int? = nil
    ) -> Training {
      Training(
        optimizer: .adam(learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
        batchSize: batch, shuffles: true, length: length,
        earlyStopping: patience.map {
          EarlyStopping(monitor: .validationLoss, patience: $0, restoresBest: true)
        })
    }
  }

  private static let shape = Shape(rows: 28, columns: 28, channels: 1)
  private static let encoder: [Layer] = [
    .convolution(filters: 64, kernel: 3, stride: 2, padding: .same), .relu,
    .maxPooling(size: 2, stride: 2),
    .convolution(filters: 32, kernel: 3, stride: 1, padding: .same), .relu,
    .maxPooling(size: 2, stride: 2),
  ]
  private static let pretextHead: [Layer] = [
    .convolution(filters: 16, kernel: 3, stride: 2, padding: .same), .relu, .flatten,
    .dense(units: RotationSource.classCount),
  ]
  private static let head: [Layer] = [.flatten, .dense(units: Strokes.classCount)]
  private static let encoderPurposes = ["init/encoder/1", "init/encoder/2"]
}

extension RotationStudy {
  /// Trains on the rotations; the weights of the encoder.
  private func pretrain() throws(NetworkError) -> [Float] {
    let model = try model(Self.encoder + Self.pretextHead, ["pretext-head/1", "pretext-head/2"])
    let source = RotationSource(
      pixels: training.pixels, images: 0..<size.pretextImages, shape: Self.shape, scale: .unit,
      firstImageLast: false)
    var trainer = Trainer(
      model, on: source, validation: nil as RotationSource?, training: size.pretext,
      order: RandomStream(seed: seed, purpose: "order/pretext"))
    let log = try trainer.run()
    findings("pretraining").weights(model.weights)
    findings("pretraining").log(log)
    let encoder = try Architecture(input: Self.shape, layers: Self.encoder)
    return Array(model.weights.prefix(encoder.parameterCount))
  }

  /// Trains encoder and head.
  private func train(_ arm: Arm, from encoder: [Float]?) throws(NetworkError) {
    for labels in size.labels {
      let model = try model(Self.encoder + Self.head, ["head/1"], encoder: encoder)
      let split = trainingCount(labels)
      try finish(
        arm, labels, model, training: images(training, Array(subset[..<split])),
        validation: images(training, Array(subset[split..<labels])),
        test: images(tests, Array(0..<tests.count)))
    }
  }

  /// Trains a head on what a frozen encoder makes of the images.
  private func trainHead(_ arm: Arm, on weights: [Float]?) throws(NetworkError) {
    let encoder = try model(Self.encoder, [], encoder: weights)
    let labelled = encoder.features(of: images(training, subset))
    let tested = encoder.features(of: images(tests, Array(0..<tests.count)))
    func rows(_ range: Range<Int>) -> FeatureSource {
      FeatureSource(
        features: labelled, rows: Array(range), labels: range.map { training.labels[subset[$0]] })
    }
    for labels in size.labels {
      let network = try Architecture(input: encoder.architecture.output, layers: Self.head)
      let model = Model(network, level: level)
      model.initialize(seed: seed, purposes: ["init/head/1"])
      let split = trainingCount(labels)
      try finish(
        arm, labels, model, training: rows(0..<split), validation: rows(split..<labels),
        test: FeatureSource(features: tested, rows: Array(0..<tested.count), labels: tests.labels))
    }
  }

  /// Trains, tests with the weights that were kept, and prints all.
  private func finish<Source: ExampleSource>(
    _ arm: Arm, _ labels: Int, _ model: Model, training: Source, validation: Source, test: Source
  ) throws(NetworkError) {
    var trainer = Trainer(
      model, on: training, validation: validation, training: size.downstream,
      order: RandomStream(seed: seed, purpose: "order/downstream"))
    let log = try trainer.run()
    let findings = findings(arm.rawValue + "/" + String(labels))
    findings.weights(model.weights)
    findings.log(log)
    findings.test(model.evaluate(test))
  }
}

extension RotationStudy {
  private func findings(_ run: String) -> Findings { Findings(name: size.name + "/" + run) }

  /// A fifth of the labelled images, the last ones, is validation.
  private func trainingCount(_ labels: Int) -> Int { labels / 5 * 4 }

  /// A network that begins with the encoder, whose weights are random or those of the pretraining.
  private func model(
    _ layers: [Layer], _ head: [String], encoder weights: [Float]? = nil
  ) throws(NetworkError) -> Model {
    let model = Model(try Architecture(input: Self.shape, layers: layers), level: level)
    model.initialize(seed: seed, purposes: Self.encoderPurposes + head.map { "init/" + $0 })
    if let weights { try model.setWeights(weights, ofFirst: Self.encoderPurposes.count) }
    return model
  }

  private func images(_ set: ImageSet, _ indices: [Int]) -> ImageSource {
    ImageSource(
      pixels: set.pixels, labels: set.labels, indices: indices, shape: Self.shape, scale: .unit)
  }
}
