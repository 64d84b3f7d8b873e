import Random

@testable import Network

extension Model {
  /// What one update of a training moves the weights by, in the order of `weights`: the gradient of the
  /// mean loss of a batch, by plain gradient descent with a step of 1; running statistics beside it.
  ///
  /// Unlike `gradient(on:)` it goes the way that batches go, with their statistics and dropout masks.
  func batchGradient<Source: ExampleSource>(
    on source: Source, rate: Float = 0x1p-10, dropout: RandomStreams? = nil
  ) throws -> [Float] {
    let before = weights
    var trainer = Trainer(
      self, on: source, validation: nil as ListSource?,
      training: Training(
        optimizer: .sgd(learningRate: rate, momentum: 0), batchSize: source.count,
        shuffles: false, length: .updates(1, interval: 1)),
      order: RandomStream(seed: 1, purpose: "order"), dropout: dropout)
    _ = try trainer.run()
    return zip(before, weights).map { ($0 - $1) / rate }
  }
}
