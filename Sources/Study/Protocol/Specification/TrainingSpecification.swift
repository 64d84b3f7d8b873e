/// How a network is trained: complete, nothing left to defaults.
public struct TrainingSpecification: Equatable, Sendable {
  /// How long.
  public enum Budget: Equatable, Sendable {
    /// Passes over the training part, evaluated after each.
    case epochs(Int)
    /// Optimiser steps, evaluated after every `evaluateEvery` of them.
    case updates(Int, evaluateEvery: Int)
  }

  /// The optimiser.
  public var optimizer: OptimizerSpecification
  /// Examples in an update; the last batch of an epoch may be smaller.
  public var batchSize: Int
  /// Whether the examples are put in a new order in every epoch.
  public var shuffle: Bool
  /// How long.
  public var budget: Budget
  /// The last part of the examples that is kept for validation; 0 is none.
  public var validationFraction: Double
  /// When training ends early; nil uses the budget up.
  public var earlyStopping: EarlyStoppingSpecification?
  /// How the learning rate changes; nil where it stays.
  public var schedule: ScheduleSpecification?
  /// How training images are changed at random; nil where they are not.
  public var augmentation: AugmentationSpecification?
}

extension TrainingSpecification {
  /// How many of some examples are trained on: the first ⌊count × (1 − fraction)⌋ in double
  /// precision, as Keras cuts them.
  ///
  /// - Parameter count: the number of examples.
  /// - Returns: 0 to count.
  public func trainingCount(of count: Int) -> Int {
    Int(exactly: (Double(count) * (1 - validationFraction)).rounded(.down)) ?? count
  }

  /// How many of some examples, the last ones, are validation.
  ///
  /// - Parameter count: the number of examples.
  /// - Returns: what `trainingCount(of:)` leaves.
  public func validationCount(of count: Int) -> Int {
    count - trainingCount(of: count)
  }
}

extension TrainingSpecification: Codable {
  enum CodingKeys: String, CodingKey {
    case optimizer, batchSize, shuffle, epochs, updates, evaluateEvery, validationFraction
    case earlyStopping, schedule, augmentation
  }

  /// Decodes what `encode(to:)` wrote.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    optimizer = try container.decode(OptimizerSpecification.self, forKey: .optimizer)
    batchSize = try container.decode(Int.self, forKey: .batchSize)
    shuffle = try container.decode(Bool.self, forKey: .shuffle)
    if let epochs = try container.decodeIfPresent(Int.self, forKey: .epochs) {
      budget = .epochs(epochs)
    } else {
      budget = .updates(
        try container.decode(Int.self, forKey: .updates),
        evaluateEvery: try container.decode(Int.self, forKey: .evaluateEvery))
    }
    validationFraction = try container.decode(Double.self, forKey: .validationFraction)
    earlyStopping = try container.decodeIfPresent(
      EarlyStoppingSpecification.self, forKey: .earlyStopping)
    schedule = try container.decodeIfPresent(ScheduleSpecification.self, forKey: .schedule)
    augmentation = try container.decodeIfPresent(
      AugmentationSpecification.self, forKey: .augmentation)
  }

  /// Encodes as an object; the budget's keys are those of a protocol.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(optimizer, forKey: .optimizer)
    try container.encode(batchSize, forKey: .batchSize)
    try container.encode(shuffle, forKey: .shuffle)
    switch budget {
    case .epochs(let epochs): try container.encode(epochs, forKey: .epochs)
    case .updates(let updates, let every):
      try container.encode(updates, forKey: .updates)
      try container.encode(every, forKey: .evaluateEvery)
    }
    try container.encode(validationFraction, forKey: .validationFraction)
    try container.encodeIfPresent(earlyStopping, forKey: .earlyStopping)
    try container.encodeIfPresent(schedule, forKey: .schedule)
    try container.encodeIfPresent(augmentation, forKey: .augmentation)
  }
}
