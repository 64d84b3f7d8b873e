extension PairedComparison {
  /// How often the gap of one more pair of runs would lie at least as far from the mean gap as a gap that
  /// was claimed: t = |claim − d̄/m| / (s √(1 + 1/n)), with n − 1 degrees of freedom.
  ///
  /// A claim is mostly one run an arm. It is compared with the spread of single gaps, and not with the
  /// standard error of their mean.
  ///
  /// Reference: Hahn and Meeker, "Statistical Intervals", 1991 (prediction of one observation).
  ///
  /// - Parameter claim: a gap, a fraction of the test set.
  /// - Returns: a two-sided probability; nil where `degeneracy` says why.
  /// - Throws: `StatisticsError` should GSL fail.
  public func probability(ofClaim claim: Double) throws(StatisticsError) -> Double? {
    guard degeneracy == nil, let meanGap, let standardDeviation else { return nil }
    let error = standardDeviation * (1 + 1 / Double(count)).squareRoot()
    let tail = try GSL.studentUpperTail(
      (claim - meanGap).magnitude / error, degreesOfFreedom: Double(count - 1))
    return min(1, 2 * tail)
  }
}
