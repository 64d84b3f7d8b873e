import Network

extension TrainingSpecification {
  /// What the engine is told.
  var training: Training {
    Training(
      optimizer: optimizer.optimizer, batchSize: batchSize, shuffles: shuffle,
      length: budget.length, earlyStopping: earlyStopping.map(\.earlyStopping),
      schedule: schedule.map(\.schedule))
  }
}

extension OptimizerSpecification {
  var optimizer: Optimizer {
    switch self {
    case .sgd(let rate, let momentum, let nesterov, let decay):
      .sgd(
        learningRate: Float(rate), momentum: Float(momentum), nesterov: nesterov,
        weightDecay: Float(decay))
    case .adam(let rate, let beta1, let beta2, let epsilon, let decay):
      .adam(
        learningRate: Float(rate), beta1: Float(beta1), beta2: Float(beta2),
        epsilon: Float(epsilon), weightDecay: Float(decay))
    }
  }
}

extension ScheduleSpecification {
  var schedule: Schedule {
    switch self {
    case .constant(let warmup): Schedule(.constant, warmup: warmup)
    case .step(let factor, let times, let warmup):
      Schedule(.step(factor: factor, times: times), warmup: warmup)
    case .cosine(let final, let warmup): Schedule(.cosine(final: final), warmup: warmup)
    }
  }
}

extension AugmentationSpecification {
  var augmentation: Augmentation { Augmentation(crop: crop, flips: flip) }
}

extension TrainingSpecification.Budget {
  var length: Training.Length {
    switch self {
    case .epochs(let epochs): .epochs(epochs)
    case .updates(let updates, let interval): .updates(updates, interval: interval)
    }
  }
}

extension EarlyStoppingSpecification {
  var earlyStopping: EarlyStopping {
    EarlyStopping(monitor: monitor, patience: patience, restoresBest: restoreBest)
  }
}
