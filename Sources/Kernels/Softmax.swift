/// e to the power of every element less the largest, and the sum of these in ascending order: what the
/// losses divide to get probabilities.
///
/// - Parameters:
///   - logits: count; readable up to a multiple of 16.
///   - count: at least 1.
///   - exponentials: filled, up to a multiple of 16; those beyond `count` have no meaning.
/// - Returns: the first of the largest elements, and the sum.
@inline(__always)
func softmax(
  _ logits: UnsafePointer<Float>, _ count: Int, _ exponentials: UnsafeMutablePointer<Float>
) -> (largest: Int, sum: Float) {
  var largest = 0
  for index in 1..<max(count, 1) where logits[index] > logits[largest] { largest = index }
  let top = Vector(repeating: logits[largest])
  var sum: Float = 0
  for first in stride(from: 0, to: count, by: laneCount) {
    write(exponential(load(logits + first) - top), exponentials + first)
    for index in first..<min(first + laneCount, count) { sum += exponentials[index] }
  }
  return (largest, sum)
}

/// Softmax cross-entropy over the channels at every pixel of an image; the mean over all pixels of
/// weight × cross-entropy, and for training its gradient.
///
/// - Parameters:
///   - outputs: pixels × channels, readable for one vector more.
///   - targets: one class a pixel; not read where the weight is not above 0.
///   - weights: one a pixel.
///   - pixels: at least 1.
///   - channels: at least 1.
///   - scale: the gradient is multiplied by it.
///   - gradient: nil, or pixels × channels: filled.
///   - exponentials: scratch, channels rounded up to a multiple of 16.
///   - lossSum: the loss is added to it.
/// - Returns: at how many pixels of a weight above 0 the first of the largest channels is the class.
public func pixelCrossEntropy(
  outputs: UnsafePointer<Float>, targets: UnsafePointer<Float>, weights: UnsafePointer<Float>,
  pixels: Int, channels: Int, scale: Float, gradient: UnsafeMutablePointer<Float>?,
  exponentials: UnsafeMutablePointer<Float>, lossSum: UnsafeMutablePointer<Double>
) -> Int {
  let pixelScale = scale / Float(pixels)
  var correct = 0
  var sumOfLosses = 0.0
  for pixel in 0..<pixels {
    let row = outputs + pixel &* channels
    let target = gradient.map { $0 + pixel &* channels }
    guard weights[pixel] > 0 else {
      if let target { for channel in 0..<channels { target[channel] = 0 } }
      continue
    }
    let label = Int(targets[pixel])
    let (largest, sum) = softmax(row, channels, exponentials)
    if largest == label { correct += 1 }
    let loss = logarithm(Double(sum)) + (Double(row[largest]) - Double(row[label]))
    sumOfLosses += Double(weights[pixel]) * loss
    guard let target else { continue }
    let factor = weights[pixel] * pixelScale
    for channel in 0..<channels {
      let probability = exponentials[channel] / sum
      target[channel] = (channel == label ? probability - 1 : probability) * factor
    }
  }
  lossSum[0] += sumOfLosses / Double(pixels)
  return correct
}

/// Softmax cross-entropy of one example whose class is not known against its own most likely class.
///
/// - Parameters:
///   - logits: classes; readable up to a multiple of 16.
///   - classes: at least 1.
///   - threshold: the probability from which the class counts.
///   - weight: what loss and gradient are multiplied by.
///   - scale: 1 / batch size.
///   - gradient: nil, or classes: filled.
///   - exponentials: scratch, classes rounded up to a multiple of 16.
///   - lossSum: the loss is added to it.
/// - Returns: the most likely class, of equal ones the first.
public func pseudoLabelCrossEntropy(
  logits: UnsafePointer<Float>, classes: Int, threshold: Float, weight: Float, scale: Float,
  gradient: UnsafeMutablePointer<Float>?, exponentials: UnsafeMutablePointer<Float>,
  lossSum: UnsafeMutablePointer<Double>
) -> Int {
  let (largest, sum) = softmax(logits, classes, exponentials)
  let isSure = exponentials[largest] / sum >= threshold
  // 0, but of outputs that are no numbers none: then training has to see that it diverged.
  lossSum[0] += Double(logits[largest]) - Double(logits[largest])
  if isSure { lossSum[0] += Double(weight) * logarithm(Double(sum)) }
  guard let gradient else { return largest }
  let factor = isSure ? weight * scale : 0
  for index in 0..<classes {
    let probability = exponentials[index] / sum
    gradient[index] = (index == largest ? probability - 1 : probability) * factor
  }
  return largest
}
