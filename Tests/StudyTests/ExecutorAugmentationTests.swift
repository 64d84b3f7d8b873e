import Datasets
import Foundation
import Images
import Network
import Random
import Testing

@testable import Study

@Suite("Runs on augmented images", .timeLimit(.minutes(10)))
struct ExecutorAugmentationTests {
  private static func augment(_ study: inout Study) {
    study.repetitions = 1
    study.labels = [10]
    for index in study.arms.indices {
      study.arms[index].training.augmentation = .init(crop: 2, flip: true)
    }
    study.pretexts[0].training.augmentation = .init(crop: 2, flip: true)
    study.pretexts[0].order = .shuffledImages
    study.pretexts[0].training.shuffle = false
  }

  @Test("Every run differs from the one on plain images; jobs and levels change no bit")
  func equal() async throws {
    let plain = try ExecutorFixture { study in
      study.repetitions = 1
      study.labels = [10]
    }
    _ = try await plain.sweep()
    let levels = CPULevel.available
    let first = try ExecutorFixture(Self.augment)
    _ = try await first.sweep(jobs: 1, level: levels[0])
    let second = try ExecutorFixture(Self.augment)
    _ = try await second.sweep(jobs: 4, level: levels[levels.count - 1])
    let records = try first.records()
    #expect(records.count == 5)
    #expect(try second.records() == records)
    for (one, other) in zip(records, try plain.records()) { #expect(one.digest != other.digest) }
  }

  @Test("A head on a frozen encoder sees augmented images in training and plain ones in tests")
  func frozen() throws {
    let fixture = try ExecutorFixture(Self.augment)
    try fixture.make("random, 10 labels, seed 11")
    let (record, result) = try #require(try fixture.result("random, 10 labels, seed 11"))
    // By hand, without a cache and without the source that encodes: the features of each epoch are
    // computed before it, and every epoch is a training of its own.
    let networks = fixture.plan.networks
    let encoder = Model(networks.encoder, level: .portable, trains: false)
    encoder.initialize(seed: 11, purposes: ["init/encoder/1"])
    let head = Model(networks.head, level: .portable)
    head.initialize(seed: 11, purposes: ["init/head/1"])
    let set = fixture.dataset.training
    let order = LabelledSubset.balancedOrder(
      labels: set.labels, pool: 10..<60, classCount: 10, seed: 11
    ).prefix(10)
    let augmenter = Augmenter(
      Augmentation(crop: 2, flips: true), seed: 11, purpose: "downstream")
    func features(_ set: ImageSet, _ indices: [Int], _ epoch: Int?) -> FeatureSource {
      var source = ImageSource(
        pixels: set.pixels, labels: set.labels, indices: indices, shape: networks.encoder.input,
        scale: .unit, augmenter: epoch == nil ? nil : augmenter)
      if let epoch { source.begin(epoch: epoch) }
      return FeatureSource(
        features: encoder.features(of: source), rows: Array(indices.indices),
        labels: indices.map { set.labels[$0] })
    }
    let training = Array(order.prefix(8))
    // Eight examples in batches of eight: every update is an epoch, and the order changes sums only.
    let source = EpochFeatures(epochs: (1...6).map { features(set, training, $0) })
    var trainer = Trainer(
      head, on: source, validation: features(set, Array(order.suffix(2)), nil),
      training: fixture.plan.study.arms[3].training.training,
      order: RandomStream(seed: 11, purpose: "order/downstream"))
    let log = try trainer.run()
    #expect(try fixture.floats("weights", of: record) == head.weights)
    #expect(result.log.map(\.loss) == log.measurements.map(\.loss))
    #expect(result.log.map(\.validationLoss) == log.measurements.map(\.validationLoss))
    let test = head.evaluate(features(fixture.dataset.test, Array(0..<20), nil))
    #expect(result.tests[1].correct == test.correct && result.tests[1].loss == test.loss)
  }
}

/// Features of every epoch, computed beforehand.
private struct EpochFeatures: ExampleSource {
  let epochs: [FeatureSource]
  var epoch = 1

  init(epochs: [FeatureSource]) { self.epochs = epochs }

  var count: Int { epochs[0].count }
  var shape: Shape { epochs[0].shape }
  mutating func begin(epoch: Int) { self.epoch = epoch }
  func label(_ index: Int) -> Int { epochs[0].label(index) }
  func write(_ index: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    epochs[epoch - 1].write(index, to: target, rowStride: rowStride)
  }
}
