import Network

extension TrainingSpecification {
  /// What the engine is told.
  var training: Training {
    Training(
      optimizer: optimizer.optimizer, batchSize: batchSize, shuffles: shuffle,
      length: budget.length, earlyStopping: earlyStopping.map(\.earlyStopping))
  }
}

extension OptimizerSpecification {
  var optimizer: Optimizer {
    switch self {
    case .sgd(let rate, let momentum):
      .sgd(learningRate: Float(rate), momentum: Float(momentum))
    case .adam(let rate, let beta1, let beta2, let epsilon):
      .adam(
        learningRate: Float(rate), beta1: Float(beta1), beta2: Float(beta2),
        epsilon: Float(epsilon))
    }
  }
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
