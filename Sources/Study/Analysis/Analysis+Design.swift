public import Downstream
import Statistics

extension Analysis {
  /// What is compared with what: of a study, or of results that were made elsewhere.
  public struct Design: Sendable {
    /// What is measured on a test set: of a classification the accuracy, which has the test set's name.
    public struct Test: Sendable, Equatable {
      /// The name, which no other of the design has.
      public let name: String
      /// What counts are out of. For accuracies test images; for results given as decimal fractions, and
      /// for other metrics, the common denominator.
      public let total: Int
      /// What is measured.
      public let metric: Metric
      /// The metric's unit, such as `°`; empty where it has none.
      public let unit: String
      /// The task that is tested; nil where that is not known.
      public var task: String?
      /// The test set's name where it is not that of the test.
      public var set: String?
      /// How many images the test set has, where `total` is not their number.
      public var images: Int?
      /// The arms that can do the task; nil for all.
      public var arms: [String]?

      /// A test.
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
    /// The tests; the first is primary.
    public var tests: [Test]
    /// The seeds that were planned, one a repetition, in order.
    public var seeds: [UInt64]
    /// The confidence of intervals, such as 0.95.
    public var confidence: Double
    /// The margin of equivalence Δ of accuracies as a fraction; nil where none was set.
    public var margin: Double?
    /// A gap of accuracies that was claimed elsewhere, of one run an arm, as a fraction; nil for none.
    public var claim: Double?
    /// The seed of the resampling: a constant, so that whoever analyses the same results gets the same
    /// figures.
    public var resamplingSeed = Self.defaultSeed
    static let defaultSeed: UInt64 = 20_260_101

    /// How many resamples a bootstrap draws.
    public var resamples = 10_000

    /// How the gaps of a test are judged. A margin is one of accuracies: it says nothing of other metrics.
    func settings(of test: Test) -> GapStatistics.Settings {
      var settings = GapStatistics.Settings(
        level: confidence, margin: test.isAccuracy ? margin : nil, resamples: resamples,
        seed: resamplingSeed)
      settings.isHigherBetter = test.isHigherBetter
      return settings
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

  /// One result: how many test images an arm classified correctly, or how far it came by another metric.
  public struct Observation: Sendable, Equatable {
    /// The arm's name.
    public let arm: String
    /// The labelled-set size.
    public let labels: Int
    /// The seed, by which arms are paired.
    public let seed: UInt64
    /// The test's name.
    public let test: String
    /// Right predictions, out of the test's total; of other metrics than accuracy the value in units of 1
    /// over the total, which may be negative, or above it.
    public let correct: Int

    /// A result.
    ///
    /// - Parameters:
    ///   - arm: the arm's name.
    ///   - labels: the labelled-set size.
    ///   - seed: the repetition's seed.
    ///   - test: the test's name.
    ///   - correct: right predictions, or units of the metric.
    public init(arm: String, labels: Int, seed: UInt64, test: String, correct: Int) {
      self.arm = arm
      self.labels = labels
      self.seed = seed
      self.test = test
      self.correct = correct
    }
  }
}

extension Analysis.Design.Test {
  /// Whether more is better; not of errors.
  public var isHigherBetter: Bool { metric.isHigherBetter }

  /// Whether it is an accuracy, of which the counts are of images.
  public var isAccuracy: Bool { metric == .accuracy }
}

extension Analysis.Design {
  /// The test of a name.
  ///
  /// - Parameter name: a test's name.
  /// - Returns: nil where there is none.
  public func test(named name: String) -> Test? { tests.first { $0.name == name } }

  /// The arms that a test is of, in the order of the tables.
  ///
  /// - Parameter test: one of the design's.
  /// - Returns: all that can do its task.
  public func arms(of test: Test) -> [String] {
    test.arms.map { able in arms.filter(able.contains) } ?? arms
  }

  /// The first metric of a task says how well it is done; the others say it again, in other words.
  ///
  /// - Parameter test: one of the design's.
  /// - Returns: whether it is by the first metric of its task.
  public func isByFirstMetric(_ test: Test) -> Bool {
    tests.first { $0.task == test.task }?.metric == test.metric
  }
}

extension Study {
  /// What the study's protocol compares with what.
  public var design: Analysis.Design {
    Analysis.Design(
      baseline: analysis.baseline, arms: arms.map(\.name), labels: labels,
      tests: measures.map(test), seeds: repetitionSeeds, confidence: analysis.confidence,
      margin: analysis.margin, claim: analysis.claim)
  }

  private func test(_ measure: StudyMeasure) -> Analysis.Design.Test {
    var test = Analysis.Design.Test(
      name: measure.name, total: measure.total, metric: measure.metric, unit: measure.unit)
    test.task = measure.task
    test.set = measure.test
    test.images = tests.first { $0.name == measure.test }?.images.count
    let able = task(named: measure.task).map { task in arms.filter(task.suits) } ?? []
    if able.count < arms.count { test.arms = able.map(\.name) }
    return test
  }
}
