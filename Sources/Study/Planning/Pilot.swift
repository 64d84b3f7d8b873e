public import Statistics

/// What a pilot study tells about the repetitions that its gaps need.
public struct Pilot: Sendable {
  /// One gap of the pilot, in fractions.
  public struct Row: Sendable {
    /// The gap.
    public let gap: Analysis.Gap
    /// What the pilot's spread says: smallest gap, repetitions needed.
    public let detectable: DetectableGap
    /// The upper confidence bound of the spread; nil without one.
    public let upperSpread: Double?
    /// The repetitions needed if the spread is as large as its bound; nil where none suffice.
    public let cautious: RepetitionsNeeded?
  }

  /// The confidence of the upper bound of a spread.
  public static let confidence = 0.8

  /// The gaps, in the order of the analysis.
  public let rows: [Row]

  /// Plans from the gaps of an analysis.
  ///
  /// - Parameters:
  ///   - analysis: the pilot's.
  ///   - power: the wished probability to see a gap, above α.
  ///   - alpha: the significance level.
  /// - Throws: `StatisticsError` for a level or power outside its range.
  public init(_ analysis: Analysis, power: Double = 0.8, alpha: Double = 0.05) throws {
    rows = try analysis.gaps.map { gap in
      let it = gap.comparison
      let upper =
        try it.degeneracy == nil
        ? SpreadBound.upper(
          standardDeviation: it.standardDeviation ?? 0, count: it.count, level: Self.confidence)
        : nil
      var cautious: RepetitionsNeeded?
      if let upper, let mean = it.meanGap {
        cautious = try Power.repetitionsNeeded(effect: mean / upper, power: power, alpha: alpha)
      }
      return Row(
        gap: gap, detectable: try DetectableGap(it, power: power, alpha: alpha),
        upperSpread: upper, cautious: cautious)
    }
  }
}
