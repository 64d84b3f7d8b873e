/// What is said of one gap beside the paired t test and its interval: other tests, other intervals, how
/// sure and how large the effect is.
///
/// Every part names its own degenerate cases. Estimates and intervals are fractions of the test set.
public struct GapStatistics: Equatable, Sendable {
  /// What is fixed before any result is seen.
  public struct Settings: Equatable, Sendable {
    /// The level of intervals.
    public var level: Double
    /// The margin of equivalence Δ, a fraction of the test set; nil for none.
    public var margin: Double?
    /// How many resamples a bootstrap draws.
    public var resamples: Int
    /// The seed of resampling.
    public var seed: UInt64
    /// Whether the arm with more is the better one; not of errors.
    public var isHigherBetter = true

    /// Settings of an analysis.
    ///
    /// - Parameters:
    ///   - level: the level of intervals.
    ///   - margin: the margin of equivalence, a fraction of the test set; nil for none.
    ///   - resamples: how many resamples a bootstrap draws.
    ///   - seed: the seed of resampling.
    public init(level: Double, margin: Double?, resamples: Int, seed: UInt64) {
      self.level = level
      self.margin = margin
      self.resamples = resamples
      self.seed = seed
    }
  }

  /// The exact sign-flip test; Monte Carlo for many repetitions.
  public let signFlip: SignFlipTest
  /// The exact signed-rank test; zeros are dropped.
  public let wilcoxon: WilcoxonTest
  /// The median of the Walsh averages; estimate and interval are in counts.
  public let hodgesLehmann: HodgesLehmann
  /// The bootstrap intervals of the mean difference, in counts.
  public let bootstrap: BootstrapInterval
  /// The probability that the arm does better than the baseline.
  public let superiority: Superiority
  /// The test of equivalence; nil without a margin, and at levels that are none of a test.
  public let equivalence: EquivalenceTest?
  /// What so many repetitions can see, and what it takes to see the observed gap.
  public let detectable: DetectableGap
  /// What differences in counts are out of.
  public let total: Int

  /// The power that planning aims at.
  public static let power = 0.8

  /// Computes all.
  ///
  /// - Parameters:
  ///   - comparison: the headline of the same differences.
  ///   - differences: correct images of the arm minus those of the baseline, one a complete pair.
  ///   - settings: what was fixed beforehand.
  /// - Throws: `StatisticsError` for a level or margin that cannot be.
  public init(
    _ comparison: PairedComparison, _ differences: [Int], settings: Settings
  ) throws(StatisticsError) {
    total = comparison.testImages
    detectable = try DetectableGap(comparison, power: Self.power, alpha: 1 - settings.level)
    signFlip = SignFlipTest(differences: differences, seed: settings.seed)
    wilcoxon = WilcoxonTest(differences: differences)
    hodgesLehmann = try HodgesLehmann(differences: differences, level: settings.level)
    bootstrap = try BootstrapInterval(
      differences: differences, level: settings.level, resamples: settings.resamples,
      seed: settings.seed)
    superiority = try Superiority(
      differences: settings.isHigherBetter ? differences : differences.map { -$0 },
      level: settings.level, resamples: settings.resamples, seed: settings.seed)
    guard let margin = settings.margin, settings.level > 0.5 else {
      equivalence = nil
      return
    }
    equivalence = try EquivalenceTest(
      differences: differences, denominator: total, margin: margin,
      alpha: 1 - settings.level)
  }
}

extension GapStatistics {
  /// Whether the arm is behind more often than ahead, so that its verdict is about the baseline's lead.
  public var isBehind: Bool { (superiority.probability ?? 0.5) < 0.5 }

  /// The verdict of Bouthillier et al. on whichever of the two is ahead more often; nil where the
  /// probability has no interval.
  public var verdict: Superiority.Verdict? {
    guard isBehind, let interval = superiority.interval else { return superiority.verdict }
    let reversed = ConfidenceInterval(
      lower: 1 - interval.upper, upper: 1 - interval.lower, level: interval.level)
    return Superiority.verdict(of: reversed, gamma: Superiority.meaningfulProbability)
  }

  /// The Hodges–Lehmann estimate, a fraction of the test set.
  public var hodgesLehmannGap: Double? { hodgesLehmann.estimate.map { $0 / Double(total) } }

  /// The Walsh interval, in fractions of the test set.
  public var walshInterval: ConfidenceInterval? { hodgesLehmann.interval?.divided(by: total) }

  /// The BCa interval of the mean gap, in fractions of the test set.
  public var bcaInterval: ConfidenceInterval? { bootstrap.bca?.divided(by: total) }

  /// The percentile interval of the mean gap, in fractions of the test set.
  public var percentileInterval: ConfidenceInterval? {
    bootstrap.percentile?.divided(by: total)
  }
}
