/// How a network is trained: optimiser, batches, length and stopping rule.
public struct Training: Equatable, Sendable {
  /// How long training lasts if nothing stops it.
  public enum Length: Equatable, Sendable {
    /// Passes over the training examples; measured after each.
    case epochs(Int)
    /// Optimiser steps; measured after every `interval` of them.
    case updates(Int, interval: Int)
  }

  /// How gradients become steps.
  public var optimizer: Optimizer
  /// Examples an update; the last batch of an epoch may be smaller.
  public var batchSize: Int
  /// Whether the examples are put in a new random order before every epoch.
  public var shuffles: Bool
  /// How long training lasts.
  public var length: Length
  /// When training stops early, if ever.
  public var earlyStopping: EarlyStopping?
  /// How the learning rate changes; nil where it stays.
  public var schedule: Schedule?

  /// A complete description of a training.
  public init(
    optimizer: Optimizer, batchSize: Int, shuffles: Bool, length: Length,
    earlyStopping: EarlyStopping? = nil, schedule: Schedule? = nil
  ) {
    self.optimizer = optimizer
    self.batchSize = batchSize
    self.shuffles = shuffles
    self.length = length
    self.earlyStopping = earlyStopping
    self.schedule = schedule
  }
}

extension Training {
  /// Examples of a batch whose gradients are summed in one chain, on one thread.
  static var shardSize: Int { 32 }

  /// The number of pieces that a batch is cut into, and so of threads that can share it.
  ///
  /// - Parameter examples: the size of the batch.
  /// - Returns: examples / 32, rounded up; at least 1.
  public static func shardCount(_ examples: Int) -> Int {
    max(1, (examples + shardSize - 1) / shardSize)
  }
}

/// Stops training when a figure has not improved for some measurements, as Keras' callback does.
public struct EarlyStopping: Equatable, Sendable {
  /// The figure that is watched.
  public enum Monitor: String, Sendable, CaseIterable {
    /// Training accuracy, as seen by the batches before their updates; larger is better.
    case accuracy
    /// Training loss, likewise; smaller is better.
    case loss
    /// Accuracy on the validation examples; larger is better.
    case validationAccuracy = "validation-accuracy"
    /// Loss on the validation examples; smaller is better.
    case validationLoss = "validation-loss"

    /// Whether it is measured on validation examples.
    public var needsValidation: Bool { self == .validationAccuracy || self == .validationLoss }
  }

  /// The figure that is watched.
  public var monitor: Monitor
  /// Measurements without improvement after which training stops.
  public var patience: Int
  /// Whether the weights of the best measurement are put back at the end.
  public var restoresBest: Bool

  /// A stopping rule.
  public init(monitor: Monitor, patience: Int, restoresBest: Bool) {
    self.monitor = monitor
    self.patience = patience
    self.restoresBest = restoresBest
  }
}

/// One line of a training's log.
public struct Measurement: Equatable, Sendable {
  /// Optimiser steps so far.
  public let update: Int
  /// Passes over the training examples begun so far.
  public let epoch: Int
  /// Mean loss of the batches since the last measurement, each before its update.
  public let loss: Double
  /// How many were right in these batches.
  public let correct: Int
  /// How many could be right or wrong in these batches; see `Evaluation`.
  public let total: Int
  /// Mean loss on the validation examples, if there are any.
  public let validationLoss: Double?
  /// How many were right on the validation examples.
  public let validationCorrect: Int?
  /// How many could be right or wrong there.
  public let validationTotal: Int?

  /// The watched figure, larger is better.
  func score(_ monitor: EarlyStopping.Monitor) -> Double? {
    switch monitor {
    case .accuracy: Double(correct) / Double(max(total, 1))
    case .loss: -loss
    case .validationLoss: validationLoss.map { -$0 }
    case .validationAccuracy:
      validationCorrect.map { Double($0) / Double(max(validationTotal ?? 1, 1)) }
    }
  }
}

/// What a training leaves beside the weights.
public struct TrainingLog: Equatable, Sendable {
  /// All measurements, in order.
  public let measurements: [Measurement]
  /// Optimiser steps taken.
  public let updates: Int
  /// Passes over the training examples begun.
  public let epochs: Int
  /// The optimiser step whose weights were kept: the last, or the best if it was restored.
  public let keptUpdate: Int
  /// Whether the stopping rule ended training before its full length.
  public let stoppedEarly: Bool
}
