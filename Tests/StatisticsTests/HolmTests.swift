import Statistics
import Testing

@Suite("Holm's adjustment")
struct HolmTests {
  // References: statsmodels 0.15, multipletests(method="holm").
  @Test(
    "Adjusted values agree with statsmodels",
    arguments: [
      ([0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]),
      ([0.03, 0.01, 0.02], [0.04, 0.03, 0.04]),
    ])
  func agreesWithStatsmodels(raw: [Double], expected: [Double]) throws {
    for (value, reference) in zip(try Holm.adjusted(raw), expected) {
      try expect(value, isNear: reference, relative: 1e-14)
    }
  }

  @Test("A missing value stays missing and does not count")
  func missing() throws {
    #expect(try Holm.adjusted([nil, 0.25, nil]) == [nil, 0.25, nil])
    #expect(try Holm.adjusted([0.25, nil, 0.125]) == [0.25, nil, 0.25])
    #expect(try Holm.adjusted([]) == [])
  }

  @Test("Hypotheses without a value count where the family is given")
  func family() throws {
    #expect(try Holm.adjusted([0.125, nil, 0.03125], family: 3) == [0.25, nil, 0.09375])
    #expect(try Holm.adjusted([0.125], family: 6) == [0.75])
  }

  @Test("Adjusted values are at most 1, and ties come out equal")
  func capped() throws {
    #expect(try Holm.adjusted([0.75, 0.5, 1]) == [1, 1, 1])
    #expect(try Holm.adjusted([0.25, 0.25]) == [0.5, 0.5])
    #expect(try Holm.adjusted([0, 1]) == [0, 1])
  }

  @Test("Values outside 0...1 are refused", arguments: [-0.1, 1.1])
  func refused(value: Double) {
    #expect(throws: StatisticsError.probability(index: 1, value: value)) {
      try Holm.adjusted([0.5, value])
    }
  }

  @Test("NaN is refused")
  func nan() {
    #expect(throws: StatisticsError.self) { try Holm.adjusted([.nan]) }
  }
}
