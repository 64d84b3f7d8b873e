import Random

/// The slow and obvious ways, to check the quick ones against.
enum Naive {
  /// Every assignment of signs to the magnitudes of some differences.
  static func assignments(of differences: [Int]) -> [[Int]] {
    differences.reduce(into: [[]]) { all, difference in
      all = all.flatMap { [$0 + [difference], $0 + [-difference]] }
    }
  }

  /// The sign-flip p-value, by listing the assignments.
  static func signFlip(_ differences: [Int]) -> Double {
    let observed = abs(differences.reduce(0, +))
    let all = assignments(of: differences)
    let extreme = all.count(where: { abs($0.reduce(0, +)) >= observed })
    return Double(extreme) / Double(all.count)
  }

  /// Twice the midrank of each magnitude: those below count two, those equal one, and itself one.
  static func doubledRanks(_ differences: [Int]) -> [Int] {
    differences.map { value in
      let below = differences.count(where: { abs($0) < abs(value) })
      let equal = differences.count(where: { abs($0) == abs(value) })
      return 2 * below + equal + 1
    }
  }

  /// The Wilcoxon p-value, by listing the signs of all ranks: the share of assignments whose
  /// smaller sum is as small as the observed one.
  static func wilcoxon(_ differences: [Int], pratt: Bool) -> Double {
    let ranked = pratt ? differences : differences.filter { $0 != 0 }
    let signed = zip(doubledRanks(ranked), ranked).map { $0 * $1.signum() }
    let observed = smallerSum(signed)
    let all = assignments(of: signed.filter { $0 != 0 })
    return Double(all.count(where: { smallerSum($0) <= observed })) / Double(all.count)
  }

  private static func smallerSum(_ signedRanks: [Int]) -> Int {
    let plus = signedRanks.filter { $0 > 0 }.reduce(0, +)
    let minus = -signedRanks.filter { $0 < 0 }.reduce(0, +)
    return min(plus, minus)
  }

  /// All sums d_i + d_j, i ≤ j, in ascending order.
  static func walshSums(_ differences: [Int]) -> [Int] {
    differences.indices.flatMap { i in
      differences[i...].map { differences[i] + $0 }
    }.sorted()
  }

  /// Small random differences, with ties and zeros; one list a number.
  static func differences(_ number: Int, sizes: ClosedRange<Int>, within range: Int) -> [Int] {
    var stream = RandomStream(seed: 2026, purpose: "test/differences", index: UInt64(number))
    let count = sizes.lowerBound + stream.integer(below: sizes.count)
    return (0..<count).map { _ in stream.integer(below: 2 * range + 1) - range + number % 3 }
  }
}
