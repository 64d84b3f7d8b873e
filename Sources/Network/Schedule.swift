/// How the learning rate changes during a training.
///
/// Times are in the unit of the training's length: epochs, or updates.
public struct Schedule: Equatable, Sendable {
  /// The form of the change.
  public enum Form: Equatable, Sendable {
    /// The rate stays.
    case constant
    /// The rate is multiplied by `factor` when as many epochs or updates as each of `times` are over.
    case step(factor: Double, times: [Int])
    /// The rate falls to `final` times itself along half a cosine, a little with every update, from the
    /// end of the warm-up to the end of the training.
    ///
    /// Reference: I. Loshchilov, F. Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts",
    /// ICLR 2017, arXiv:1608.03983, equation 5 (without restarts).
    case cosine(final: Double)
  }

  /// The form of the change.
  public var form: Form
  /// Epochs or updates in which the rate rises from nearly 0 to what it would be, by the same amount
  /// with every update; 0 is none.
  public var warmup: Int

  /// A schedule.
  ///
  /// - Parameters:
  ///   - form: the form of the change.
  ///   - warmup: epochs or updates in which the rate rises.
  public init(_ form: Form, warmup: Int = 0) {
    self.form = form
    self.warmup = warmup
  }
}

/// The learning rate of every update of a training.
struct ScheduledRate {
  private let schedule: Schedule
  private let rate: Double
  /// Updates of an epoch; 1 where times are updates.
  private let updatesPerUnit: Int
  /// Updates of the whole training.
  private let updates: Int

  /// The rates of a training on some examples; nil where the rate never changes.
  init?(_ training: Training, examples: Int) {
    guard let schedule = training.schedule else { return nil }
    self.schedule = schedule
    rate = Double(training.optimizer.learningRate)
    switch training.length {
    case .epochs(let count):
      updatesPerUnit = (examples + training.batchSize - 1) / training.batchSize
      updates = count * updatesPerUnit
    case .updates(let count, _):
      updatesPerUnit = 1
      updates = count
    }
  }

  /// The rate of the update that follows some others, in double precision, rounded once at the end.
  ///
  /// - Parameter update: how many updates are over.
  /// - Returns: the learning rate.
  func rate(after update: Int) -> Float {
    let warmup = schedule.warmup * updatesPerUnit
    if update < warmup { return Float(rate * Double(update + 1) / Double(warmup)) }
    switch schedule.form {
    case .constant: return Float(rate)
    case .step(let factor, let times):
      let passed = times.count { $0 <= update / updatesPerUnit }
      return Float((0..<passed).reduce(rate) { product, _ in product * factor })
    case .cosine(let final):
      let part = Double(update - warmup) / Double(max(updates - warmup, 1))
      let height = (1 + cosineOfHalfTurns(min(part, 1))) / 2
      return Float(rate * (final + (1 - final) * height))
    }
  }
}

/// cos(π × x), by Taylor's series on an eighth of a turn: every step is one exactly rounded operation,
/// so the bits are the same on every machine, which the C library's are not.
///
/// - Parameter x: 0 to 1.
/// - Returns: the cosine, to within 4e-16.
func cosineOfHalfTurns(_ x: Double) -> Double {
  // 1 − x and 1/2 − x are exact where they are used (Sterbenz' lemma).
  if x > 0.5 { return -cosineOfHalfTurns(1 - x) }
  let turn = x > 0.25 ? 0.5 - x : x
  let angle = turn * Double.pi
  let square = angle * angle
  // cos: 1 − z²/2! + z⁴/4! …; sin: z (1 − z²/3! + z⁴/5! …), both to z¹⁸ (Horner, from the end).
  var sum = 1.0
  for order in stride(from: 18, to: 0, by: -2) {
    let first = x > 0.25 ? order : order - 1
    sum = 1 - sum * square / Double(first * (first + 1))
  }
  return x > 0.25 ? angle * sum : sum
}
