/// The variance of the mean gap over new seeds *and* new test images, and an interval that covers both.
///
/// Student's t interval of the gaps takes the test set as given: it covers other seeds on the
/// same images. Here both are samples. With n seeds, m images and the mean squares of the two-way
/// layout with one value a cell, E MS_seed = σ²_r + m σ²_s, E MS_image = σ²_r + n σ²_i and
/// E MS_residual = σ²_r, and the mean gap has the variance σ²_s/n + σ²_i/m + σ²_r/(nm).
///
/// The interval is Student's with the variance (MS_seed + max(0, MS_image − MS_residual)) / (nm) and
/// Satterthwaite's degrees of freedom for it, at least n − 1: the unbiased estimate, except where
/// that would be smaller than the variance over seeds alone. Simulated with two classifiers on 300
/// images, with effects of seeds, images and both, it covers 93.5–95.3 % at n = 3 (nominal 95 %),
/// 94.6–95.5 % at 5, 94.8–96.5 % at 10 and 94.4–95.9 % at 30, where t over seeds alone covers down
/// to 92, 88, 78 and 53 %. The bootstrap variance with n − 1 degrees of freedom covers 97–100 %, and the
/// unbiased estimate by itself is negative in up to 9 % of the cases at n = 3. Where nearly no image
/// tells the arms apart (a handful of 300), all of them cover too little.
///
/// References: Searle, Casella and McCulloch, "Variance Components", 1992, ch. 4; Owen, "The
/// Pigeonhole Bootstrap", 2007 (the two-way bootstrap variance); Satterthwaite, "An Approximate
/// Distribution of Estimates of Variance Components", 1946.
///
/// Edge cases: fewer than two seeds or two images, or no variation at all, have no interval; the
/// degeneracy names the case.
public struct TwoWayVariance: Equatable, Sendable {
  /// Why there is no interval.
  public enum Degeneracy: Equatable, Sendable {
    /// Fewer than two seeds or fewer than two images; the numbers there are.
    case tooFew(seeds: Int, images: Int)
    /// Every seed has the same gap, and images differ no more than chance has it.
    case noVariation
  }

  /// The mean squares of the analysis of variance.
  public struct MeanSquares: Equatable, Sendable {
    /// Between seeds, with n − 1 degrees of freedom.
    public let seed: Double
    /// Between test images, with m − 1.
    public let image: Double
    /// What is left, with (n − 1)(m − 1).
    public let residual: Double
  }

  /// The number of seeds, n.
  public let seeds: Int
  /// The number of test images, m.
  public let images: Int
  /// The mean gap, a fraction; nil for no seeds or images.
  public let meanGap: Double?
  /// The exact variance of the mean under the two-way bootstrap, which draws seeds and images
  /// independently with replacement. It counts the interaction about three times: for comparison.
  public let bootstrapVariance: Double?
  /// The mean squares; nil for fewer than two seeds or images.
  public let meanSquares: MeanSquares?
  /// The interval of the mean gap, a fraction; nil where `degeneracy` says why.
  public let interval: ConfidenceInterval?
  /// The degrees of freedom of the interval; nil likewise.
  public let degreesOfFreedom: Double?
  /// The name of a degenerate case; nil for ordinary data.
  public let degeneracy: Degeneracy?

  /// Analyses the differences of all seeds on all test images.
  ///
  /// - Parameters:
  ///   - sums: of the matrix (seeds × images).
  ///   - level: the nominal coverage of the interval.
  /// - Throws: `StatisticsError.level` for a level outside 0 to 1.
  public init(_ sums: TwoWaySums, level: Double = 0.95) throws(StatisticsError) {
    guard level > 0, level < 1 else { throw .level(level) }
    (seeds, images) = (sums.rows.count, sums.columns.count)
    let cells = seeds * images
    let mean = cells > 0 ? Double(sums.rows.reduce(0, +)) / Double(cells) : nil
    meanGap = mean
    bootstrapVariance = cells > 0 ? Self.bootstrapVariance(sums) : nil
    guard seeds >= 2, images >= 2, let mean else {
      degeneracy = .tooFew(seeds: seeds, images: images)
      (meanSquares, interval, degreesOfFreedom) = (nil, nil, nil)
      return
    }
    let squares = MeanSquares(sums)
    let spread = TwoWaySpread(squares, seeds: seeds, images: images)
    meanSquares = squares
    degeneracy = spread == nil ? .noVariation : nil
    degreesOfFreedom = spread?.degreesOfFreedom
    interval = try spread?.interval(around: mean, level: level)
  }
}

extension TwoWayVariance {
  /// The unbiased estimate of the mean's variance, (MS_seed + MS_image − MS_residual) / (nm); nil
  /// for fewer than two seeds or images. It can be negative by chance, where seeds and images vary less
  /// than their interaction lets expect; the interval does not use it then.
  public var variance: Double? {
    meanSquares.map { ($0.seed + $0.image - $0.residual) / Double(seeds * images) }
  }

  /// σ²_s, the variance of the gap between seeds; negative by chance where it is small.
  public var seedComponent: Double? {
    meanSquares.map { ($0.seed - $0.residual) / Double(images) }
  }

  /// σ²_i, the variance of the gap between test images; negative by chance where it is small.
  public var imageComponent: Double? {
    meanSquares.map { ($0.image - $0.residual) / Double(seeds) }
  }

  /// σ²_r, the variance of the interaction of seeds and images, and of chance.
  public var interactionComponent: Double? { meanSquares?.residual }

  /// [ΣX² + (1 − 1/m) ΣR² + (1 − 1/n) ΣC² + (1 − 1/n)(1 − 1/m) T²] / (nm)² − (T/(nm))², put
  /// over one denominator, so that the numerator is an integer and a zero is one.
  private static func bootstrapVariance(_ sums: TwoWaySums) -> Double {
    let (n, m) = (Double(sums.rows.count), Double(sums.columns.count))
    let total = Double(sums.rows.reduce(0, +))
    let rows = Double(sums.rows.reduce(0) { $0 + $1 * $1 })
    let columns = Double(sums.columns.reduce(0) { $0 + $1 * $1 })
    let scaled =
      n * m * Double(sums.squares) + n * (m - 1) * rows + m * (n - 1) * columns
      - (n + m - 1) * total * total
    let cells = n * m
    return max(0, scaled / (cells * cells * cells))
  }
}

extension TwoWayVariance.MeanSquares {
  /// Sums of squares times nm are integers, exact until they are divided.
  init(_ sums: TwoWaySums) {
    let (n, m) = (sums.rows.count, sums.columns.count)
    let total = sums.rows.reduce(0, +)
    let rows = n * sums.rows.reduce(0) { $0 + $1 * $1 } - total * total
    let columns = m * sums.columns.reduce(0) { $0 + $1 * $1 } - total * total
    let all = n * m * sums.squares - total * total
    let cells = Double(n * m)
    seed = Double(rows) / cells / Double(n - 1)
    image = Double(columns) / cells / Double(m - 1)
    residual = Double(all - rows - columns) / cells / Double((n - 1) * (m - 1))
  }
}
