/// A number that may lie outside the range in which it can be observed: then only on which side.
public enum Censored: Equatable, Sendable {
  /// At most the smallest observable value, which this is.
  case below(Double)
  /// Observed, or interpolated between observations.
  case exactly(Double)
  /// More than the largest observable value, which this is.
  case above(Double)

  /// The same in other units, such as a ratio to a number of labels.
  ///
  /// - Parameter unit: positive.
  /// - Returns: the quotient, censored on the same side.
  public func divided(by unit: Double) -> Censored {
    switch self {
    case .below(let bound): .below(bound / unit)
    case .exactly(let value): .exactly(value / unit)
    case .above(let bound): .above(bound / unit)
    }
  }
}

extension Censored: Comparable {
  /// What is censored below comes before all observed values, and what is censored above after.
  public static func < (left: Censored, right: Censored) -> Bool {
    (left.order.side, left.order.value) < (right.order.side, right.order.value)
  }

  private var order: (side: Int, value: Double) {
    switch self {
    case .below(let bound): (-1, bound)
    case .exactly(let value): (0, value)
    case .above(let bound): (1, bound)
    }
  }
}

/// A confidence interval whose bounds may be censored.
public struct CensoredInterval: Equatable, Sendable {
  /// The lower bound.
  public let lower: Censored
  /// The upper bound.
  public let upper: Censored
  /// The nominal coverage, as in 0.95.
  public let level: Double

  /// The percentile interval of resampled values: as many of them, ⌊(1 − level)/2 · B⌋, lie
  /// below the lower bound as above the upper. Order statistics, not interpolated between
  /// them, since there is nothing between an observed value and a censored one.
  ///
  /// - Returns: nil for no values.
  static func percentile(_ values: [Censored], level: Double) -> CensoredInterval? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    // The epsilon keeps (1 − 0.95)/2 · 1000 = 25.000000000000021 or 24.99… at 25.
    let outside = Int((1 - level) / 2 * Double(values.count) + 1e-9)
    return CensoredInterval(
      lower: sorted[outside], upper: sorted[sorted.count - 1 - outside], level: level)
  }
}
