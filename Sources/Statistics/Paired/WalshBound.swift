/// Which order statistic of the Walsh averages bounds an interval, and what it covers.
struct WalshBound {
  /// The place k of the lower bound, from 1.
  let rank: Int
  /// 1 − 2 P(W < k).
  let coverage: Double

  /// The largest k with P(W < k) ≤ (1 − level) / 2; nil where there is none.
  init?(count: Int, level: Double) throws(StatisticsError) {
    guard count >= 1 else { return nil }
    let tail = (1 - level) / 2
    let found =
      count <= HodgesLehmann.exactLimit
      ? Self.exact(count, tail: tail) : try Self.approximate(count, tail: tail)
    guard let found else { return nil }
    rank = found.rank
    coverage = 1 - 2 * found.below
  }

  /// From the distribution of the sum of ranks 1 to n, each with probability ½.
  private static func exact(_ count: Int, tail: Double) -> (rank: Int, below: Double)? {
    let half = count * (count + 1) / 4
    let mass = SignedRanks.distribution(ranks: Array(1...count), limit: half)
    var (rank, below) = (0, 0.0)
    while rank < mass.count, below + mass[rank] <= tail {
      below += mass[rank]
      rank += 1
    }
    return rank >= 1 ? (rank, below) : nil
  }

  /// From the normal distribution, P(W < k) ≈ Φ((k − ½ − μ) / σ).
  private static func approximate(
    _ count: Int, tail: Double
  ) throws(StatisticsError) -> (rank: Int, below: Double)? {
    let n = Double(count)
    let mean = n * (n + 1) / 4
    let deviation = (n * (n + 1) * (2 * n + 1) / 24).squareRoot()
    let z = try GSL.gaussianQuantile(tail)
    let rank = Int((mean + z * deviation + 0.5).rounded(.down))
    guard rank >= 1 else { return nil }
    return (rank, GSL.gaussianLowerTail((Double(rank) - 0.5 - mean) / deviation))
  }
}
