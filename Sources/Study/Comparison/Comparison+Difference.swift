public import Statistics

extension Comparison {
  /// One repetition's right predictions, or units of another metric.
  struct Value {
    let seed: UInt64
    let correct: Int
  }

  /// The difference of two arms at one size on one test set, second minus first.
  public struct Difference: Sendable {
    /// How it was judged.
    public enum Method: Sendable {
      /// By repetitions with the same seed; so many of either side have no partner.
      case paired(PairedComparison, SignFlipTest, leftOut: [Int])
      /// As independent samples.
      case unpaired(WelchTest, MannWhitneyTest)
    }

    /// Accuracies, or other figures, of the first that were compared, in fractions.
    public let first: Sample
    /// Those of the second that were compared, in fractions.
    public let second: Sample
    /// What the counts are out of.
    public let total: Int
    /// How it was judged.
    public let method: Method

    init(
      _ first: [Value], _ second: [Value], total: Int, level: Double, allowsPairs: Bool,
      isBounded: Bool = true
    ) throws {
      self.total = total
      let partners = Dictionary(second.map { ($0.seed, $0.correct) }) { first, _ in first }
      let pairs = first.compactMap { value in
        partners[value.seed].map { (first: value.correct, second: $0) }
      }
      let isPaired =
        allowsPairs && 2 * pairs.count >= min(first.count, second.count)
        && (pairs.count > 1 || min(first.count, second.count) == 1)
      let counts = (
        isPaired ? pairs.map(\.first) : first.map(\.correct),
        isPaired ? pairs.map(\.second) : second.map(\.correct)
      )
      self.first = try Sample(correct: counts.0, of: total)
      self.second = try Sample(correct: counts.1, of: total)
      guard isPaired else {
        // Both subtract their second group.
        method = .unpaired(
          try WelchTest(counts.1, counts.0, denominator: total, level: level),
          MannWhitneyTest(counts.1, counts.0))
        return
      }
      let differences = pairs.map { $0.second - $0.first }
      method = .paired(
        try PairedComparison(
          differences: differences, testImages: total, level: level, isBounded: isBounded),
        SignFlipTest(differences: differences, seed: Analysis.Design.defaultSeed),
        leftOut: [first.count - pairs.count, second.count - pairs.count])
    }
  }
}

extension Comparison.Difference {
  /// The estimated difference in fractions; nil where a side has no result.
  public var estimate: Double? {
    switch method {
    case .paired(let comparison, _, _): comparison.meanGap
    case .unpaired(let welch, _): welch.difference
    }
  }

  /// The two-sided p value of the t test, paired or Welch's; nil where it is not defined.
  public var p: Double? {
    switch method {
    case .paired(let comparison, _, _): comparison.test?.p
    case .unpaired(let welch, _): welch.p
    }
  }

  /// The p value of the exact test beside it: sign flips of pairs, or Mann and Whitney's of
  /// samples.
  public var exactP: Double? {
    switch method {
    case .paired(_, let signFlip, _): signFlip.p
    case .unpaired(_, let ranks): ranks.p
    }
  }

  /// The interval of the difference in fractions; nil where it is not defined.
  public var interval: ConfidenceInterval? {
    switch method {
    case .paired(let comparison, _, _): comparison.interval
    case .unpaired(let welch, _): welch.interval
    }
  }
}

extension Comparison.Difference {
  /// Why there is no test, in a few words; nil where there is one.
  public var degeneracy: String? {
    switch method {
    case .paired(let comparison, _, _):
      switch comparison.degeneracy {
      case .tooFew(let count): "\(Wording.count(count, "pair")), no test"
      case .allDifferencesZero: "all differences are zero"
      case .noVariation: "every pair shows the same difference"
      case nil: nil
      }
    case .unpaired(let welch, _):
      switch welch.degeneracy {
      case .tooFew(let first, let second): "\(first) and \(second) results, no test"
      case .allEqual: "all results are equal"
      case .noVariation: "neither side varies"
      case nil: nil
      }
    }
  }

  /// Whether repetitions were paired by their seeds.
  public var isPaired: Bool {
    if case .paired = method { true } else { false }
  }
}
