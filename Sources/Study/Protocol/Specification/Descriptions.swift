import Network

extension TrainingSpecification: CustomStringConvertible {
  /// One line, as a person reads it.
  public var description: String {
    var parts = ["\(optimizer)", "batches of \(batchSize)", "\(budget)"]
    if validationFraction > 0 { parts.append("validation \(validationFraction)") }
    if let earlyStopping { parts.append("\(earlyStopping)") }
    if let schedule { parts.append("\(schedule)") }
    if let augmentation { parts.append("\(augmentation)") }
    return parts.joined(separator: ", ")
  }
}

extension TrainingSpecification.Budget: CustomStringConvertible {
  /// As in `50 epochs`.
  public var description: String {
    switch self {
    case .epochs(let epochs): "\(epochs) epochs"
    case .updates(let updates, let every): "\(updates) updates evaluated every \(every)"
    }
  }
}

extension OptimizerSpecification: CustomStringConvertible {
  /// As in `sgd 0.001 momentum 0.9`.
  public var description: String {
    switch self {
    case .sgd(let rate, let momentum, let nesterov, _):
      "sgd \(rate) \(nesterov ? "nesterov" : "momentum") \(momentum)\(decayText)"
    case .adam(let rate, let beta1, let beta2, let epsilon, _):
      "adam \(rate) (\(beta1), \(beta2), \(epsilon))\(decayText)"
    }
  }

  private var decayText: String { weightDecay == 0 ? "" : " weight decay \(weightDecay)" }
}

extension EarlyStoppingSpecification: CustomStringConvertible {
  /// As in `stops on accuracy after 7, last weights kept`.
  public var description: String {
    "stops on \(monitor.rawValue) after \(patience), \(restoreBest ? "best" : "last") weights kept"
  }
}
