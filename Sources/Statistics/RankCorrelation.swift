/// Spearman's rank correlation: whether one quantity grows where another does.
///
/// Reference: C. Spearman, "The Proof and Measurement of Association between Two Things", American
/// Journal of Psychology 15, 1904. Ties have the mean of their ranks, and the coefficient is Pearson's of
/// the ranks.
public enum RankCorrelation {
  /// The coefficient of some pairs.
  ///
  /// - Parameters:
  ///   - first: finite values.
  ///   - second: as many.
  /// - Returns: −1 to 1; nil for fewer than two pairs, and where all values of a side are equal.
  public static func spearman(_ first: [Double], _ second: [Double]) -> Double? {
    precondition(first.count == second.count, "pairs")
    let (x, y) = (doubledRanks(first), doubledRanks(second))
    // Doubled ranks are whole numbers, of which the mean is the number of values and 1.
    let mean = first.count + 1
    let products = zip(x, y).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) }
    let squares = [x, y].map { $0.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } }
    guard squares[0] > 0, squares[1] > 0 else { return nil }
    return Double(products) / (Double(squares[0]) * Double(squares[1])).squareRoot()
  }

  /// Twice the rank of each value, from 2.
  private static func doubledRanks(_ values: [Double]) -> [Int] {
    values.map { value in
      let below = values.count { $0 < value }
      let equal = values.count { $0 == value }
      return 2 * below + equal + 1
    }
  }
}
