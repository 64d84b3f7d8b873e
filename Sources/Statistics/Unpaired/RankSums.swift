/// The rank sum of one of two groups, and its null distribution: all ways to choose the group
/// from the observed midranks are equally likely.
struct RankSums {
  /// Twice the midranks of the first group, then those of the second.
  private let ranks: [Int]
  private let firstCount: Int

  init(_ first: [Int], _ second: [Int]) {
    let values = first + second
    // Ranks of magnitudes: moved so that none is negative.
    let lowest = values.min() ?? 0
    ranks = SignedRanks.doubledMidranks(values.map { UInt($0 - lowest) })
    firstCount = first.count
  }

  private var secondCount: Int { ranks.count - firstCount }

  /// Twice U of the first group: its doubled rank sum less n₁ (n₁ + 1).
  var doubledU: Int { ranks.prefix(firstCount).reduce(0, +) - firstCount * (firstCount + 1) }

  /// How far twice U is from its mean, n₁n₂.
  private var deviation: Int { abs(doubledU - firstCount * secondCount) }

  /// The share of choices whose rank sum is as far from its mean: by symmetry, the smaller group
  /// is chosen.
  var exactP: Double {
    let size = min(firstCount, secondCount)
    let ways = Self.ways(choosing: size, of: ranks)
    let mean = size * (ranks.count + 1)
    let all = ways.reduce(0, +)
    let far = ways.indices.reduce(0.0) { abs($1 - mean) >= deviation ? $0 + ways[$1] : $0 }
    return min(1, far / all)
  }

  /// From a normal distribution: with midranks r of mean r̄, the variance of the rank sum is
  /// n₁n₂ Σ(r − r̄)² / (N (N − 1)).
  var approximateP: Double {
    let total = ranks.count
    let squares = ranks.reduce(0.0) { sum, rank in
      let distance = Double(rank - (total + 1))
      return sum + distance * distance
    }
    guard squares > 0 else { return 1 }
    let pairs = Double(firstCount) * Double(secondCount)
    let variance = pairs * squares / (Double(total) * Double(total - 1))
    return min(1, 2 * GSL.gaussianLowerTail(-Double(deviation) / variance.squareRoot()))
  }

  /// In how many ways so many of the ranks have each sum, a dynamic programme. The numbers are
  /// exact to 2⁵³, and after that to the last digits of a `Double`.
  private static func ways(choosing size: Int, of ranks: [Int]) -> [Double] {
    let sorted = ranks.sorted()
    // The sums of the smallest ranks: those of the largest few among them follow from two.
    let sums = sorted.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    let width = sums[ranks.count] - sums[ranks.count - size] + 1
    var ways = [Double](repeating: 0, count: (size + 1) * width)
    ways[0] = 1
    for (place, rank) in sorted.enumerated() {
      for chosen in stride(from: min(place + 1, size), through: 1, by: -1) {
        let (into, from) = (chosen * width, (chosen - 1) * width)
        let largest = sums[place + 1] - sums[place + 1 - chosen]
        for sum in stride(from: largest, through: rank, by: -1) {
          ways[into + sum] += ways[from + sum - rank]
        }
      }
    }
    return Array(ways[(size * width)...])
  }

  /// n over k, as a floating-point number; infinite where there is no such.
  static func combinations(_ n: Int, _ k: Int) -> Double {
    (0..<k).reduce(1) { $0 * Double(n - $1) / Double($1 + 1) }
  }
}
