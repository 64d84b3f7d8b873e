/// How near predicted numbers are to the true ones.
struct RegressionFit {
  /// 1 − Σ (truth − prediction)² / Σ (truth − mean of the truths)²: 1 where all are exact, 0 for whoever
  /// says the mean, below 0 for worse. 0 where the truths do not differ.
  let rSquared: Double
  /// The root of the mean squared error, in the numbers' unit; 0 for no number.
  let rootMeanSquaredError: Double

  /// Compares numbers, which are added in their order.
  init(predictions: [Double], truths: [Double]) {
    precondition(predictions.count == truths.count, "one prediction a truth")
    let count = Double(max(truths.count, 1))
    let mean = truths.reduce(0, +) / count
    var (errors, deviations) = (0.0, 0.0)
    for (prediction, truth) in zip(predictions, truths) {
      errors += (truth - prediction) * (truth - prediction)
      deviations += (truth - mean) * (truth - mean)
    }
    rSquared = deviations > 0 ? 1 - errors / deviations : 0
    rootMeanSquaredError = (errors / count).squareRoot()
  }
}
