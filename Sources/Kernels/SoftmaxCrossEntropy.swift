/// Softmax cross-entropy over logits: losses, predictions and, for training, the gradient.
///
/// The loss of one image is ln Σ exp(zⱼ − max z) + max z − z of its class, as frameworks compute it from
/// logits; the gradient of the mean loss is (softmax − one-hot) × `scale`.
///
/// - Parameters:
///   - logits: images × paddedClasses; lanes beyond `classes` are not read.
///   - labels: one class an image.
///   - images: how many.
///   - classes: at least 1.
///   - paddedClasses: classes rounded up to a multiple of 16.
///   - scale: 1 / batch size.
///   - gradient: nil, or images × paddedClasses: filled, zero beyond `classes`.
///   - probabilities: scratch, paddedClasses.
///   - predictions: nil, or one class an image: the first of the largest logits.
///   - lossSum: the losses are added to it in the order of the images.
/// - Returns: how many predictions equal their label.
public func softmaxCrossEntropy(
  logits: UnsafePointer<Float>, labels: UnsafePointer<Int32>, images: Int,
  classes: Int, paddedClasses: Int, scale: Float,
  gradient: UnsafeMutablePointer<Float>?, probabilities: UnsafeMutablePointer<Float>,
  predictions: UnsafeMutablePointer<Int32>?, lossSum: UnsafeMutablePointer<Double>
) -> Int {
  var correct = 0
  for image in 0..<images {
    let row = logits + image * paddedClasses
    let label = Int(labels[image])
    var largest = 0
    for index in 1..<max(classes, 1) where row[index] > row[largest] { largest = index }
    if largest == label { correct += 1 }
    if let predictions { predictions[image] = Int32(truncatingIfNeeded: largest) }
    let top = row[largest]
    var sum: Float = 0
    for first in stride(from: 0, to: paddedClasses, by: laneCount) {
      write(exponential(load(row + first) - Vector(repeating: top)), probabilities + first)
      for index in first..<min(first + laneCount, classes) { sum += probabilities[index] }
    }
    lossSum[0] += logarithm(Double(sum)) + (Double(top) - Double(row[label]))
    guard let gradient else { continue }
    let target = gradient + image * paddedClasses
    for index in 0..<classes {
      let probability = probabilities[index] / sum
      target[index] = (index == label ? probability - 1 : probability) * scale
    }
    for index in classes..<paddedClasses { target[index] = 0 }
  }
  return correct
}
