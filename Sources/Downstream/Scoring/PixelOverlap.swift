/// How far the pixels of every class and those that a network takes for it are the same.
struct PixelOverlap {
  private var shared: [Int]
  private var predicted: [Int]
  private var actual: [Int]

  init(classCount: Int) {
    shared = [Int](repeating: 0, count: classCount)
    predicted = shared
    actual = shared
  }

  /// Counts a pixel.
  mutating func count(prediction: Int, truth: Int) {
    predicted[prediction] += 1
    actual[truth] += 1
    if prediction == truth { shared[truth] += 1 }
  }

  /// Pixels of a class that were taken for it / pixels that are or were taken for it; nil where there are
  /// none of these.
  func intersectionOverUnion(_ index: Int) -> Double? {
    let union = predicted[index] + actual[index] - shared[index]
    return union > 0 ? Double(shared[index]) / Double(union) : nil
  }

  /// The mean over the classes that there are; 0 for no pixel.
  var mean: Double {
    let values = shared.indices.compactMap { intersectionOverUnion($0) }
    return values.reduce(0, +) / Double(max(values.count, 1))
  }
}
