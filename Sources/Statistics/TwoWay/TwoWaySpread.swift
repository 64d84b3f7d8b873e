/// The variance and the degrees of freedom of the two-way interval.
struct TwoWaySpread: Equatable {
  /// The variance of the mean gap.
  let variance: Double
  /// Of the t quantile.
  let degreesOfFreedom: Double

  /// From the mean squares; nil where there is no variance.
  init?(_ squares: TwoWayVariance.MeanSquares, seeds: Int, images: Int) {
    let between = max(0, squares.image - squares.residual)
    let sum = squares.seed + between
    guard sum > 0 else { return nil }
    let (n, m) = (Double(seeds - 1), Double(images - 1))
    var uncertainty = squares.seed * squares.seed / n
    if between > 0 {
      uncertainty +=
        squares.image * squares.image / m + squares.residual * squares.residual / (n * m)
    }
    variance = sum / Double(seeds * images)
    degreesOfFreedom = max(n, sum * sum / uncertainty)
  }

  /// mean ± t · √variance.
  func interval(around mean: Double, level: Double) throws(StatisticsError) -> ConfidenceInterval {
    let t = try GSL.studentUpperQuantile((1 - level) / 2, degreesOfFreedom: degreesOfFreedom)
    let margin = t * variance.squareRoot()
    return ConfidenceInterval(lower: mean - margin, upper: mean + margin, level: level)
  }
}
