public import Random

/// Trains a model: batches in order, fixed shards, one optimiser step a batch.
///
/// A batch is always cut into shards of 32 examples, whose gradients are summed on their own and added
/// in the order of the shards: the sums do not depend on how many threads share the work. The model's
/// threads share the shards of a batch, then the parameters of the optimiser's step.
public struct Trainer<Source: ExampleSource, Validation: ExampleSource> {
  private let model: Model
  private let work: BatchWork<Source>
  private let validation: Validation?
  private let training: Training
  private var order: RandomStream
  private var indices: [Int32]
  private var running = TrainingSums()
  private var stopping: StoppingState

  /// A training that has not begun.
  ///
  /// - Parameters:
  ///   - model: its weights are trained in place; its loss suits its outputs.
  ///   - source: the training examples; at least one.
  ///   - validation: examples to measure on, if any; never trained on.
  ///   - training: optimiser, batches, length and stopping rule.
  ///   - order: the stream that shuffles the examples.
  ///   - dropout: the streams of dropout layers; may be nil where the model has none.
  public init(
    _ model: Model, on source: Source, validation: Validation?, training: Training,
    order: RandomStream, dropout: RandomStreams? = nil
  ) {
    precondition(
      dropout != nil || !model.architecture.drops, "streams for a network with dropout")
    model.checkLoss()
    precondition(source.count > 0, "at least one example")
    precondition(training.batchSize > 0, "at least one example a batch")
    self.model = model
    self.validation = validation
    self.training = training
    self.order = order
    work = BatchWork(
      model, on: source, training: training,
      dropout: dropout ?? RandomStreams(seed: 0, purpose: "dropout"))
    indices = (0..<Int32(source.count)).map { $0 }
    stopping = StoppingState(training.earlyStopping, parameters: model.parameters.count)
  }

  /// Trains to the end.
  ///
  /// - Parameters:
  ///   - isInterrupted: asked before every update; true ends training with an error.
  ///   - report: called with every measurement.
  /// - Returns: the log; the weights are in the model.
  /// - Throws: `NetworkError.diverged` where a loss or weight is not finite, `.interrupted`.
  public mutating func run(
    isInterrupted: () -> Bool = { false }, report: (Measurement) -> Void = { _ in }
  ) throws(NetworkError) -> TrainingLog {
    var log: [Measurement] = []
    var update = 0
    var epoch = 0
    var stops = false
    while !stops, !isComplete(update: update, epoch: epoch) {
      epoch += 1
      work.begin(epoch: epoch)
      if training.shuffles { order.shuffle(&indices) }
      work.order.copy(from: indices)
      var first = 0
      while first < indices.count, !stops, !isComplete(update: update, epoch: epoch - 1) {
        if isInterrupted() { throw .interrupted }
        let count = min(training.batchSize, indices.count - first)
        work.step(first, count, into: &running)
        first += count
        update += 1
        guard isMeasured(update: update, endOfEpoch: first == indices.count) else { continue }
        let measurement = measure(update: update, epoch: epoch)
        guard measurement.loss.isFinite else { throw .diverged(update: update) }
        log.append(measurement)
        report(measurement)
        stops = stopping.observe(measurement, model.parameters)
      }
    }
    let kept = stopping.restore(into: model.parameters) ?? update
    model.refresh()
    guard model.hasFiniteWeights else { throw .diverged(update: update) }
    return TrainingLog(
      measurements: log, updates: update, epochs: epoch, keptUpdate: kept,
      stoppedEarly: stops && !isComplete(update: update, epoch: epoch))
  }
}

extension Trainer {
  private func isComplete(update: Int, epoch: Int) -> Bool {
    switch training.length {
    case .epochs(let count): epoch >= count
    case .updates(let count, _): update >= count
    }
  }

  private func isMeasured(update: Int, endOfEpoch: Bool) -> Bool {
    switch training.length {
    case .epochs: endOfEpoch
    case .updates(let count, let interval): update % interval == 0 || update == count
    }
  }

  private mutating func measure(update: Int, epoch: Int) -> Measurement {
    let result = validation.map { model.evaluate($0) }
    defer { running = TrainingSums() }
    return Measurement(
      update: update, epoch: epoch, loss: running.lossSum / Double(max(running.examples, 1)),
      correct: running.hits.correct, total: running.hits.total, validationLoss: result?.loss,
      validationCorrect: result?.correct, validationTotal: result?.total)
  }
}
