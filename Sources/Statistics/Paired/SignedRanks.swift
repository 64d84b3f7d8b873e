/// Ranks of magnitudes, and the null distribution of a sum of them.
enum SignedRanks {
  /// Twice the midranks of some magnitudes, so that they are integers: values at the places a to
  /// b in ascending order (from 1) all have a + b. In the order of the magnitudes given.
  static func doubledMidranks(_ magnitudes: [UInt]) -> [Int] {
    let order = magnitudes.indices.sorted { magnitudes[$0] < magnitudes[$1] }
    var ranks = [Int](repeating: 0, count: magnitudes.count)
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count, magnitudes[order[end]] == magnitudes[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = start + 1 + end }
      start = end
    }
    return ranks
  }

  /// P(W ≤ limit) where W is the sum of those ranks whose fair coin shows heads.
  ///
  /// A dynamic programme over the sums: O(ranks · limit). Halving at every rank keeps
  /// probabilities instead of counts, which would overflow; it is exact in binary.
  static func lowerTail(ranks: [Int], limit: Int) -> Double {
    distribution(ranks: ranks, limit: limit).reduce(0, +)
  }

  /// P(W = w) for w in 0...limit.
  static func distribution(ranks: [Int], limit: Int) -> [Double] {
    var mass = [Double](repeating: 0, count: limit + 1)
    mass[0] = 1
    var reached = 0
    for rank in ranks {
      reached = min(reached + rank, limit)
      for sum in stride(from: reached, through: 0, by: -1) {
        let other = sum >= rank ? mass[sum - rank] : 0
        mass[sum] = (mass[sum] + other) / 2
      }
    }
    return mass
  }
}
