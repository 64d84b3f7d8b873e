public import Statistics

extension ImageAnalysis.Disagreement {
  /// The gap as one of new seeds and new test images, too.
  ///
  /// - Parameter level: the nominal coverage of its interval.
  /// - Returns: the two-way analysis of the differences (seeds × images).
  /// - Throws: `StatisticsError.level`.
  public func variance(level: Double) throws(StatisticsError) -> TwoWayVariance {
    try TwoWayVariance(
      TwoWaySums(
        rows: repetitions.map { $0.onlyArm - $0.onlyBaseline }, columns: imageSums,
        squares: repetitions.reduce(0) { $0 + $1.onlyArm + $1.onlyBaseline }), level: level)
  }
}
