import Random

/// Counts of sign assignments whose sum is as far from zero as the sum of the differences.
enum SignAssignments {
  /// The number among all 2ⁿ, by meeting in the middle: the sums of either half of the
  /// differences are sorted, and pairs of them that reach the observed sum counted by two indices
  /// that move towards each other. O(n · 2^(n/2)) instead of 2ⁿ.
  static func extreme(_ differences: [Int]) -> Int {
    precondition(differences.count < 62, "the count fits in an Int")
    let observed = differences.reduce(0, +).magnitude
    guard observed > 0 else { return 1 << differences.count }
    let half = differences.count / 2
    let left = signedSums(differences.prefix(half)).sorted()
    let right = signedSums(differences.dropFirst(half)).sorted()
    var count = 0
    var first = right.count
    for sum in left {
      while first > 0, sum + right[first - 1] >= Int(observed) { first -= 1 }
      count += right.count - first
    }
    return 2 * count
  }

  /// The sums of all assignments of signs to some differences.
  private static func signedSums(_ differences: ArraySlice<Int>) -> [Int] {
    differences.reduce(into: [0]) { sums, difference in
      sums = sums.map { $0 + difference } + sums.map { $0 - difference }
    }
  }
}

extension SignAssignments {
  /// The number among random assignments. Bit i % 32 of word i / 32 of a draw says whether
  /// difference i keeps its sign; sums of eight differences at a time come from tables.
  static func drawnExtreme(_ differences: [Int], seed: UInt64, draws: Int) -> Int {
    let observed = differences.reduce(0, +).magnitude
    let tables = stride(from: 0, to: differences.count, by: 8).map {
      byteTable(differences[$0..<min($0 + 8, differences.count)])
    }
    var stream = RandomStream(seed: seed, purpose: "sign-flip")
    var hits = 0
    for _ in 0..<draws {
      var (sum, word) = (0, UInt32(0))
      for (index, table) in tables.enumerated() {
        word = index % 4 == 0 ? stream.next() : word >> 8
        sum += table[Int(word & 0xFF)]
      }
      if sum.magnitude >= observed { hits += 1 }
    }
    return hits
  }

  /// The sum of up to eight differences for every byte of signs; a set bit keeps the sign.
  private static func byteTable(_ differences: ArraySlice<Int>) -> [Int] {
    (0..<256).map { byte in
      differences.enumerated().reduce(0) { sum, item in
        sum + ((byte >> item.offset) & 1 == 1 ? item.element : -item.element)
      }
    }
  }
}
