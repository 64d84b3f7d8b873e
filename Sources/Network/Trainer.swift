public import Random

/// Trains a model: batches in order, fixed shards, one optimiser step a batch.
///
/// A batch is always cut into shards of 32 examples, whose gradients are summed on their own and added
/// in the order of the shards: the sums do not depend on how many threads share the work.
public struct Trainer<Source: ExampleSource, Validation: ExampleSource> {
  private let model: Model
  private let source: Source
  private let validation: Validation?
  private let training: Training
  private var order: RandomStream
  private var optimizer: OptimizerState
  private let gradient: Buffer<Float>
  private let shardGradient: Buffer<Float>
  private var indices: [Int32]
  private var running = RunningSums()
  private var stopping: StoppingState

  /// Examples whose gradients are summed in one chain.
  static var shardSize: Int { 32 }

  /// A training that has not begun.
  ///
  /// - Parameters:
  ///   - model: its weights are trained in place.
  ///   - source: the training examples; at least one.
  ///   - validation: examples to measure on, if any; never trained on.
  ///   - training: optimiser, batches, length and stopping rule.
  ///   - order: the stream that shuffles the examples.
  public init(
    _ model: Model, on source: Source, validation: Validation?, training: Training,
    order: RandomStream
  ) {
    precondition(source.count > 0, "at least one example")
    precondition(training.batchSize > 0, "at least one example a batch")
    self.model = model
    self.source = source
    self.validation = validation
    self.training = training
    self.order = order
    optimizer = OptimizerState(training.optimizer, count: model.parameters.count)
    gradient = Buffer(model.parameters.count, zero: 0)
    shardGradient = Buffer(model.parameters.count, zero: 0)
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
      if training.shuffles { order.shuffle(&indices) }
      var first = 0
      while first < source.count, !stops, !isComplete(update: update, epoch: epoch - 1) {
        if isInterrupted() { throw .interrupted }
        let count = min(training.batchSize, source.count - first)
        step(first, count)
        first += count
        update += 1
        guard isMeasured(update: update, endOfEpoch: first == source.count) else { continue }
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

  /// One optimiser step on the examples at `first` ..< `first + count` of the current order.
  private mutating func step(_ first: Int, _ count: Int) {
    gradient.fill(0)
    let scale = 1 / Float(count)
    for shard in stride(from: 0, to: count, by: Self.shardSize) {
      shardGradient.fill(0)
      var lossSum = 0.0
      let end = min(shard + Self.shardSize, count)
      for start in stride(from: shard, to: end, by: model.tile) {
        let images = min(model.tile, end - start)
        model.load(source, indices.span, from: first + start, count: images)
        model.forward(images)
        running.correct += model.loss(
          images, scale: scale, predictions: nil, into: &lossSum)
        model.backward(images, into: shardGradient.pointer)
      }
      running.lossSum += lossSum
      model.kernels.accumulate(shardGradient.pointer, gradient.pointer, gradient.count)
    }
    running.total += count
    optimizer.step(model.parameters.pointer, gradient.pointer, model.kernels)
    model.refresh()
  }

  private mutating func measure(update: Int, epoch: Int) -> Measurement {
    let result = validation.map { model.evaluate($0) }
    defer { running = RunningSums() }
    return Measurement(
      update: update, epoch: epoch, loss: running.lossSum / Double(max(running.total, 1)),
      correct: running.correct, total: running.total, validationLoss: result?.loss,
      validationCorrect: result?.correct, validationTotal: result?.total)
  }
}

/// Loss and accuracy since the last measurement.
private struct RunningSums {
  var lossSum = 0.0
  var correct = 0
  var total = 0
}

/// What early stopping remembers.
struct StoppingState {
  private let rule: EarlyStopping?
  private var best: Double?
  private var waited = 0
  private var keptUpdate: Int?
  private let weights: Buffer<Float>

  init(_ rule: EarlyStopping?, parameters: Int) {
    self.rule = rule
    weights = Buffer(rule?.restoresBest == true ? parameters : 0, zero: 0)
  }

  /// Takes note of a measurement; true where training should stop.
  mutating func observe(_ measurement: Measurement, _ parameters: Buffer<Float>) -> Bool {
    guard let rule, let score = measurement.score(rule.monitor) else { return false }
    if score > best ?? -.infinity {
      best = score
      waited = 0
      if rule.restoresBest {
        weights.copy(from: parameters)
        keptUpdate = measurement.update
      }
      return false
    }
    waited += 1
    return waited >= rule.patience
  }

  /// Puts the best weights back, if they were kept.
  func restore(into parameters: Buffer<Float>) -> Int? {
    guard let keptUpdate else { return nil }
    parameters.copy(from: weights)
    return keptUpdate
  }
}
