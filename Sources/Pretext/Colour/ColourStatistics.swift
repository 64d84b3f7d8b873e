import Network

/// How often colours occur among the known images.
struct ColourStatistics {
  /// Pixels of every class.
  let counts: [Int]
  /// The sum of 1000 × (B − Y) over all pixels.
  let blueSum: Int
  /// The sum of 1000 × (R − Y) over all pixels.
  let redSum: Int

  /// Counts every pixel of the known images, as they are in the set.
  ///
  /// - Parameters:
  ///   - images: of three channels.
  ///   - grid: the classes.
  init(_ images: PretextImages, _ grid: ColourGrid) {
    var counts = [Int](repeating: 0, count: grid.classCount)
    var (blueSum, redSum) = (0, 0)
    counts.withUnsafeMutableBufferPointer { counts in
      images.pixels.withUnsafeBufferPointer { pixels in
        guard let base = pixels.baseAddress else { return }
        let first = images.known.lowerBound * images.shape.count
        let end = images.known.upperBound * images.shape.count
        for place in stride(from: first, to: end, by: 3) {
          let colour = OpponentColour(base + place)
          counts[grid.label(colour)] += 1
          blueSum += colour.blue
          redSum += colour.red
        }
      }
    }
    self.counts = counts
    self.blueSum = blueSum
    self.redSum = redSum
  }

  /// How many pixels there are.
  var total: Int { counts.reduce(0, +) }

  /// The most frequent class; of equal ones the first.
  var mostFrequent: Int {
    var best = 0
    for label in counts.indices where counts[label] > counts[best] { best = label }
    return best
  }

  /// How much a pixel of each class counts: rare colours more, since most pixels are hardly coloured, and
  /// their mean would win everywhere.
  ///
  /// 1 / ((1 − u) × the class's part of the pixels + u / the number of classes), scaled so that the
  /// mean over the known pixels is 1. The paper smooths the frequencies by a Gaussian before; here the
  /// cells are some times as large.
  ///
  /// Reference: R. Zhang, P. Isola, A. A. Efros, "Colorful Image Colorization", ECCV 2016, equation 4.
  ///
  /// - Parameter uniform: u, above 0; 1 makes all weights 1.
  /// - Returns: one weight a class; 1 where nothing is known.
  func weights(uniform: Double) -> [Float] {
    let total = Double(total)
    guard total > 0 else { return counts.map { _ in 1 } }
    let raw = counts.map {
      1 / ((1 - uniform) * (Double($0) / total) + uniform / Double(counts.count))
    }
    var mean = 0.0
    for (count, weight) in zip(counts, raw) { mean += Double(count) / total * weight }
    return raw.map { Float($0 / mean) }
  }
}
