/// The accuracy gap of two arms over paired repetitions: estimate, interval, test and effect.
///
/// It starts from integer differences of correct counts, d_i, because accuracies as
/// floating-point fractions break ties that the counts have (0.97 − 0.96 ≠ 0.57 − 0.56). Only
/// complete pairs may be given. All gaps are fractions of the test set: d̄/m.
///
/// Other figures than accuracies are whole numbers as well, of units of 1/m; they may be negative, or
/// above m, and so may their differences (`isBounded`).
///
/// Edge cases are named by ``degeneracy``; what they leave undefined is nil, never NaN.
public struct PairedComparison: Equatable, Sendable {
  /// Why a comparison has no interval and no test.
  public enum Degeneracy: Equatable, Sendable {
    /// Fewer than two pairs; the number there is.
    case tooFew(Int)
    /// Both arms were equally good in every repetition.
    case allDifferencesZero
    /// Every repetition shows the same difference, which is not zero: no spread to judge it by.
    case noVariation
  }

  /// The number of test images, that gaps are fractions of.
  public let testImages: Int
  /// The number of complete pairs.
  public let count: Int
  /// The mean gap; nil for no pairs.
  public let meanGap: Double?
  /// The standard deviation of the gaps, with n − 1; nil for fewer than two pairs.
  public let standardDeviation: Double?
  /// Student's t interval of the mean gap; nil where `degeneracy` says why.
  public let interval: ConfidenceInterval?
  /// The paired t test; nil where `degeneracy` says why.
  public let test: PairedTTest?
  /// The standardised effect; nil where `degeneracy` says why.
  public let effect: EffectSize?
  /// The name of a degenerate case; nil for an ordinary comparison.
  public let degeneracy: Degeneracy?

  /// Compares two arms.
  ///
  /// - Parameters:
  ///   - differences: correct images of the arm minus those of the baseline, one a repetition.
  ///   - testImages: the number of test images, the same for both arms in every repetition.
  ///   - level: the nominal coverage of the interval.
  ///   - isBounded: whether no difference can be larger than `testImages`, as of counts of images.
  /// - Throws: `StatisticsError` for a count that cannot be, or a level outside 0 to 1.
  public init(
    differences: [Int], testImages: Int, level: Double = 0.95, isBounded: Bool = true
  ) throws(StatisticsError) {
    try PairedComparison.validate(differences, testImages: testImages, isBounded: isBounded)
    guard level > 0, level < 1 else { throw .level(level) }
    let count = differences.count
    let mean = PairedComparison.mean(differences, over: testImages)
    let spread = PairedComparison.standardDeviation(differences, over: testImages)
    let degeneracy = PairedComparison.degeneracy(of: differences)
    self.testImages = testImages
    self.count = count
    meanGap = mean
    standardDeviation = spread
    self.degeneracy = degeneracy
    guard degeneracy == nil, let mean, let spread else {
      (interval, test, effect) = (nil, nil, nil)
      return
    }
    interval = try .student(mean: mean, standardDeviation: spread, count: count, level: level)
    test = try PairedTTest(mean: mean, standardDeviation: spread, count: count)
    effect = try EffectSize(mean: mean, standardDeviation: spread, count: count)
  }
}

extension PairedComparison {
  private static func validate(
    _ differences: [Int], testImages: Int, isBounded: Bool
  ) throws(StatisticsError) {
    guard testImages > 0 else { throw .testImages(testImages) }
    guard isBounded else { return }
    for (index, value) in differences.enumerated() where value.magnitude > testImages.magnitude {
      throw .difference(index: index, value: value, testImages: testImages)
    }
  }

  /// The integers decide, so that rounding cannot hide that all differences are equal.
  static func degeneracy(of differences: [Int]) -> Degeneracy? {
    guard differences.count >= 2 else { return .tooFew(differences.count) }
    let first = differences[0]
    guard differences.allSatisfy({ $0 == first }) else { return nil }
    return first == 0 ? .allDifferencesZero : .noVariation
  }

  private static func mean(_ differences: [Int], over testImages: Int) -> Double? {
    guard !differences.isEmpty else { return nil }
    return GSL.mean(differences.map(Double.init)) / Double(testImages)
  }

  private static func standardDeviation(_ differences: [Int], over testImages: Int) -> Double? {
    guard differences.count >= 2 else { return nil }
    let values = differences.map(Double.init)
    return GSL.standardDeviation(values, mean: GSL.mean(values)) / Double(testImages)
  }
}
