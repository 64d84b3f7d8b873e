public import Statistics

/// What the arms predicted, image by image: which classes, seeds and test images a gap comes from. Of the
/// study's classification alone, whose tests have the names of the test sets.
public struct ImageAnalysis: Sendable {
  /// What one arm took the images of every class for, at one size, over all its repetitions.
  public struct Confusion: Sendable, Equatable {
    /// The test set's name.
    public let test: String
    /// The arm's name.
    public let arm: String
    /// The labelled-set size.
    public let labels: Int
    /// The repetitions whose predictions are there.
    public internal(set) var repetitions = 0
    /// The number of classes.
    public let classes: Int
    /// How often an image of the class of the row was taken for that of the column, **shape**
    /// (classes × classes).
    public internal(set) var counts: [Int]
  }

  /// The images that two arms disagree on, at one size: what the gap is the sum of.
  public struct Disagreement: Sendable, Equatable {
    /// One repetition.
    public struct Repetition: Sendable, Equatable {
      /// The seed.
      public let seed: UInt64
      /// McNemar's test of the images that only the arm, and only the baseline, has right.
      public let test: McNemarTest

      /// Images that only the arm has right.
      public var onlyArm: Int { test.onlyFirst }
      /// Images that only the baseline has right.
      public var onlyBaseline: Int { test.onlySecond }
    }

    /// The test set's name.
    public let test: String
    /// The arm's name.
    public let arm: String
    /// The labelled-set size.
    public let labels: Int
    /// The complete pairs, in the order of the seeds.
    public let repetitions: [Repetition]
    /// For every test image how many more repetitions the arm has it right in than the baseline.
    public let imageSums: [Int]
    /// The gap as one of new seeds and new test images, too: the two-way analysis of the differences
    /// (seeds × images) at the study's confidence.
    public let variance: TwoWayVariance
  }

  /// One a test set, size and arm that has predictions, in the order of the study.
  public internal(set) var confusions: [Confusion] = []
  /// One a test set, size and arm other than the baseline with a complete pair, in the same order.
  public internal(set) var disagreements: [Disagreement] = []

  /// Compares predictions with the truth and with one another.
  ///
  /// Takes O(records × test images) time, and space for the predictions of one repetition.
  ///
  /// - Parameters:
  ///   - results: what the store holds of a plan; records without predictions are left out.
  ///   - truth: the class of every test image of the data set.
  ///   - classes: the number of classes.
  /// - Throws: `StatisticsError` for more disagreements than a test can take; `StoreError` for predictions
  ///   that are not as their record says,
  ///   `StudyError.unreadableRecord` where their number is not that of the test images.
  public init(_ results: StudyResults, truth: [UInt8], classes: Int) throws {
    let study = results.plan.study
    let reader = PredictionReader(results)
    for labels in study.labels {
      var size = SizeAnalysis(study, labels, classes)
      for seed in study.repetitionSeeds {
        let predictions = try study.arms.map {
          try reader.predictions(of: $0.name, labels: labels, seed: seed)
        }
        try size.add(predictions, seed: seed, truth)
      }
      confusions += size.confusions.joined().filter { $0.repetitions > 0 }
      disagreements += try size.pairs.joined().filter { !$0.repetitions.isEmpty }.map {
        try $0.disagreement(level: study.analysis.confidence)
      }
    }
    let order = study.tests.map(\.name)
    confusions = order.flatMap { name in confusions.filter { $0.test == name } }
    disagreements = order.flatMap { name in disagreements.filter { $0.test == name } }
  }
}

extension ImageAnalysis.Confusion {
  /// The share of the images of a class that were taken for it; nil for a class without images.
  ///
  /// - Parameter index: the class.
  /// - Returns: a fraction, over all repetitions.
  public func accuracy(ofClass index: Int) -> Double? {
    let row = counts[index * classes..<(index + 1) * classes]
    let total = row.reduce(0, +)
    return total > 0 ? Double(row[row.startIndex + index]) / Double(total) : nil
  }
}

/// The analysis of one size, repetition by repetition; **shape** of both arrays (tests × arms).
private struct SizeAnalysis {
  let study: Study
  let baseline: Int?
  var confusions: [[ImageAnalysis.Confusion]]
  var pairs: [[PairSums]]

  init(_ study: Study, _ labels: Int, _ classes: Int) {
    self.study = study
    baseline = study.arms.firstIndex { $0.name == study.analysis.baseline }
    confusions = study.tests.map { test in
      study.arms.map { arm in
        ImageAnalysis.Confusion(
          test: test.name, arm: arm.name, labels: labels, classes: classes,
          counts: [Int](repeating: 0, count: classes * classes))
      }
    }
    pairs = study.tests.map { test in
      study.arms.map { arm in
        PairSums(
          test: test.name, arm: arm.name, labels: labels,
          imageSums: [Int](repeating: 0, count: test.images.count))
      }
    }
  }

  /// Adds the predictions of one repetition, one array an arm; nil for an arm without.
  mutating func add(_ predictions: [[UInt8]?], seed: UInt64, _ truth: [UInt8]) throws {
    var start = 0
    for (index, test) in study.tests.enumerated() {
      let truth = truth[test.images.indexes]
      let parts = predictions.map { $0?[start..<start + truth.count] }
      start += truth.count
      for (arm, part) in parts.enumerated() {
        guard let part else { continue }
        confusions[index][arm].add(part, truth)
        guard let baseline, arm != baseline, let other = parts[baseline] else { continue }
        try pairs[index][arm].add(part, other, truth, seed: seed)
      }
    }
  }
}

extension ImageAnalysis.Confusion {
  /// Adds the predictions of one repetition; a class that the data set has not is none of its columns.
  fileprivate mutating func add(_ predictions: ArraySlice<UInt8>, _ truth: ArraySlice<UInt8>) {
    repetitions += 1
    for (answer, label) in zip(predictions, truth) where answer < classes {
      counts[Int(label) * classes + Int(answer)] += 1
    }
  }
}

/// What two arms disagree on, added up repetition by repetition.
private struct PairSums {
  let test: String
  let arm: String
  let labels: Int
  var repetitions: [ImageAnalysis.Disagreement.Repetition] = []
  var imageSums: [Int]

  func disagreement(level: Double) throws -> ImageAnalysis.Disagreement {
    let sums = TwoWaySums(
      rows: repetitions.map { $0.onlyArm - $0.onlyBaseline }, columns: imageSums,
      squares: repetitions.reduce(0) { $0 + $1.onlyArm + $1.onlyBaseline })
    return ImageAnalysis.Disagreement(
      test: test, arm: arm, labels: labels, repetitions: repetitions, imageSums: imageSums,
      variance: try TwoWayVariance(sums, level: level))
  }

  /// Adds the predictions of one repetition of the arm and of the baseline.
  mutating func add(
    _ arm: ArraySlice<UInt8>, _ baseline: ArraySlice<UInt8>, _ truth: ArraySlice<UInt8>,
    seed: UInt64
  ) throws {
    var (onlyArm, onlyBaseline) = (0, 0)
    let (first, second) = (arm.startIndex, baseline.startIndex)
    for (index, label) in truth.enumerated() {
      let (one, other) = (arm[first + index], baseline[second + index])
      guard one != other else { continue }
      if one == label {
        onlyArm += 1
        imageSums[index] += 1
      } else if other == label {
        onlyBaseline += 1
        imageSums[index] -= 1
      }
    }
    let test = try McNemarTest(onlyFirst: onlyArm, onlySecond: onlyBaseline)
    repetitions.append(ImageAnalysis.Disagreement.Repetition(seed: seed, test: test))
  }
}
