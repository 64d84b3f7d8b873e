/// McNemar's exact test: whether two classifiers differ on the same test images.
///
/// Only images that exactly one of them gets right count; if the classifiers are equally good,
/// either is right with probability ½. It tells of these two classifiers, one seed each; it says
/// nothing of other seeds and must not be pooled over them.
///
/// References: McNemar, "Note on the Sampling Error of the Difference Between Correlated
/// Proportions or Percentages", 1947; Fagerland, Lydersen and Laake, "The McNemar Test for
/// Binary Matched-Pairs Data: Mid-p and Asymptotic Are Better Than Exact Conditional", 2013.
public struct McNemarTest: Equatable, Sendable {
  /// The number of images that the first classifier alone gets right.
  public let onlyFirst: Int
  /// The number of images that the second classifier alone gets right.
  public let onlySecond: Int
  /// Two-sided exact p-value; 1 where no image tells the classifiers apart.
  public let p: Double
  /// The mid-p-value, which counts half of the probability of the observed table: less
  /// conservative.
  public let midP: Double

  /// Tests two classifiers.
  ///
  /// - Parameters:
  ///   - onlyFirst: the number of images that the first alone gets right; not negative.
  ///   - onlySecond: the number of images that the second alone gets right; not negative.
  /// - Throws: `StatisticsError.tooMany` for more than a million images together.
  public init(onlyFirst: Int, onlySecond: Int) throws(StatisticsError) {
    precondition(onlyFirst >= 0 && onlySecond >= 0, "counts are not negative")
    self.onlyFirst = onlyFirst
    self.onlySecond = onlySecond
    let (smaller, all) = (min(onlyFirst, onlySecond), onlyFirst + onlySecond)
    guard onlyFirst != onlySecond else {
      (p, midP) = (1, 1)
      return
    }
    let atMost = try GSL.fairCoinLowerTail(smaller, of: all)
    let below = try GSL.fairCoinLowerTail(smaller - 1, of: all)
    p = min(1, 2 * atMost)
    // 2 P(X ≤ k) − P(X = k), without the subtraction.
    midP = min(1, atMost + below)
  }
}
