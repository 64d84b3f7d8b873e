import Datasets
import Foundation
import Images
import Network
import Random
import Testing

@testable import Study

/// What the executor does, done again step by step: every arm of a seed on one labelled subset.
@Suite("Runs made by hand", .timeLimit(.minutes(10)))
struct ExecutorByHandTests {
  private let labels = 10
  private let seed: UInt64 = 11

  /// A training of an arm that is done by hand, its weights, and what it is right about.
  private struct ByHand {
    let weights: [Float]
    let evaluations: [Evaluation]
    let log: TrainingLog
  }

  private func finish<Source: ExampleSource>(
    _ model: Model, _ arm: Arm, training: Source, validation: Source, tests: [Source]
  ) throws -> ByHand {
    var trainer = Trainer(
      model, on: training, validation: validation,
      training: Training(
        optimizer: .adam(learningRate: 1e-2, beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
        batchSize: 8, shuffles: true, length: .updates(6, interval: 3),
        earlyStopping: EarlyStopping(monitor: .validationLoss, patience: 2, restoresBest: true)),
      order: RandomStream(seed: seed, purpose: "order/downstream"))
    let log = try trainer.run()
    return ByHand(weights: model.weights, evaluations: tests.map { model.evaluate($0) }, log: log)
  }

  /// The labelled subset of the seed: eight images to train on, then two to validate on.
  private func subset(_ dataset: Dataset) -> [Int] {
    let order = LabelledSubset.balancedOrder(
      labels: dataset.training.labels, pool: 10..<60, classCount: 10, seed: seed)
    return Array(order.prefix(labels))
  }

  private func images(_ set: ImageSet, _ indices: [Int]) -> ImageSource {
    ImageSource(
      pixels: set.pixels, labels: set.labels, indices: indices,
      shape: Shape(rows: 28, columns: 28, channels: 1), scale: .unit)
  }

  /// The encoder of an arm, by its first weights.
  private func encoderWeights(_ arm: Arm, _ fixture: ExecutorFixture) throws -> [Float] {
    let model = Model(fixture.plan.networks.encoder, level: .portable)
    model.initialize(seed: seed, purposes: ["init/encoder/1"])
    guard arm.pretext != nil else { return model.weights }
    let record = try #require(try fixture.record("pretraining rotation, seed \(seed)"))
    return Array(try fixture.floats("weights", of: record).prefix(model.weights.count))
  }

  private func trained(_ arm: Arm, _ fixture: ExecutorFixture) throws -> ByHand {
    let model = Model(fixture.plan.networks.classifier, level: .portable)
    model.initialize(seed: seed, purposes: ["init/encoder/1", "init/head/1"])
    try model.setWeights(encoderWeights(arm, fixture), ofFirst: 1)
    let dataset = fixture.dataset
    let order = subset(dataset)
    return try finish(
      model, arm, training: images(dataset.training, Array(order[..<8])),
      validation: images(dataset.training, Array(order[8...])),
      tests: [images(dataset.test, Array(5..<15)), images(dataset.test, Array(0..<20))])
  }

  private func frozen(_ arm: Arm, _ fixture: ExecutorFixture) throws -> ByHand {
    let encoder = Model(fixture.plan.networks.encoder, level: .portable, trains: false)
    try encoder.setWeights(encoderWeights(arm, fixture), ofFirst: 1)
    let head = Model(fixture.plan.networks.head, level: .portable)
    head.initialize(seed: seed, purposes: ["init/head/1"])
    func features(_ set: ImageSet, _ indices: [Int]) -> FeatureSource {
      FeatureSource(
        features: encoder.features(of: images(set, indices)), rows: Array(indices.indices),
        labels: indices.map { set.labels[$0] })
    }
    let dataset = fixture.dataset
    let order = subset(dataset)
    return try finish(
      head, arm, training: features(dataset.training, Array(order[..<8])),
      validation: features(dataset.training, Array(order[8...])),
      tests: [features(dataset.test, Array(5..<15)), features(dataset.test, Array(0..<20))])
  }

  @Test("Every arm is what its networks give by hand on the seed's one labelled subset")
  func arms() throws {
    let fixture = try ExecutorFixture { $0.repetitions = 1 }
    try fixture.make("pretraining rotation, seed 11")
    for arm in fixture.plan.study.arms {
      let label = "\(arm.name), \(labels) labels, seed \(seed)"
      try fixture.make(label)
      let (record, result) = try #require(try fixture.result(label))
      let byHand = try arm.encoder == .trained ? trained(arm, fixture) : frozen(arm, fixture)
      #expect(try fixture.floats("weights", of: record) == byHand.weights, "\(label)")
      #expect(result.tests.map(\.correct) == byHand.evaluations.map(\.correct), "\(label)")
      #expect(result.tests.map(\.loss) == byHand.evaluations.map(\.loss), "\(label)")
      #expect(result.log.map(\.loss) == byHand.log.measurements.map(\.loss), "\(label)")
      #expect(result.keptUpdate == byHand.log.keptUpdate, "\(label)")
    }
  }

  @Test("Pretraining changes the encoder that the supervised arm begins with")
  func pretrained() throws {
    let fixture = try ExecutorFixture()
    try fixture.make("pretraining rotation, seed 11")
    let arms = fixture.plan.study.arms
    let random = try encoderWeights(arms[0], fixture)
    #expect(try encoderWeights(arms[1], fixture) != random)
    #expect(try encoderWeights(arms[1], fixture).count == 4 * 9 + 4)
  }
}
