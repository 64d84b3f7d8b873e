/// The n₁n₂ differences between the values of two groups, without making them: bisection over
/// their value, for they are integers.
struct ShiftDifferences {
  private let first: [Int]
  private let second: [Int]

  init(_ first: [Int], _ second: [Int]) {
    (self.first, self.second) = (first.sorted(), second.sorted())
  }

  /// The median, the mean of the middle two for an even number; there must be a difference.
  var median: Double {
    let count = first.count * second.count
    return Double(value(atRank: (count + 1) / 2) + value(atRank: count / 2 + 1)) / 2
  }

  private func value(atRank rank: Int) -> Int {
    var low = first[0] - second[second.count - 1]
    var high = first[first.count - 1] - second[0]
    while low < high {
      let middle = low + (high - low) / 2
      if countAtMost(middle) >= rank { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// As the value of the first group rises, ever fewer of the second are small enough.
  private func countAtMost(_ value: Int) -> Int {
    var (result, start) = (0, 0)
    for one in first {
      while start < second.count, one - second[start] > value { start += 1 }
      result += second.count - start
    }
    return result
  }
}
