/// What the analysis of seeds × test images needs to know of the n × m matrix of per-image
/// differences: its sums. A caller can gather them while it reads one repetition after another.
///
/// An element is 1 where the arm alone is correct, −1 where the baseline alone is, 0 otherwise.
public struct TwoWaySums: Equatable, Sendable {
  /// The sum of each row, one a seed: the difference of the correct counts.
  public private(set) var rows: [Int]
  /// The sum of each column, one a test image.
  public private(set) var columns: [Int]
  /// The sum of the squared elements: on how many of the n · m images the arms disagreed.
  public private(set) var squares: Int

  /// Sums gathered elsewhere.
  ///
  /// - Parameters:
  ///   - rows: one a seed.
  ///   - columns: one a test image; they add up to the same total as the rows.
  ///   - squares: the sum of the squared elements.
  public init(rows: [Int], columns: [Int], squares: Int) {
    precondition(rows.reduce(0, +) == columns.reduce(0, +), "rows and columns have one total")
    precondition(squares >= 0, "a sum of squares")
    precondition(rows.count * columns.count <= 1 << 30, "integer arithmetic is exact up to 2^30")
    (self.rows, self.columns, self.squares) = (rows, columns, squares)
  }

  /// No seeds yet.
  ///
  /// - Parameter images: the number of test images.
  public init(images: Int) {
    self.init(rows: [], columns: [Int](repeating: 0, count: images), squares: 0)
  }

  /// Adds the differences of one seed.
  ///
  /// - Parameter row: one difference a test image.
  public mutating func append(_ row: some Collection<Int>) {
    precondition(row.count == columns.count, "one difference a test image")
    precondition((rows.count + 1) * columns.count <= 1 << 30, "exact up to 2^30 elements")
    var (sum, image) = (0, 0)
    for difference in row {
      sum += difference
      squares += difference * difference
      columns[image] += difference
      image += 1
    }
    rows.append(sum)
  }

  /// The sums of a whole matrix (seeds × images).
  ///
  /// - Parameter matrix: one row a seed, all equally long.
  public init(_ matrix: [[Int]]) {
    self.init(images: matrix.first?.count ?? 0)
    for row in matrix { append(row) }
  }
}
