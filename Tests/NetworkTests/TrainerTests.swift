import Random
import Testing

@testable import Network

@Suite("Training")
struct TrainerTests {
  static let shape = Shape(rows: 5, columns: 5, channels: 1)
  static let layers: [Layer] = [
    .convolution(filters: 16, kernel: 3, stride: 1, padding: .same), .relu,
    .maxPooling(size: 2, stride: 2), .convolution(filters: 5, kernel: 2, stride: 1, padding: .same),
    .relu, .flatten, .dense(units: 3),
  ]

  private func weights(tile: Int, level: CPULevel, optimizer: Optimizer) throws -> [UInt32] {
    let model = try Model.random(
      try Architecture(input: Self.shape, layers: Self.layers), level: level, tile: tile)
    let source = ListSource.random(Self.shape, count: 40, classes: 3)
    let validation = ListSource.random(Self.shape, count: 5, classes: 3, seed: 2)
    var trainer = Trainer(
      model, on: source, validation: validation,
      training: Training(
        optimizer: optimizer, batchSize: 36, shuffles: true, length: .epochs(2)),
      order: RandomStream(seed: 1, purpose: "order"))
    let log = try trainer.run()
    return model.weights.bits + log.measurements.map { Float($0.loss).bitPattern }
      + log.measurements.map { Float($0.validationLoss ?? 0).bitPattern }
  }

  @Test(
    "Neither tile nor CPU level changes a bit of the trained weights",
    arguments: [
      Optimizer.sgd(learningRate: 0.05, momentum: 0.9),
      .adam(learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
    ])
  func tileAndLevel(optimizer: Optimizer) throws {
    let expected = try weights(tile: 8, level: .best, optimizer: optimizer)
    for level in CPULevel.available {
      for tile in [1, 3, 8, 32, 50] {
        let found = try weights(tile: tile, level: level, optimizer: optimizer)
        #expect(found == expected, "\(level), tiles of \(tile)")
      }
    }
  }

  /// Not a claim about accuracy: whoever changes these bits changes results, and raises the engine's
  /// version.
  @Test(
    "The bits of a training never change",
    arguments: [
      (Optimizer.sgd(learningRate: 0.05, momentum: 0.9), 0xe57a_5e28_327d_ee52),
      (.adam(learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7), 0x7884_68d9_2cf2_d093),
    ] as [(Optimizer, UInt64)])
  func fingerprint(optimizer: Optimizer, expected: UInt64) throws {
    let bits = try weights(tile: 8, level: .best, optimizer: optimizer)
    let found = bits.reduce(0xCBF2_9CE4_8422_2325) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
    #expect(found == expected)
  }

  @Test("The stream of the order decides the order of every epoch")
  func order() throws {
    let source = ListSource.random(Self.shape, count: 12, classes: 3)
    func train(_ stream: UInt64, shuffles: Bool) throws -> [Float] {
      let model = try Model.random(try Architecture(input: Self.shape, layers: Self.layers))
      var trainer = Trainer(
        model, on: source,
        training: Training(
          optimizer: .sgd(learningRate: 0.05, momentum: 0), batchSize: 4, shuffles: shuffles,
          length: .epochs(2)), order: stream)
      _ = try trainer.run()
      return model.weights
    }
    let first = try train(1, shuffles: true)
    #expect(try train(1, shuffles: true) == first)
    #expect(try train(2, shuffles: true) != first)
    #expect(try train(1, shuffles: false) == train(2, shuffles: false))

    // The same two epochs, written out: the second shuffle starts from the first one's order.
    var stream = RandomStream(seed: 1, purpose: "order")
    var order = Array(0..<12)
    var written = ListSource(shape: Self.shape, images: [], labels: [])
    for _ in 0..<2 {
      stream.shuffle(&order)
      written.images += order.map { source.images[$0] }
      written.labels += order.map { source.labels[$0] }
    }
    let model = try Model.random(try Architecture(input: Self.shape, layers: Self.layers))
    var trainer = Trainer(
      model, on: written,
      training: Training(
        optimizer: .sgd(learningRate: 0.05, momentum: 0), batchSize: 4, shuffles: false,
        length: .epochs(1)))
    _ = try trainer.run()
    #expect(model.weights.bits == first.bits)
  }

  @Test("Softmax regression on an image learns well separated classes")
  func separableClasses() throws {
    let shape = Shape(rows: 3, columns: 3, channels: 1)
    let model = Model(
      try Architecture(input: shape, layers: [.flatten, .dense(units: 3)]), level: .best)
    let source = ListSource.clouds(shape, count: 60, classes: 3)
    var trainer = Trainer(
      model, on: source,
      training: Training(
        optimizer: .sgd(learningRate: 0.5, momentum: 0.9), batchSize: 10, shuffles: true,
        length: .epochs(10)))
    let log = try trainer.run()
    #expect(model.evaluate(source).accuracy == 1)
    #expect(model.evaluate(source).loss < 0.05)
    let first = try #require(log.measurements.first)
    let last = try #require(log.measurements.last)
    #expect(last.loss < first.loss / 5)
  }

  @Test("The best weights by validation loss are in the model at the end")
  func restoresBest() throws {
    let model = try Model.random(try Architecture(input: Self.shape, layers: Self.layers))
    // Labels at random: after a while the network fits them by heart and the validation loss rises.
    let source = ListSource.random(Self.shape, count: 12, classes: 3)
    let validation = ListSource.random(Self.shape, count: 12, classes: 3, seed: 9)
    var snapshots: [(update: Int, loss: Double, weights: [Float])] = []
    var trainer = Trainer(
      model, on: source, validation: validation,
      training: Training(
        optimizer: .sgd(learningRate: 0.2, momentum: 0.9), batchSize: 12, shuffles: true,
        length: .epochs(40),
        earlyStopping: EarlyStopping(monitor: .validationLoss, patience: 3, restoresBest: true)),
      order: RandomStream(seed: 1, purpose: "order"))
    let log = try trainer.run(report: { measurement in
      snapshots.append((measurement.update, measurement.validationLoss ?? 0, model.weights))
    })
    let best = try #require(snapshots.min { $0.loss < $1.loss })
    #expect(log.keptUpdate == best.update)
    #expect(log.stoppedEarly)
    #expect(log.updates == best.update + 3)
    #expect(model.weights.bits == best.weights.bits)
    #expect(model.evaluate(validation).loss == best.loss)
  }
}
