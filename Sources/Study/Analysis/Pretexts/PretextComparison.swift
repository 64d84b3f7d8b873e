public import Statistics

/// Pretexts by their own measure and by what it is worth downstream, side by side.
///
/// Tasks of different kinds have measures that do not compare. What compares is the *skill*: which share of
/// the way from the answer of who learned nothing to a perfect one the network goes, as in forecasting.
///
/// Reference: A. Murphy, "Skill Scores Based on the Mean Square Error and Their Relationships to the
/// Correlation Coefficient", Monthly Weather Review 116, 1988.
public struct PretextComparison: Sendable {
  /// How well a pretext task is done on held-out examples, by one measure.
  public struct Own: Sendable {
    /// What is measured, such as `accuracy` or `rmse`.
    public let name: String
    /// By repetition.
    public let sample: Sample
    /// What who learned nothing has, mean over the repetitions; nil where that is unknown.
    public let trivial: Double?
  }

  /// A pretext of the study.
  public struct Pretext: Sendable {
    /// The pretext's name.
    public let name: String
    /// The task's name.
    public let task: String
    /// Its own measures, the one that says most first; none where no held-out examples were measured.
    public let own: [Own]
    /// Repetitions planned.
    public let planned: Int
  }

  /// An arm, and what it begins with.
  public struct ArmUse: Sendable, Equatable {
    /// The arm's name.
    public let arm: String
    /// The pretext that its encoder begins with; nil for random weights.
    public let pretext: String?
    /// What is done with the encoder, such as `frozen`.
    public let use: String

    /// An arm.
    ///
    /// - Parameters:
    ///   - arm: its name.
    ///   - pretext: what its encoder begins with; nil for random weights.
    ///   - use: what is done with the encoder.
    public init(arm: String, pretext: String?, use: String) {
      self.arm = arm
      self.pretext = pretext
      self.use = use
    }
  }

  /// Whether pretexts that are done better serve better, among arms that use them alike.
  public struct Correlation: Sendable, Equatable {
    /// What is done with the encoder.
    public let use: String
    /// The labelled-set size.
    public let labels: Int
    /// Spearman's rank correlation of skill and mean downstream, positive where better is better; nil where
    /// a side does not vary.
    public let coefficient: Double?
    /// Pretexts that were ranked.
    public let count: Int
  }

  /// In the order of the study.
  public let pretexts: [Pretext]
  /// In the order of the study.
  public let arms: [ArmUse]
  /// One a use and size with at least three pretexts, on the primary test set.
  public let correlations: [Correlation]

  /// The fewest pretexts whose ranks are correlated.
  static let fewestPretexts = 3
}

extension PretextComparison.Own {
  /// Whether more is better: not for errors.
  public var isHigherBetter: Bool { !name.hasPrefix("rmse") }

  /// The share of the way from the trivial answer to a perfect one; negative for a network that is worse
  /// than who learned nothing, nil where that is unknown.
  public var skill: Double? {
    guard let mean = sample.mean, let trivial else { return nil }
    let perfect: Double = isHigherBetter ? 1 : 0
    guard trivial != perfect else { return nil }
    return (mean - trivial) / (perfect - trivial)
  }
}

extension PretextComparison.Pretext {
  /// A pretext.
  ///
  /// - Parameters:
  ///   - name: the pretext's name.
  ///   - task: the task's name.
  ///   - scores: the measures of one repetition after the other.
  ///   - planned: repetitions planned.
  /// - Throws: `StatisticsError` for a figure that is no number.
  public init(
    name: String, task: String, scores: [[PretextMeasure]], planned: Int
  ) throws(StatisticsError) {
    var names: [String] = []
    for measure in scores.joined() where !names.contains(measure.name) {
      names.append(measure.name)
    }
    var own: [PretextComparison.Own] = []
    for name in names {
      let found = scores.compactMap { $0.first { $0.name == name } }
      let trivial = try Sample(found.compactMap(\.trivial))
      own.append(
        PretextComparison.Own(
          name: name, sample: try Sample(found.map(\.value)),
          trivial: trivial.count == found.count ? trivial.mean : nil))
    }
    self.name = name
    self.task = task
    // Errors of hidden values say more than those of all, which the input shows for the most part.
    self.own = own.filter { $0.name == "rmse-hidden" } + own.filter { $0.name != "rmse-hidden" }
    self.planned = planned
  }
}

extension PretextComparison {
  /// A comparison.
  ///
  /// - Parameters:
  ///   - pretexts: in the order of the study.
  ///   - arms: in the order of the study.
  ///   - analysis: of the arms' results.
  public init(_ pretexts: [Pretext], _ arms: [ArmUse], _ analysis: Analysis) {
    self.pretexts = pretexts
    self.arms = arms
    var uses: [String] = []
    for arm in arms where !uses.contains(arm.use) { uses.append(arm.use) }
    correlations = uses.flatMap { use in
      analysis.design.labels.compactMap { labels in
        Self.correlation(pretexts, arms.filter { $0.use == use }, use, labels, analysis)
      }
    }
  }

  /// Of the first arm of each pretext; nil for few pretexts.
  private static func correlation(
    _ pretexts: [Pretext], _ arms: [ArmUse], _ use: String, _ labels: Int, _ analysis: Analysis
  ) -> Correlation? {
    guard let test = analysis.design.tests.first else { return nil }
    let pairs = pretexts.compactMap { pretext -> (skill: Double, downstream: Double)? in
      guard let skill = pretext.own.first?.skill,
        let arm = arms.first(where: { $0.pretext == pretext.name })?.arm,
        let mean = analysis.summary(of: arm, labels: labels, test: test.name)?.sample.mean
      else { return nil }
      return (skill, test.isHigherBetter ? mean : -mean)
    }
    guard pairs.count >= fewestPretexts else { return nil }
    return Correlation(
      use: use, labels: labels,
      coefficient: RankCorrelation.spearman(pairs.map(\.skill), pairs.map(\.downstream)),
      count: pairs.count)
  }
}
