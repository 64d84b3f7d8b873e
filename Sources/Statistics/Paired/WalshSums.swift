/// Order statistics of the sums d_i + d_j over all i ≤ j, the Walsh averages doubled, without
/// making the n (n + 1) / 2 of them: they are integers, so bisection over their value ends at
/// the exact one. O(n log range) for each, where the range is that of the differences.
struct WalshSums {
  private let sorted: [Int]

  /// The sums of some differences.
  init(_ differences: [Int]) {
    sorted = differences.sorted()
  }

  /// The number of sums.
  var count: Int { sorted.count * (sorted.count + 1) / 2 }

  /// The sum at a place in ascending order, from 1 to `count`.
  func value(atRank rank: Int) -> Int {
    precondition((1...count).contains(rank), "a rank among the sums")
    var (low, high) = (2 * sorted[0], 2 * sorted[sorted.count - 1])
    while low < high {
      let middle = low + (high - low) / 2
      if countAtMost(middle) >= rank { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The number of sums of at most a value: as i rises, the last j that fits falls.
  private func countAtMost(_ value: Int) -> Int {
    var (result, end) = (0, sorted.count)
    for (index, first) in sorted.enumerated() {
      while end > index, first + sorted[end - 1] > value { end -= 1 }
      guard end > index else { break }
      result += end - index
    }
    return result
  }
}
