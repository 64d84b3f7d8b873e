import Network
extension StudyRules {
  mutating func checkTrainings() {
    let path = JSON5Path.root["training"]
    check(study.training, of: study.labels, path, inherited: nil)
    for (index, pretext) in study.pretexts.enumerated() {
      let images = study.images(of: pretext).count
      check(
        pretext.training, of: images > 0 ? [images] : [],
        .root["pretexts"][index]["training"], inherited: nil)
    }
    for (index, arm) in study.arms.enumerated() where arm.training != study.training {
      check(
        arm.training, of: study.labels, .root["arms"][index]["training"],
        inherited: study.training)
    }
  }

  /// Checks one training. A part equal to the inherited one is passed over: it is checked there.
  private mutating func check(
    _ training: TrainingSpecification, of counts: [Int], _ path: JSON5Path,
    inherited: TrainingSpecification?
  ) {
    if training.batchSize != inherited?.batchSize {
      let size = training.batchSize
      require(size >= 1, .tooSmall(size, least: 1), path["batchSize"])
    }
    if training.optimizer != inherited?.optimizer {
      check(training.optimizer, path["optimizer"])
    }
    if training.budget != inherited?.budget { check(training.budget, path) }
    if let schedule = training.schedule,
      schedule != inherited?.schedule || training.budget != inherited?.budget
    {
      check(schedule, over: training.budget, path["schedule"])
    }
    if let augmentation = training.augmentation, augmentation != inherited?.augmentation {
      check(augmentation, path["augmentation"])
    }
    let isSplitInherited =
      training.validationFraction == inherited?.validationFraction
      && training.earlyStopping == inherited?.earlyStopping
    if inherited == nil || !isSplitInherited { checkSplit(training, counts, path) }
  }

  private mutating func check(_ optimizer: OptimizerSpecification, _ path: JSON5Path) {
    let rate = optimizer.learningRate
    require(rate > 0 && rate.isFinite, .notPositive(rate), path["learningRate"])
    let fractions: [(key: String, value: Double)]
    switch optimizer {
    case .sgd(_, let momentum, let nesterov, _):
      fractions = [("momentum", momentum)]
      require(!nesterov || momentum != 0, .nesterovWithoutMomentum, path["nesterov"])
    case .adam(_, let beta1, let beta2, let epsilon, _):
      fractions = [("beta1", beta1), ("beta2", beta2)]
      require(epsilon > 0 && epsilon.isFinite, .notPositive(epsilon), path["epsilon"])
    }
    for (key, value) in fractions + [("weightDecay", optimizer.weightDecay)]
    where !(value >= 0 && value < 1) {
      report(.notFraction(value), path[key])
    }
  }

  private mutating func check(_ budget: TrainingSpecification.Budget, _ path: JSON5Path) {
    switch budget {
    case .epochs(let epochs):
      require(epochs >= 1, .tooSmall(epochs, least: 1), path["epochs"])
    case .updates(let updates, let every):
      require(updates >= 1, .tooSmall(updates, least: 1), path["updates"])
      require(every >= 1, .tooSmall(every, least: 1), path["evaluateEvery"])
      let fault = ValueFault.evaluateEveryTooLarge(every, updates: updates)
      require(every <= updates || updates < 1, fault, path["evaluateEvery"])
    }
  }

  private mutating func checkSplit(
    _ training: TrainingSpecification, _ counts: [Int], _ path: JSON5Path
  ) {
    if let stopping = training.earlyStopping {
      let patience = stopping.patience
      require(
        patience >= 1, .tooSmall(patience, least: 1), path["earlyStopping"]["patience"])
    }
    let fraction = training.validationFraction
    guard fraction >= 0, fraction < 1 else {
      return report(.notFraction(fraction), path["validationFraction"])
    }
    guard let least = counts.filter({ $0 >= 2 }).min() else { return }
    require(
      training.trainingCount(of: least) >= 1, .noTrainingPart(fraction: fraction, labels: least),
      path["validationFraction"])
    guard let monitor = training.earlyStopping?.monitor, monitor.needsValidation else { return }
    require(
      training.validationCount(of: least) >= 1,
      .noValidation(monitor: monitor.rawValue, labels: least), path["earlyStopping"]["monitor"])
  }
}
