/// The `training` of a protocol as it is written: every key may be left out.
struct TrainingDocument: Decodable {
  var optimizer: OptimizerSpecification?
  var batchSize: Int?
  var shuffle: Bool?
  var epochs: Int?
  var updates: Int?
  var evaluateEvery: Int?
  var validationFraction: Double?
  /// nil where the key is absent, `.some(nil)` where it is null: an arm without early stopping.
  var earlyStopping: EarlyStoppingSpecification??
  /// nil where the key is absent, `.some(nil)` where it is null, as above.
  var schedule: ScheduleSpecification??
  /// nil where the key is absent, `.some(nil)` where it is null, as above.
  var augmentation: AugmentationSpecification??

  enum CodingKeys: String, CodingKey {
    case optimizer, batchSize, shuffle, epochs, updates, evaluateEvery, validationFraction
    case earlyStopping, schedule, augmentation
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    optimizer = try container.decodeIfPresent(OptimizerSpecification.self, forKey: .optimizer)
    batchSize = try container.decodeIfPresent(Int.self, forKey: .batchSize)
    shuffle = try container.decodeIfPresent(Bool.self, forKey: .shuffle)
    epochs = try container.decodeIfPresent(Int.self, forKey: .epochs)
    updates = try container.decodeIfPresent(Int.self, forKey: .updates)
    evaluateEvery = try container.decodeIfPresent(Int.self, forKey: .evaluateEvery)
    validationFraction = try container.decodeIfPresent(Double.self, forKey: .validationFraction)
    earlyStopping = try Self.nullable(.earlyStopping, of: container)
    schedule = try Self.nullable(.schedule, of: container)
    augmentation = try Self.nullable(.augmentation, of: container)
  }

  private static func nullable<Value: Decodable>(
    _ key: CodingKeys, of container: KeyedDecodingContainer<CodingKeys>
  ) throws -> Value?? {
    guard container.contains(key) else { return nil }
    return .some(try container.decodeIfPresent(Value.self, forKey: key))
  }
}

extension TrainingDocument {
  /// What is wrong with the keys of the budget taken together; nil where nothing is. They are not
  /// complete where they lie over those of a complete training.
  func budgetFault(isComplete: Bool) -> (key: String, fault: ValueFault)? {
    if epochs != nil, updates != nil { return ("updates", .bothBudgets) }
    if evaluateEvery != nil, updates == nil, epochs != nil || isComplete {
      return ("evaluateEvery", .evaluateEveryWithoutUpdates)
    }
    guard isComplete else { return nil }
    if epochs == nil, updates == nil { return ("epochs", .noBudget) }
    if updates != nil, evaluateEvery == nil { return ("evaluateEvery", .noEvaluateEvery) }
    return nil
  }

  /// The budget where the keys say one; `fallback` fills in what they leave out.
  func budget(over fallback: TrainingSpecification.Budget?) -> TrainingSpecification.Budget {
    if let epochs { return .epochs(epochs) }
    var every = evaluateEvery
    if case .updates(let updates, let inherited) = fallback {
      every = every ?? inherited
      return .updates(self.updates ?? updates, evaluateEvery: every ?? inherited)
    }
    if let updates { return .updates(updates, evaluateEvery: every ?? updates) }
    return fallback ?? .epochs(1)
  }

  /// The complete training that these keys make over another (nil: over the defaults), the order
  /// forced where the protocol has no key for it; nil where a required key is missing.
  func resolved(
    over base: TrainingSpecification?, shuffle forced: Bool? = nil
  ) -> TrainingSpecification? {
    guard let optimizer = optimizer ?? base?.optimizer,
      let batchSize = batchSize ?? base?.batchSize
    else { return nil }
    return TrainingSpecification(
      optimizer: optimizer, batchSize: batchSize,
      shuffle: forced ?? shuffle ?? base?.shuffle ?? true,
      budget: budget(over: base?.budget),
      validationFraction: validationFraction ?? base?.validationFraction ?? 0,
      earlyStopping: earlyStopping ?? base?.earlyStopping, schedule: schedule ?? base?.schedule,
      augmentation: augmentation ?? base?.augmentation)
  }
}
