/// When training ends before its budget is used.
public struct EarlyStoppingSpecification: Codable, Equatable, Sendable {
  /// The figure that must improve.
  public enum Monitor: String, Codable, CaseIterable, Sendable {
    /// Accuracy on the training part.
    case accuracy
    /// Loss on the training part.
    case loss
    /// Accuracy on the validation part.
    case validationAccuracy = "validation-accuracy"
    /// Loss on the validation part.
    case validationLoss = "validation-loss"

    /// Whether it is measured on the validation part.
    public var usesValidation: Bool { self == .validationAccuracy || self == .validationLoss }
  }

  /// The figure that must improve.
  public var monitor: Monitor
  /// How many evaluations (epochs, or every `evaluateEvery` updates) may pass without improvement.
  public var patience: Int
  /// Whether the weights of the best evaluation are kept rather than the last.
  public var restoreBest: Bool

  /// A stopping rule.
  ///
  /// - Parameters:
  ///   - monitor: the figure that must improve.
  ///   - patience: how many evaluations may pass without improvement.
  ///   - restoreBest: whether the weights of the best evaluation are kept.
  public init(monitor: Monitor, patience: Int, restoreBest: Bool) {
    self.monitor = monitor
    self.patience = patience
    self.restoreBest = restoreBest
  }
}
