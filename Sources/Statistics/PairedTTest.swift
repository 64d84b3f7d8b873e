/// The two-sided paired t test of no difference.
///
/// Reference: Student (W. S. Gosset), "The Probable Error of a Mean", 1908. GSL's
/// `gsl_stats_ttest` is the pooled, unpaired test and is not used.
public struct PairedTTest: Equatable, Sendable {
  /// Mean difference over its standard error.
  public let t: Double
  /// The number of pairs less one.
  public let degreesOfFreedom: Int
  /// Two-sided p-value.
  public let p: Double

  /// The test of a mean difference against zero; the spread must be positive.
  init(mean: Double, standardDeviation: Double, count: Int) throws(StatisticsError) {
    precondition(count >= 2 && standardDeviation > 0, "degenerate cases are named earlier")
    t = mean / (standardDeviation / Double(count).squareRoot())
    degreesOfFreedom = count - 1
    let tail = try GSL.studentUpperTail(t.magnitude, degreesOfFreedom: Double(count - 1))
    p = min(1, 2 * tail)
  }
}
