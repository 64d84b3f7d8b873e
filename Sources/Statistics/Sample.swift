/// Repeated measurements of one quantity, one value a repetition, and how to describe them.
///
/// Statistics that the values do not define are nil: the mean of none, the spread of one.
public struct Sample: Equatable, Sendable {
  /// The values, in the order of the repetitions.
  public let values: [Double]

  /// A sample of finite values.
  ///
  /// - Parameter values: one a repetition; may be empty.
  /// - Throws: `StatisticsError.notFinite` for a NaN or an infinity.
  public init(_ values: [Double]) throws(StatisticsError) {
    for (index, value) in values.enumerated() where !value.isFinite {
      throw .notFinite(index: index, value: value)
    }
    self.values = values
  }

  /// A sample of accuracies, from counts of correctly classified test images, or of other figures in units
  /// of 1 / `testImages`.
  ///
  /// - Parameters:
  ///   - correct: one count a repetition.
  ///   - testImages: the number of test images, the same in every repetition.
  /// - Throws: `StatisticsError.testImages` unless there is at least one.
  public init(correct: [Int], of testImages: Int) throws(StatisticsError) {
    guard testImages > 0 else { throw .testImages(testImages) }
    values = correct.map { Double($0) / Double(testImages) }
  }
}

extension Sample {
  /// The number of values.
  public var count: Int { values.count }

  /// The arithmetic mean; nil for no values.
  public var mean: Double? {
    values.isEmpty ? nil : GSL.mean(values)
  }

  /// The standard deviation with n − 1 in the denominator; nil for fewer than two values.
  public var standardDeviation: Double? {
    guard count >= 2, let mean else { return nil }
    return GSL.standardDeviation(values, mean: mean)
  }

  /// The median, the mean of the middle two for an even number of values; nil for none.
  public var median: Double? {
    values.isEmpty ? nil : GSL.median(sorted: values.sorted())
  }

  /// Student's t interval of the mean.
  ///
  /// - Parameter level: the nominal coverage.
  /// - Returns: nil for fewer than two values, and for values that are all equal, where the
  ///   formula would give an interval of no width.
  /// - Throws: `StatisticsError.level` for a level outside 0 to 1.
  public func interval(level: Double = 0.95) throws(StatisticsError) -> ConfidenceInterval? {
    try .student(
      mean: mean ?? 0, standardDeviation: standardDeviation ?? 0, count: count, level: level)
  }
}
