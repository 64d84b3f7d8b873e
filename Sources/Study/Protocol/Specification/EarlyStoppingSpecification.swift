public import Network

/// When training ends before its budget is used.
public struct EarlyStoppingSpecification: Codable, Equatable, Sendable {
  /// The figure that must improve.
  public var monitor: EarlyStopping.Monitor
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
  public init(monitor: EarlyStopping.Monitor, patience: Int, restoreBest: Bool) {
    self.monitor = monitor
    self.patience = patience
    self.restoreBest = restoreBest
  }
}
