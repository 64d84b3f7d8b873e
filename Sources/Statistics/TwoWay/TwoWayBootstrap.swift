import Random

/// The percentile interval of the two-way bootstrap: seeds and test images are both drawn with
/// replacement, independently, and the mean gap is that of the matrix they select.
///
/// It is wide where seeds and images interact (see ``TwoWayVariance/bootstrapVariance``), and
/// its time grows with the number of test images; ``TwoWayVariance`` is for reports.
///
/// Reference: Owen, "The Pigeonhole Bootstrap", 2007.
public struct TwoWayBootstrap: Equatable, Sendable {
  /// The number of resamples that are enumerated at most, nⁿ · mᵐ.
  public static let enumerationLimit = 1 << 20

  /// The number of resamples.
  public let resamples: Int
  /// The percentile interval of the mean gap, a fraction; nil for fewer than two seeds or images,
  /// or where all resamples are equal.
  public let interval: ConfidenceInterval?

  /// Intervals from random resamples.
  ///
  /// - Parameters:
  ///   - matrix: the differences (seeds × images), each row of the same length.
  ///   - level: the nominal coverage.
  ///   - resamples: at least 1.
  ///   - seed: of the stream `two-way-bootstrap`; each resample draws its seeds, then its images.
  /// - Throws: `StatisticsError.level` for a level outside 0 to 1.
  public init(
    _ matrix: [[Int]], level: Double = 0.95, resamples: Int = 2_000, seed: UInt64
  ) throws(StatisticsError) {
    precondition(resamples >= 1, "a bootstrap resamples something")
    var stream = RandomStream(seed: seed, purpose: "two-way-bootstrap")
    let images = matrix.first?.count ?? 0
    let sums = (0..<(images > 0 ? resamples : 0)).map { _ in
      let columns = Self.columnSums(
        matrix, rows: matrix.map { _ in stream.integer(below: matrix.count) })
      return columns.reduce(0) { sum, _ in sum + columns[stream.integer(below: images)] }
    }
    try self.init(sums, cells: matrix.count * images, of: matrix, level: level)
  }

  /// The interval of all nⁿ · mᵐ resamples: the bootstrap without randomness.
  ///
  /// - Parameters:
  ///   - matrix: the differences (seeds × images); at most ``enumerationLimit`` resamples.
  ///   - level: the nominal coverage.
  /// - Throws: `StatisticsError.level` for a level outside 0 to 1.
  public init(enumerating matrix: [[Int]], level: Double = 0.95) throws(StatisticsError) {
    let images = matrix.first?.count ?? 0
    let count = (matrix.map { _ in matrix.count } + (0..<images).map { _ in images })
      .reduce(1) { min($0, Self.enumerationLimit + 1) * $1 }
    precondition(count <= Self.enumerationLimit, "few enough resamples to enumerate")
    let selections = matrix.reduce(into: [[Int]]([[]])) { lists, _ in
      lists = lists.flatMap { list in matrix.indices.map { list + [$0] } }
    }
    let sums = selections.flatMap {
      images > 0 ? Resampling.allSums(of: Self.columnSums(matrix, rows: $0)) : []
    }
    try self.init(sums, cells: matrix.count * images, of: matrix, level: level)
  }

  private init(
    _ sums: [Int], cells: Int, of matrix: [[Int]], level: Double
  ) throws(StatisticsError) {
    guard level > 0, level < 1 else { throw .level(level) }
    resamples = sums.count
    let sorted = sums.sorted().map { Double($0) / Double(cells) }
    guard matrix.count >= 2, cells >= 2 * matrix.count, let first = sorted.first,
      sorted.last != first
    else {
      interval = nil
      return
    }
    interval = .percentile(sorted: sorted, level: level)
  }

  /// The column sums of some rows, which may repeat.
  private static func columnSums(_ matrix: [[Int]], rows: [Int]) -> [Int] {
    var sums = [Int](repeating: 0, count: matrix.first?.count ?? 0)
    for row in rows {
      for (image, difference) in matrix[row].enumerated() { sums[image] += difference }
    }
    return sums
  }
}
