import Datasets
import Images
import Network
import Testing

@testable import Study

@Suite("Runs with batch normalisation and dropout", .timeLimit(.minutes(10)))
struct ExecutorRegularizationTests {
  private func fixture() throws -> ExecutorFixture {
    try ExecutorFixture { study in
      study.repetitions = 1
      study.labels = [20]
      study.encoder.insert(
        .batchNormalization(.init(momentum: 0.5, epsilon: 1e-3, activation: .relu)), at: 1)
      study.head.insert(.dropout(.init(rate: 0.5)), at: 1)
      study.pretexts[0].training.batchSize = 40
    }
  }

  @Test("Threads, jobs and CPU levels change no record")
  func equal() async throws {
    let reference = try fixture()
    let summary = try await reference.sweep(jobs: 1, level: .best)
    #expect(summary.finished == 5)
    for threads in [2, 3] {
      let other = try fixture()
      _ = try await other.sweep(jobs: 2, threads: threads, level: .portable)
      #expect(try other.records() == reference.records(), "\(threads) threads")
    }
  }

  @Test(
    "Running statistics are among the weights: moved by a pretraining, kept by a frozen encoder")
  func statistics() async throws {
    let fixture = try fixture()
    _ = try await fixture.sweep()
    func weights(_ label: String) throws -> [Float] {
      try fixture.floats("weights", of: try #require(try fixture.record(label)))
    }
    // Behind the kernel and biases of the convolution: scale, shift, running mean and variance of four
    // channels each.
    let running = (3 * 3 * 4 + 4 + 8)..<(3 * 3 * 4 + 4 + 16)
    let pretrained = try weights("pretraining rotation, seed 11")
    let encoder = fixture.plan.networks.encoder
    #expect(encoder.parameterCount == running.upperBound)
    #expect(pretrained.count == fixture.plan.networks.pretexts.first?.network.parameterCount)
    #expect(pretrained[running] != [0, 0, 0, 0, 1, 1, 1, 1])
    let finetuned = try weights("rotation-finetuned, 20 labels, seed 11")
    #expect(finetuned[running] != pretrained[running])
    // A frozen arm's file holds its head alone.
    let head = try weights("rotation, 20 labels, seed 11")
    #expect(head.count == fixture.plan.networks.head.parameterCount)
  }

  @Test("A frozen encoder gives features by its running statistics")
  func frozen() async throws {
    let fixture = try fixture()
    _ = try await fixture.sweep()
    let record = try #require(try fixture.record("rotation, 20 labels, seed 11"))
    let pretraining = try #require(try fixture.record("pretraining rotation, seed 11"))
    let networks = fixture.plan.networks
    let whole = Model(networks.classifier, level: .best, trains: false)
    let encoder = try fixture.floats("weights", of: pretraining).prefix(
      networks.encoder.parameterCount)
    let head = try fixture.floats("weights", of: record)
    try whole.setWeights(encoder + head, ofFirst: networks.classifier.weightedLayerCount)
    let test = fixture.dataset.test
    let source = ImageSource(
      pixels: test.pixels, labels: test.labels, indices: Array(5..<15) + Array(0..<20),
      shape: networks.encoder.input, scale: fixture.plan.study.pixels)
    let predictions = try fixture.store.attachment(named: "predictions", of: record)
    #expect(whole.evaluate(source).predictions.map { UInt8($0) } == Array(predictions))
  }
}
