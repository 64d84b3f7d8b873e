import Random
import Testing

@testable import Network

extension Layer {
  static let norm = Layer.batchNormalization(momentum: 0.9, epsilon: 1e-3)
}

@Suite("Batch normalisation", .timeLimit(.minutes(10)))
struct NormalizationTests {
  static let cases: [PassCase] = [
    PassCase("dense, norm, dense", 1, 1, 5, [.dense(units: 7), .norm, .dense(units: 3)]),
    PassCase(
      "dense, norm, ReLU, dense", 1, 1, 5, [.dense(units: 18), .norm, .relu, .dense(units: 3)]),
    PassCase("norm of images", 4, 3, 2, [.norm] + PassCase.head),
    PassCase("norm, ReLU of images, conv", 4, 3, 2, [.norm, .relu, .conv(3, 2)] + PassCase.head),
    PassCase(
      "conv, norm, ReLU, pool, dense", 6, 7, 1,
      [.conv(5, 3, 1, .same), .norm, .relu, .pool(2, 2)] + PassCase.head),
    PassCase(
      "conv, norm, pool, ReLU", 6, 7, 1,
      [.conv(17, 3, 1, .same), .norm, .pool(2, 2), .relu] + PassCase.head),
    PassCase(
      "norm into a border", 5, 5, 1,
      [.conv(16, 3, 1, .same), .norm, .relu, .conv(4, 3, 2, .same), .relu] + PassCase.head),
    PassCase(
      "two norms, one behind the other", 4, 4, 2, [.conv(3, 2), .norm, .norm] + PassCase.head),
    PassCase(
      "deep stack", 8, 7, 2,
      [
        .conv(16, 3, 1, .same), .norm, .relu, .pool(2, 2), .conv(5, 3, 1, .same), .norm, .relu,
        .flatten, .norm, .dense(units: 6), .norm, .relu, .dense(units: 4),
      ]),
    PassCase("the output is normalised", 1, 1, 5, [.dense(units: 3), .norm]),
  ]

  /// A model with random weights and sensible running variances.
  static func model(
    _ test: PassCase, level: CPULevel = .best, tile: Int = 3,
    threads: ThreadShare = ThreadShare(1)
  ) throws -> Model {
    let architecture = try Architecture(input: test.input, layers: test.layers)
    let model = try Model.random(architecture, level: level, tile: tile, threads: threads)
    try model.makeVariancesSensible()
    return model
  }

  /// Which weights an optimiser changes.
  static func isTrainable(_ architecture: Architecture) -> [Bool] {
    architecture.layers.indices.flatMap { index in
      let input = architecture.input(of: index)
      let count = architecture.layers[index].parameterCount(on: input)
      let trainable = architecture.layers[index].trainableCount(on: input)
      return (0..<count).map { $0 < trainable }
    }
  }

  // 37 examples are a shard of 32 and one of 5.
  @Test("Gradients equal central finite differences in double precision", arguments: cases)
  func gradient(_ test: PassCase) throws {
    let model = try Self.model(test)
    let start = ReferenceNetwork(
      architecture: model.architecture, weights: model.weights.map(Double.init))
    let source = ListSource.random(
      test.input, count: 37, classes: model.architecture.output.count)
    let images = source.images.map { $0.map(Double.init) }
    let trainable = Self.isTrainable(model.architecture)
    let gradient = try model.batchGradient(on: source).map(Double.init)
    let largest = zip(gradient, trainable).map { $1 ? abs($0) : 0 }.max() ?? 0
    #expect(largest > 1e-2, "a gradient that is not zero")
    var reference = start
    let epsilon = 1e-6
    let loss = start.loss(images, source.labels)
    var kinks = 0
    var checked = 0
    // About thirty weights a network; an odd step reaches all taps and channels in turn.
    let step = gradient.count / 30 | 1
    for index in stride(from: 0, to: gradient.count, by: step) where trainable[index] {
      reference.weights[index] = start.weights[index] + epsilon
      let right = (reference.loss(images, source.labels) - loss) / epsilon
      reference.weights[index] = start.weights[index] - epsilon
      let left = (loss - reference.loss(images, source.labels)) / epsilon
      reference.weights[index] = start.weights[index]
      if abs(right - left) > 1e-3 * largest {
        kinks += 1
        continue
      }
      checked += 1
      // The step's difference of weights has 24 bits beside a weight of about 1.
      let difference = abs((left + right) / 2 - gradient[index])
      #expect(
        difference < 1e-3 * largest + 2e-4, "weight \(index): \(gradient[index]), not \(left)")
    }
    #expect(kinks * 10 <= checked, "\(kinks) kinks beside \(checked) weights")
  }

  @Test("Inference is the training formula with the running statistics", arguments: cases)
  func inference(_ test: PassCase) throws {
    let model = try Self.model(test)
    let reference = ReferenceNetwork(
      architecture: model.architecture, weights: model.weights.map(Double.init))
    let source = ListSource.random(
      test.input, count: 7, classes: model.architecture.output.count)
    for (output, image) in zip(model.outputs(for: source), source.images) {
      for (value, exact) in zip(output, reference.outputs(image.map(Double.init))) {
        #expect(abs(Double(value) - exact) < 5e-5 * max(1, abs(exact)))
      }
    }
  }

  @Test("Inference with the statistics of a batch gives what the batch gave in training")
  func sameFormula() throws {
    let shape = Shape(rows: 1, columns: 1, channels: 3)
    let model = Model(
      try Architecture(
        input: shape, layers: [.batchNormalization(momentum: 0, epsilon: 1e-5)]), level: .best)
    try model.setWeights([1, 2, 3, 0.5, 0, -1, 0, 0, 0, 1, 1, 1], ofFirst: 1)
    let source = ListSource.random(shape, count: 40, classes: 3)
    // With a momentum of 0 the running statistics are those of the last batch; the step is of no size.
    var trainer = Trainer(
      model, on: source,
      training: Training(
        optimizer: .sgd(learningRate: 0, momentum: 0), batchSize: 40, shuffles: false,
        length: .updates(1, interval: 1)))
    let log = try trainer.run()
    let measured = try #require(log.measurements.first)
    let evaluation = model.evaluate(source)
    #expect(abs(evaluation.loss - measured.loss) < 1e-6)
    #expect(evaluation.correct == measured.correct)
  }

  // Channel 0 of two images of 1×2 pixels: 1, 3, 5, 7: mean 4, variance (9 + 1 + 1 + 9) / 4 = 5.
  // Channel 1: 2, 2, 2, 2: mean 2, variance 0. Running: 0.75 × old + 0.25 × new.
  @Test("The running statistics of a batch are those by hand")
  func byHand() throws {
    let model = Model(
      try Architecture(
        input: Shape(rows: 1, columns: 2, channels: 2),
        layers: [.batchNormalization(momentum: 0.75, epsilon: 1), .flatten, .dense(units: 2)]),
      level: .best)
    try model.setWeights([1, 1, 0, 0, 8, 0, 1, 4], ofFirst: 1)
    let source = ListSource(
      shape: Shape(rows: 1, columns: 2, channels: 2), images: [[1, 2, 3, 2], [5, 2, 7, 2]],
      labels: [0, 1])
    _ = try model.batchGradient(on: source)
    // 0.75 × 8 + 0.25 × 4, 0.25 × 2; 0.75 × 1 + 0.25 × 5, 0.75 × 4.
    #expect(Array(model.weights[4...7]) == [7, 0.5, 2, 3] as [Float])
  }

  @Test("A channel that does not vary, and a batch of one example, are no danger")
  func noVariation() throws {
    let model = try Self.model(
      PassCase("", 1, 1, 2, [.norm, .dense(units: 2)]))
    let source = ListSource(
      shape: Shape(rows: 1, columns: 1, channels: 2), images: [[1e4, -3]], labels: [1])
    #expect(try model.batchGradient(on: source).allSatisfy { $0.isFinite })
    #expect(model.evaluate(source).loss.isFinite)
  }

  /// All bits that a training with early stopping leaves.
  private func train(
    _ test: PassCase, level: CPULevel = .best, tile: Int = 3, threads: Int = 1, batchSize: Int
  ) throws -> (bits: [UInt32], log: TrainingLog, loss: Double) {
    let model = try Self.model(test, level: level, tile: tile, threads: ThreadShare(threads))
    let classes = model.architecture.output.count
    let source = ListSource.random(test.input, count: 107, classes: classes)
    let validation = ListSource.random(test.input, count: 33, classes: classes, seed: 2)
    var trainer = Trainer(
      model, on: source, validation: validation,
      training: Training(
        optimizer: .adam(learningRate: 0.02, beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
        batchSize: batchSize, shuffles: true, length: .epochs(12),
        earlyStopping: EarlyStopping(monitor: .validationLoss, patience: 2, restoresBest: true)),
      order: RandomStream(seed: 1, purpose: "order"))
    let log = try trainer.run()
    return (model.weights.bits, log, model.evaluate(validation).loss)
  }

  // 107 in batches of 75: shards of 32, 32 and 11, and a batch of 32; of 107: four shards.
  @Test("Neither threads, tile nor CPU level change a bit", arguments: [75, 107])
  func bits(batchSize: Int) throws {
    let test = Self.cases[8]
    let expected = try train(test, batchSize: batchSize)
    for threads in [2, 3, 8] {
      let found = try train(test, threads: threads, batchSize: batchSize)
      #expect(found.bits == expected.bits && found.log == expected.log, "\(threads) threads")
    }
    for level in CPULevel.available {
      let found = try train(test, level: level, tile: 5, batchSize: batchSize)
      #expect(found.bits == expected.bits && found.log == expected.log, "\(level)")
    }
  }

  @Test("Restoring the best weights brings their running statistics back")
  func restore() throws {
    let trained = try train(Self.cases[4], batchSize: 107)
    let best = try #require(trained.log.measurements.compactMap(\.validationLoss).min())
    #expect(trained.log.stoppedEarly)
    #expect(trained.loss == best)
  }

  @Test("Scale, shift and running statistics begin at 1, 0, 0 and 1, and go round with the weights")
  func weights() throws {
    let architecture = try Architecture(
      input: Shape(rows: 1, columns: 1, channels: 2),
      layers: [.dense(units: 3), .norm, .relu, .dense(units: 2)])
    let model = Model(architecture, level: .best)
    model.initialize(seed: 1, purposes: ["a", "b"])
    #expect(model.weights[9..<21] == [1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1])
    #expect(architecture.parameterCount == 2 * 3 + 3 + 12 + 3 * 2 + 2)
    #expect(architecture.weightedLayerCount == 3)
    #expect(architecture.affineLayerCount == 2)
    let weights = (0..<29).map { Float($0) + 0.5 }
    try model.setWeights(weights, ofFirst: 3)
    #expect(model.weights == weights)
    try model.setWeights([Float](repeating: 2, count: 21), ofFirst: 2)
    #expect(model.weights == [Float](repeating: 2, count: 21) + weights[21...])
  }
}
