/// How probable it is that the arm beats the baseline in a repetition: P(arm > baseline), where
/// a tie counts half.
///
/// Reference: Bouthillier et al., "Accounting for Variance in Machine Learning Benchmarks",
/// 2021, whose test it is; they pair runs as here.
///
/// The interval is a percentile bootstrap over the pairs (stream `bootstrap`, the resamples of
/// ``BootstrapInterval``). Where every repetition had the same outcome, all resamples have it,
/// too, and the bootstrap would claim certainty after two wins: there the interval is the exact
/// one of Clopper and Pearson, which needs six wins of six to exclude ½ at 95 %.
///
/// Edge cases: fewer than two pairs, and nothing but ties, have no interval and no verdict.
public struct Superiority: Equatable, Sendable {
  /// What the interval says, for a meaningful probability γ.
  public enum Verdict: Equatable, Sendable {
    /// The lower bound is ½ or less: the arms may be equally good.
    case notSignificant
    /// The lower bound is above ½, but the upper bound γ or less: better, too rarely to matter.
    case notMeaningful
    /// The lower bound is above ½ and the upper bound above γ.
    case significantAndMeaningful
  }

  /// How the interval was made.
  public enum Method: Equatable, Sendable {
    /// From resampled pairs.
    case bootstrap
    /// Exact, because all outcomes are the same.
    case clopperPearson
  }

  /// The γ that Bouthillier et al. recommend.
  public static let meaningfulProbability = 0.75

  /// P(arm > baseline) among the pairs; nil for no pairs.
  public let probability: Double?
  /// The interval of the probability; nil where `degeneracy` says why.
  public let interval: ConfidenceInterval?
  /// How the interval was made; nil where there is none.
  public let method: Method?
  /// What the interval says; nil where there is none.
  public let verdict: Verdict?
  /// `.tooFew` or `.allDifferencesZero`; nil for ordinary differences.
  public let degeneracy: PairedComparison.Degeneracy?

  /// Estimates the probability.
  ///
  /// - Parameters:
  ///   - differences: arm minus baseline in counts, one a complete pair.
  ///   - gamma: the probability above which an arm is meaningfully better.
  ///   - level: the nominal coverage of the interval.
  ///   - resamples: the number of resamples; at least 1.
  ///   - seed: of the stream `bootstrap`.
  /// - Throws: `StatisticsError.level` for a level outside 0 to 1.
  public init(
    differences: [Int], gamma: Double = meaningfulProbability, level: Double = 0.95,
    resamples: Int = 10_000, seed: UInt64
  ) throws(StatisticsError) {
    guard level > 0, level < 1 else { throw .level(level) }
    // Halves doubled: 2 for a win, 1 for a tie, 0 for a loss.
    let outcomes = differences.map { 1 + $0.signum() }
    let whole = Double(2 * outcomes.count)
    probability = outcomes.isEmpty ? nil : Double(outcomes.reduce(0, +)) / whole
    degeneracy = Self.degeneracy(outcomes)
    guard degeneracy == nil else {
      (interval, method, verdict) = (nil, nil, nil)
      return
    }
    let interval: ConfidenceInterval
    if let only = outcomes.first, outcomes.allSatisfy({ $0 == only }) {
      method = .clopperPearson
      interval = try ProportionInterval.clopperPearson(
        only == 2 ? outcomes.count : 0, of: outcomes.count, level: level)
    } else {
      method = .bootstrap
      let sums = Resampling.sums(of: outcomes, resamples: resamples, seed: seed)
      interval = .percentile(sorted: sums.sorted().map { Double($0) / whole }, level: level)
    }
    self.interval = interval
    verdict = Self.verdict(of: interval, gamma: gamma)
  }

  private static func degeneracy(_ outcomes: [Int]) -> PairedComparison.Degeneracy? {
    guard outcomes.count >= 2 else { return .tooFew(outcomes.count) }
    return outcomes.allSatisfy { $0 == 1 } ? .allDifferencesZero : nil
  }

  /// What an interval of the probability says.
  ///
  /// - Parameters:
  ///   - interval: of P(arm > baseline).
  ///   - gamma: the probability above which an arm is meaningfully better.
  /// - Returns: the verdict of Bouthillier et al.; where the baseline is the better arm, it is
  ///   not significant, for the question is whether the arm is.
  public static func verdict(of interval: ConfidenceInterval, gamma: Double) -> Verdict {
    guard interval.lower > 0.5 else { return .notSignificant }
    return interval.upper > gamma ? .significantAndMeaningful : .notMeaningful
  }
}
