import Random
import Statistics
import Testing

@Suite("Two-way variance")
struct TwoWayTests {
  static let matrix = [[1, 0, 0, 1], [0, 0, 1, 1], [1, -1, 0, 1]]

  // References: statistics.md, computed by enumerating all resamples with numpy.
  @Test("The variances of a small matrix are those of its enumeration")
  func reference() throws {
    let variance = try TwoWayVariance(TwoWaySums(Self.matrix))
    #expect(variance.bootstrapVariance == 0.078125)
    try expect(variance.variance, isNear: 0.0625, relative: 1e-15)
    let bootstrap = try TwoWayBootstrap(enumerating: Self.matrix)
    try expect(bootstrap.interval?.lower, isNear: -1.0 / 6, relative: 1e-15)
    try expect(bootstrap.interval?.upper, isNear: 11.0 / 12, relative: 1e-15)
    #expect(bootstrap.resamples == 27 * 256)
  }
}
