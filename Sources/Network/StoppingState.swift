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
