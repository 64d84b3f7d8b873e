/// Holm's step-down adjustment of p-values for testing several hypotheses at once.
///
/// Reference: Holm, "A Simple Sequentially Rejective Multiple Test Procedure", 1979.
public enum Holm {
  /// Adjusted p-values, in the order given.
  ///
  /// The k-th smallest of n values becomes the largest of (n − j + 1) · p_j over j ≤ k, at most
  /// 1. The running maximum keeps the order of the raw values; tied values come out equal.
  ///
  /// - Parameters:
  ///   - values: raw p-values; a nil, a test that could not be made, stays nil.
  ///   - family: n, where more hypotheses are tested, or were to be, than there are values: those
  ///     without a value count as larger than all; nil for the number of values that are not nil.
  /// - Returns: as many values as given.
  /// - Throws: `StatisticsError.probability` for a value outside 0...1.
  public static func adjusted(
    _ values: [Double?], family: Int? = nil
  ) throws(StatisticsError) -> [Double?] {
    var present: [(index: Int, p: Double)] = []
    for (index, value) in values.enumerated() {
      guard let value else { continue }
      guard value >= 0, value <= 1 else { throw .probability(index: index, value: value) }
      present.append((index, value))
    }
    let count = family ?? present.count
    precondition(count >= present.count, "a family has all its values")
    present.sort { ($0.p, $0.index) < ($1.p, $1.index) }
    var result = [Double?](repeating: nil, count: values.count)
    var largest = 0.0
    for (rank, item) in present.enumerated() {
      largest = max(largest, min(1, Double(count - rank) * item.p))
      result[item.index] = largest
    }
    return result
  }
}
