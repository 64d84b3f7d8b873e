/// Compares two unpaired groups of repetitions by their means: Welch's t test, which does not take
/// the groups to vary equally.
///
/// For results that share no seeds, such as those of others. Paired results are compared with
/// ``PairedComparison``, which sees smaller gaps.
///
/// References: Welch, "The Generalization of Student's Problem When Several Different Population
/// Variances Are Involved", 1947; Hedges, "Distribution Theory for Glass's Estimator of Effect
/// Size and Related Estimators", 1981.
///
/// Edge cases: a group of fewer than two, or no spread in either, have no test; the degeneracy
/// names the case. One group without spread is an ordinary case.
public struct WelchTest: Equatable, Sendable {
  /// Why there is no test.
  public enum Degeneracy: Equatable, Sendable {
    /// A group has fewer than two values; the numbers there are.
    case tooFew(Int, Int)
    /// All values of all groups are the same.
    case allEqual
    /// Each group has one value only, repeated: no spread to judge their difference by.
    case noVariation
  }

  /// Mean of the first group less that of the second, a fraction; nil for an empty group.
  public let difference: Double?
  /// The difference over its standard error; nil where `degeneracy` says why.
  public let t: Double?
  /// Welch and Satterthwaite's degrees of freedom; nil likewise.
  public let degreesOfFreedom: Double?
  /// Two-sided p-value; nil likewise.
  public let p: Double?
  /// The interval of the difference, a fraction; nil likewise.
  public let interval: ConfidenceInterval?
  /// Hedges's g: the difference over the pooled standard deviation, times J; nil likewise.
  public let g: Double?
  /// The name of a degenerate case; nil for ordinary groups.
  public let degeneracy: Degeneracy?

  /// Compares two groups.
  ///
  /// - Parameters:
  ///   - first: correct counts, one a repetition.
  ///   - second: correct counts of the other group, of as many test images.
  ///   - denominator: what the counts are of: the number of test images.
  ///   - level: the nominal coverage of the interval.
  /// - Throws: `StatisticsError` for a level outside 0 to 1, or a denominator that is not positive.
  public init(
    _ first: [Int], _ second: [Int], denominator: Int, level: Double = 0.95
  ) throws(StatisticsError) {
    guard level > 0, level < 1 else { throw .level(level) }
    let groups = try (
      Sample(correct: first, of: denominator), Sample(correct: second, of: denominator)
    )
    difference = groups.0.mean.flatMap { mean in groups.1.mean.map { mean - $0 } }
    degeneracy = Self.degeneracy(first, second)
    guard degeneracy == nil, let difference,
      let error = WelchError(groups.0, groups.1)
    else {
      (t, degreesOfFreedom, p, interval, g) = (nil, nil, nil, nil, nil)
      return
    }
    let t = difference / error.standardError
    let tail = try GSL.studentUpperTail(t.magnitude, degreesOfFreedom: error.degreesOfFreedom)
    let margin =
      try GSL.studentUpperQuantile((1 - level) / 2, degreesOfFreedom: error.degreesOfFreedom)
      * error.standardError
    self.t = t
    degreesOfFreedom = error.degreesOfFreedom
    p = min(1, 2 * tail)
    interval = ConfidenceInterval(
      lower: difference - margin, upper: difference + margin, level: level)
    let correction = try EffectSize.correction(degreesOfFreedom: first.count + second.count - 2)
    g = correction.map { $0 * difference / error.pooledDeviation }
  }

  private static func degeneracy(_ first: [Int], _ second: [Int]) -> Degeneracy? {
    guard first.count >= 2, second.count >= 2 else { return .tooFew(first.count, second.count) }
    let isConstant = [first, second].allSatisfy { group in
      group.allSatisfy { $0 == group[0] }
    }
    guard isConstant else { return nil }
    return first[0] == second[0] ? .allEqual : .noVariation
  }
}

/// The standard errors of a difference of two means.
private struct WelchError {
  let standardError: Double
  let degreesOfFreedom: Double
  let pooledDeviation: Double

  init?(_ first: Sample, _ second: Sample) {
    guard let a = first.standardDeviation, let b = second.standardDeviation else { return nil }
    let (n, m) = (Double(first.count), Double(second.count))
    let (u, v) = (a * a / n, b * b / m)
    standardError = (u + v).squareRoot()
    degreesOfFreedom = (u + v) * (u + v) / (u * u / (n - 1) + v * v / (m - 1))
    pooledDeviation = (((n - 1) * a * a + (m - 1) * b * b) / (n + m - 2)).squareRoot()
  }
}
