import Random

/// Resamples with replacement of the differences of all repetitions.
enum Resampling {
  /// The sum of each random resample. Draw after draw of the stream `bootstrap` is the index
  /// of a value, count of them a resample, so that all statistics of one seed see the same pairs.
  static func sums(of values: [Int], resamples: Int, seed: UInt64) -> [Int] {
    precondition(resamples >= 1, "a bootstrap resamples something")
    guard !values.isEmpty else { return [] }
    var stream = RandomStream(seed: seed, purpose: "bootstrap")
    return (0..<resamples).map { _ in
      var sum = 0
      for _ in values.indices { sum += values[stream.integer(below: values.count)] }
      return sum
    }
  }

  /// The sum of each of the nⁿ resamples there are.
  static func allSums(of values: [Int]) -> [Int] {
    guard !values.isEmpty else { return [] }
    var sums = [0]
    for _ in values.indices {
      sums = sums.flatMap { sum in values.map { sum + $0 } }
    }
    return sums
  }
}
