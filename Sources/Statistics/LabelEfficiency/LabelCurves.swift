import Random

/// The sums of correct counts over some repetitions, at every labelled-set size, of two arms.
struct LabelCurves: Equatable {
  var arm: [Int]
  var baseline: [Int]

  /// Arm minus baseline.
  var gaps: [Int] { zip(arm, baseline).map { $0 - $1 } }

  /// The sums over the repetitions with the given indices, which may repeat.
  init(arm: [[Int]], baseline: [[Int]], repetitions: some Sequence<Int>, sizes: Int) {
    self.arm = [Int](repeating: 0, count: sizes)
    self.baseline = self.arm
    for repetition in repetitions {
      for size in 0..<sizes {
        self.arm[size] += arm[repetition][size]
        self.baseline[size] += baseline[repetition][size]
      }
    }
  }

  /// Resamples whole repetitions: a drawn one brings all its sizes and both its arms.
  static func resampled(
    arm: [[Int]], baseline: [[Int]], sizes: Int, resamples: Int, seed: UInt64
  ) -> [LabelCurves] {
    var stream = RandomStream(seed: seed, purpose: "label-efficiency")
    return (0..<resamples).map { _ in
      let drawn = arm.indices.map { _ in stream.integer(below: arm.count) }
      return LabelCurves(arm: arm, baseline: baseline, repetitions: drawn, sizes: sizes)
    }
  }
}
