/// A confidence interval with the level it was computed for.
public struct ConfidenceInterval: Equatable, Sendable {
  /// The lower bound, in the unit of the estimate.
  public let lower: Double
  /// The upper bound, in the unit of the estimate.
  public let upper: Double
  /// The nominal coverage, as in 0.95.
  public let level: Double

  /// An interval from its bounds.
  public init(lower: Double, upper: Double, level: Double) {
    self.lower = lower
    self.upper = upper
    self.level = level
  }

  /// Whether a value lies between the bounds, the bounds included.
  public func contains(_ value: Double) -> Bool {
    lower <= value && value <= upper
  }

  /// The interval in units of a divisor, as from counts to fractions.
  func divided(by divisor: Int) -> ConfidenceInterval {
    ConfidenceInterval(
      lower: lower / Double(divisor), upper: upper / Double(divisor), level: level)
  }
}

extension ConfidenceInterval {
  /// Student's t interval of a mean: estimate ± t(1 − (1 − level)/2, n − 1) · SD / √n.
  ///
  /// Reference: Student (W. S. Gosset), "The Probable Error of a Mean", 1908.
  ///
  /// - Parameters:
  ///   - mean: the centre.
  ///   - standardDeviation: the spread of the values, with n − 1.
  ///   - count: the number of values.
  ///   - level: the nominal coverage.
  /// - Returns: nil where the interval is undefined: fewer than two values, or no spread at all,
  ///   which would claim certainty.
  /// - Throws: `StatisticsError.level` for a level outside 0 to 1.
  static func student(
    mean: Double, standardDeviation: Double, count: Int, level: Double
  ) throws(StatisticsError) -> ConfidenceInterval? {
    guard level > 0, level < 1 else { throw .level(level) }
    guard count >= 2, standardDeviation > 0 else { return nil }
    let t = try GSL.studentUpperQuantile(
      (1 - level) / 2, degreesOfFreedom: Double(count - 1))
    let margin = t * standardDeviation / Double(count).squareRoot()
    return ConfidenceInterval(lower: mean - margin, upper: mean + margin, level: level)
  }
}
