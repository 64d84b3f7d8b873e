public import Downstream
import Statistics

extension Analysis {
  /// What is compared with what: of a study, or of results that were made elsewhere.
  public struct Design: Sendable {
    /// A test set: its name, and what counts are out of.
    public struct Test: Sendable {
      /// The test set's name.
      public let name: String
      /// Test images; for results given as decimal fractions the common denominator.
      public let total: Int

      /// What is measured.
      public let metric: Metric
      /// The metric's unit, such as `°`; empty where it has none.
      public let unit: String

      /// A test set.
      ///
      /// - Parameters:
      ///   - name: its name.
      ///   - total: what counts are out of; positive.
      ///   - metric: what is measured.
      ///   - unit: the metric's unit.
      public init(name: String, total: Int, metric: Metric = .accuracy, unit: String = "") {
        self.name = name
        self.total = total
        self.metric = metric
        self.unit = unit
      }
    }

    /// The arm that the others are compared with.
    public var baseline: String
    /// The arms, in the order of the tables.
    public var arms: [String]
    /// The labelled-set sizes, ascending.
    public var labels: [Int]
    /// The test sets; the first is primary.
    public var tests: [Test]
    /// The seeds that were planned, one a repetition, in order.
    public var seeds: [UInt64]
    /// The confidence of intervals, such as 0.95.
    public var confidence: Double
    /// The margin of equivalence Δ as a fraction; nil where none was set.
    public var margin: Double?
    /// A gap that was claimed elsewhere, of one run an arm, as a fraction; nil for none.
    public var claim: Double?
    /// The seed of the resampling: a constant, so that whoever analyses the same results gets the same
    /// figures.
    public var resamplingSeed = Self.defaultSeed
    static let defaultSeed: UInt64 = 20_260_101

    /// How many resamples a bootstrap draws.
    public var resamples = 10_000

    var settings: GapStatistics.Settings {
      GapStatistics.Settings(
        level: confidence, margin: margin, resamples: resamples, seed: resamplingSeed)
    }

    /// A design.
    ///
    /// - Parameters:
    ///   - baseline: the arm that the others are compared with.
    ///   - arms: all arms.
    ///   - labels: the labelled-set sizes, ascending.
    ///   - tests: the test sets, the primary one first.
    ///   - seeds: one a planned repetition.
    ///   - confidence: the level of intervals.
    ///   - margin: the margin of equivalence as a fraction, if one was set.
    ///   - claim: a gap that was claimed elsewhere, as a fraction.
    public init(
      baseline: String, arms: [String], labels: [Int], tests: [Test], seeds: [UInt64],
      confidence: Double = 0.95, margin: Double? = nil, claim: Double? = nil
    ) {
      self.baseline = baseline
      self.arms = arms
      self.labels = labels
      self.tests = tests
      self.seeds = seeds
      self.confidence = confidence
      self.margin = margin
      self.claim = claim
    }
  }

  /// One result: how many test images an arm classified correctly.
  public struct Observation: Sendable, Equatable {
    /// The arm's name.
    public let arm: String
    /// The labelled-set size.
    public let labels: Int
    /// The seed, by which arms are paired.
    public let seed: UInt64
    /// The test set's name.
    public let test: String
    /// Right predictions, out of the test set's total.
    public let correct: Int

    /// A result.
    ///
    /// - Parameters:
    ///   - arm: the arm's name.
    ///   - labels: the labelled-set size.
    ///   - seed: the repetition's seed.
    ///   - test: the test set's name.
    ///   - correct: right predictions.
    public init(arm: String, labels: Int, seed: UInt64, test: String, correct: Int) {
      self.arm = arm
      self.labels = labels
      self.seed = seed
      self.test = test
      self.correct = correct
    }
  }
}

extension Study {
  /// What the study's protocol compares with what.
  public var design: Analysis.Design {
    Analysis.Design(
      baseline: analysis.baseline, arms: arms.map(\.name), labels: labels,
      tests: measures.map {
        Analysis.Design.Test(name: $0.name, total: $0.total, metric: $0.metric, unit: $0.unit)
      },
      seeds: repetitionSeeds, confidence: analysis.confidence, margin: analysis.margin,
      claim: analysis.claim)
  }
}
