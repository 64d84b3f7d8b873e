import Statistics
import Testing

@Suite("Two-way variance")
struct TwoWayTests {
  /// Seeds × images.
  typealias Matrix = [[Int]]

  static let matrix: Matrix = [[1, 0, 0, 1], [0, 0, 1, 1], [1, -1, 0, 1]]

  // References: numpy 2.4, sums of squared residuals of the two-way layout, and the variance of
  // all enumerated resamples.
  @Test(
    "Both variances agree with their definitions",
    arguments: [
      (matrix, 0.0625, 0.078125),
      ([[1, 0, -1, 0], [1, 0, 0, 0], [0, 1, 0, 1]], 0.03472222222222222, 0.061921296296296294),
      ([[1, -1], [-1, 1]], -1, 0.25),
      ([[1, 0, 1], [0, 1, 1], [1, 1, 0]], -0.05555555555555555, 0.024691358024691357),
      ([[1, 0, 1, 1, -1], [1, 0, 1, 0, -1]], 0.14, 0.121),
    ] as [(Matrix, Double, Double)])
  func variances(matrix: Matrix, unbiased: Double, bootstrap: Double) throws {
    let variance = try TwoWayVariance(TwoWaySums(matrix))
    try expect(variance.variance, isNear: unbiased, relative: 1e-14)
    try expect(variance.bootstrapVariance, isNear: bootstrap, relative: 1e-14)
  }

  // References: numpy 2.4 and scipy 1.17 (t quantiles).
  @Test(
    "The interval is that of the larger variance and Satterthwaite's degrees of freedom",
    arguments: [
      (matrix, 2, -0.6589965157706985, 1.492329849104032),
      ([[1, 0, -1, 0], [1, 0, 0, 0], [0, 1, 0, 1]], 2, -0.5517519989412356, 1.0517519989412356),
      ([[1, 0, 1, 1, -1], [1, 0, 1, 0, -1]], 3.900497512437811, -0.7493861481, 1.3493861481),
    ] as [(Matrix, Double, Double, Double)])
  func interval(matrix: Matrix, freedom: Double, lower: Double, upper: Double) throws {
    let variance = try TwoWayVariance(TwoWaySums(matrix))
    try expect(variance.degreesOfFreedom, isNear: freedom, relative: 1e-12)
    try expect(variance.interval?.lower, isNear: lower)
    try expect(variance.interval?.upper, isNear: upper)
  }

  @Test("Images that vary less than chance leave Student's interval over the seeds")
  func noImageEffect() throws {
    // Made up by a formula; numpy has MS_image 0.393 < MS_residual 0.488.
    let matrix = (0..<6).map { i in
      (0..<40).map { j in ((i * i * 7 + j * j * 13 + i * j * 5 + j / 3) % 7) / 3 - 1 }
    }
    let sums = TwoWaySums(matrix)
    let variance = try TwoWayVariance(sums)
    let paired = try PairedComparison(differences: sums.rows, testImages: 40)
    try expect(variance.interval?.lower, isNear: #require(paired.interval).lower, relative: 1e-12)
    try expect(variance.interval?.upper, isNear: #require(paired.interval).upper, relative: 1e-12)
    try expect(variance.interval?.lower, isNear: -0.45824115854465397, relative: 1e-12)
    #expect(variance.degreesOfFreedom == 5)
    try expect(variance.imageComponent, isNear: (0.39316239316 - 0.48803418803) / 6)
    try expect(variance.seedComponent, isNear: (0.56666666667 - 0.48803418803) / 40)
    try expect(variance.interactionComponent, isNear: 0.48803418803)
  }

  @Test("Rows may be added one by one")
  func streaming() {
    var sums = TwoWaySums(images: 4)
    for row in Self.matrix { sums.append(row) }
    #expect(sums == TwoWaySums(Self.matrix))
    #expect(sums == TwoWaySums(rows: [2, 2, 1], columns: [2, -1, 1, 3], squares: 7))
  }

  @Test("Degenerate matrices are named and have no interval")
  func degenerate() throws {
    let cases: [(Matrix, TwoWayVariance.Degeneracy)] = [
      ([], .tooFew(seeds: 0, images: 0)), ([[1, 0]], .tooFew(seeds: 1, images: 2)),
      ([[1], [0]], .tooFew(seeds: 2, images: 1)), ([[0, 0], [0, 0]], .noVariation),
      ([[1, 1], [1, 1]], .noVariation), ([[1, -1], [-1, 1]], .noVariation),
    ]
    for (matrix, degeneracy) in cases {
      let variance = try TwoWayVariance(TwoWaySums(matrix))
      #expect(variance.degeneracy == degeneracy)
      #expect(variance.interval == nil)
      #expect(variance.degreesOfFreedom == nil)
    }
    let empty = try TwoWayVariance(TwoWaySums(images: 3))
    #expect(empty.meanGap == nil)
    #expect(empty.bootstrapVariance == nil)
    #expect(throws: StatisticsError.level(1)) {
      try TwoWayVariance(TwoWaySums(Self.matrix), level: 1)
    }
  }
}

@Suite("Two-way bootstrap")
struct TwoWayBootstrapTests {
  // Reference: statistics.md.
  @Test("The interval of all resamples is that of the enumeration")
  func enumeration() throws {
    let bootstrap = try TwoWayBootstrap(enumerating: TwoWayTests.matrix)
    try expect(bootstrap.interval?.lower, isNear: -1.0 / 6, relative: 1e-15)
    try expect(bootstrap.interval?.upper, isNear: 11.0 / 12, relative: 1e-15)
    #expect(bootstrap.resamples == 27 * 256)
  }

  @Test("Random resamples come near to the enumeration, and depend on the seed alone")
  func random() throws {
    let bootstrap = try TwoWayBootstrap(TwoWayTests.matrix, resamples: 20_000, seed: 5)
    let interval = try #require(bootstrap.interval)
    // The bounds are multiples of 1/12; one step of tolerance.
    #expect((interval.lower + 1.0 / 6).magnitude < 0.09)
    #expect((interval.upper - 11.0 / 12).magnitude < 0.09)
    let again = try TwoWayBootstrap(TwoWayTests.matrix, resamples: 20_000, seed: 5)
    #expect(again == bootstrap)
  }

  @Test("Without two seeds, two images or any variation there is no interval")
  func degenerate() throws {
    for matrix in [[], [[1, 0]], [[1], [0]], [[1, 1], [1, 1]]] {
      #expect(try TwoWayBootstrap(matrix, resamples: 50, seed: 1).interval == nil)
      #expect(try TwoWayBootstrap(enumerating: matrix).interval == nil)
    }
  }
}
