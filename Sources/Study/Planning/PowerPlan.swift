public import Statistics

/// How many repetitions a paired comparison needs, from a gap and the spread of the differences.
///
/// The two-sided paired t test; differences are taken to be normal. Gaps and spreads are in any one
/// unit, such as percentage points.
public struct PowerPlan: Equatable, Sendable {
  /// What so many repetitions can see.
  public struct Row: Equatable, Sendable {
    /// Repetitions.
    public let count: Int
    /// The probability that the gap is seen; nil where no gap was given.
    public let power: Double?
    /// The smallest gap that is seen with the wished power.
    public let smallestGap: Double?
  }

  /// The gap to be seen, as a magnitude; nil for none.
  public let gap: Double?
  /// The standard deviation of the differences.
  public let standardDeviation: Double
  /// The wished probability to see the gap.
  public let power: Double
  /// The significance level.
  public let alpha: Double
  /// The repetitions that the gap needs; nil without a gap, and where no number suffices.
  public let needed: RepetitionsNeeded?
  /// Numbers of repetitions, ascending.
  public let rows: [Row]

  /// Numbers of repetitions that every plan shows.
  static let usualCounts = [3, 5, 10, 15, 20, 30, 50, 100]

  /// A plan.
  ///
  /// - Parameters:
  ///   - gap: the gap to be seen, of any sign; nil for none.
  ///   - standardDeviation: that of the differences; positive.
  ///   - count: a number of repetitions to show among the others.
  ///   - power: the wished probability to see the gap, above α.
  ///   - alpha: the significance level.
  /// - Throws: `StatisticsError` for a level or power outside its range.
  public init(
    gap: Double?, standardDeviation: Double, count: Int? = nil, power: Double = 0.8,
    alpha: Double = 0.05
  ) throws(StatisticsError) {
    precondition(standardDeviation > 0, "no spread, no plan")
    let effect = gap.map { $0.magnitude / standardDeviation }
    let needed = try effect.flatMap { effect throws(StatisticsError) in
      try Power.repetitionsNeeded(effect: effect, power: power, alpha: alpha)
    }
    let counts = Set(Self.usualCounts + [count, needed?.whole].compactMap { $0 }).sorted()
    rows = try counts.map { count throws(StatisticsError) in
      let smallest = try Power.smallestEffect(count: Double(count), power: power, alpha: alpha)
      return Row(
        count: count,
        power: try effect.flatMap { effect throws(StatisticsError) in
          try Power.power(effect: effect, count: Double(count), alpha: alpha)
        },
        smallestGap: smallest.map { $0 * standardDeviation })
    }
    self.gap = gap?.magnitude
    self.standardDeviation = standardDeviation
    self.power = power
    self.alpha = alpha
    self.needed = needed
  }

  /// The power of numbers of repetitions from 2 upwards, evenly spaced.
  ///
  /// - Parameter points: how many numbers; at least 2.
  /// - Returns: pairs of repetitions and power, up to about twice the number that is needed; nil
  ///   without a gap that any number shows.
  /// - Throws: `StatisticsError` should GSL fail.
  public func curve(points: Int) throws(StatisticsError) -> [(count: Double, power: Double)]? {
    guard let gap, let needed else { return nil }
    let last = max(10, 2 * Double(needed.whole))
    var curve: [(count: Double, power: Double)] = []
    for index in 0..<points {
      let count = 2 + (last - 2) * Double(index) / Double(points - 1)
      let power = try Power.power(effect: gap / standardDeviation, count: count, alpha: alpha)
      curve.append((count, power ?? 0))
    }
    return curve
  }
}
