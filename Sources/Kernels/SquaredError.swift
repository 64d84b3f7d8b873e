/// The mean of weight × (output − target)² over the elements of one example, and for training its gradient.
///
/// Products are rounded to single precision once (weight × difference) and then exact; they are summed in
/// sixteen chains in double precision.
///
/// - Parameters:
///   - outputs: count.
///   - targets: count.
///   - weights: count: how much each element counts.
///   - count: at least 1.
///   - scale: the gradient is multiplied by it.
///   - gradient: nil, or count: filled.
/// - Returns: the loss.
public func squaredError(
  outputs: UnsafePointer<Float>, targets: UnsafePointer<Float>, weights: UnsafePointer<Float>,
  count: Int, scale: Float, gradient: UnsafeMutablePointer<Float>?
) -> Double {
  let factor = Vector(repeating: 2 * scale / Float(count))
  var sum = DoubleSum()
  for first in stride(from: 0, to: count, by: laneCount) {
    var difference = load(outputs + first) - load(targets + first)
    var weighted = difference * load(weights + first)
    if count &- first < laneCount {
      let isOutside = laneNumbers .>= SIMD16(repeating: Int32(truncatingIfNeeded: count &- first))
      difference.replace(with: 0, where: isOutside)
      weighted.replace(with: 0, where: isOutside)
    }
    sum.add(
      widened(difference.lowHalf) * widened(weighted.lowHalf),
      widened(difference.highHalf) * widened(weighted.highHalf))
    if let gradient { write(weighted * factor, gradient + first, first: count &- first) }
  }
  return sum.total / Double(count)
}

/// Softmax cross-entropy of the first outputs of an example, and the squared error of the last four; for
/// training the gradient of their weighted sum.
///
/// - Parameters:
///   - outputs: classes logits, then four; readable up to a multiple of 16.
///   - label: a class.
///   - classes: at least 1.
///   - targets: four.
///   - weights: four.
///   - boxWeight: what the squared error is multiplied by.
///   - scale: 1 / batch size.
///   - gradient: nil, or classes + 4: filled.
///   - probabilities: scratch, classes + 4 rounded up to a multiple of 16.
///   - prediction: nil, or room for the first of the largest logits.
///   - lossSum: the loss is added to it.
/// - Returns: whether the prediction equals the label: 1 or 0.
public func classAndBox(
  outputs: UnsafePointer<Float>, label: UnsafePointer<Int32>, classes: Int,
  targets: UnsafePointer<Float>, weights: UnsafePointer<Float>, boxWeight: Float, scale: Float,
  gradient: UnsafeMutablePointer<Float>?, probabilities: UnsafeMutablePointer<Float>,
  prediction: UnsafeMutablePointer<Int32>?, lossSum: UnsafeMutablePointer<Double>
) -> Int {
  let hits = softmaxCrossEntropy(
    logits: outputs, labels: label, images: 1, classes: classes, paddedClasses: classes,
    scale: scale, gradient: gradient, probabilities: probabilities, predictions: prediction,
    lossSum: lossSum)
  let error = squaredError(
    outputs: outputs + classes, targets: targets, weights: weights, count: 4,
    scale: scale * boxWeight, gradient: gradient.map { $0 + classes })
  lossSum[0] += Double(boxWeight) * error
  return hits
}
