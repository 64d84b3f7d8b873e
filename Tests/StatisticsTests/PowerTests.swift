import Statistics
import Testing

@Suite("Power")
struct PowerTests {
  // References: statsmodels 0.15, TTestPower().power(effect, n, alpha).
  @Test(
    "The power agrees with statsmodels",
    arguments: [
      (1, 5, 0.05, 0.4013899173717948), (1, 10, 0.05, 0.8030968566327218),
      (0.5, 10, 0.05, 0.2931756065140767), (0.1, 30, 0.05, 0.0827260081988528),
      (0.2, 1000, 0.05, 0.9999934522186578), (3, 2, 0.05, 0.26077071422910936),
      (5, 3, 0.05, 0.9754622687331688), (0.01, 5, 0.05, 0.050035512300008175),
      (1, 5, 0.01, 0.12838794077932006), (3, 2, 0.01, 0.053132159214404194),
      (2, 20, 0.01, 0.9999999810602719),
    ] as [(Double, Double, Double, Double)])
  func power(effect: Double, count: Double, alpha: Double, expected: Double) throws {
    let value = try Power.power(effect: effect, count: count, alpha: alpha)
    try expect(value, isNear: expected, relative: 1e-9)
    #expect(try Power.power(effect: -effect, count: count, alpha: alpha) == value)
  }

  // References: roots of statsmodels 0.15's TTestPower().power by scipy 1.17's brentq. Its
  // solve_power itself stops early (33.36713118 where the power is 0.80000003).
  @Test(
    "The repetitions needed agree with statsmodels",
    arguments: [
      (0.5, 0.8, 33.367128953330855, 34), (1, 0.8, 9.937849937824414, 10),
      (0.2, 0.9, 264.61368537941684, 265), (3, 0.8, 3.1440247076309533, 4),
      (0.01, 0.8, 78490.52584432201, 78491), (2, 0.99, 6.888819655590633, 7),
    ] as [(Double, Double, Double, Int)])
  func repetitions(effect: Double, power: Double, expected: Double, whole: Int) throws {
    let needed = try Power.repetitionsNeeded(effect: effect, power: power)
    try expect(needed?.fractional, isNear: expected, relative: 1e-9)
    #expect(needed?.whole == whole)
  }

  // References: as above; two repetitions by mpmath, where statsmodels gives NaN on the way.
  @Test(
    "The smallest effect agrees with statsmodels",
    arguments: [
      (2, 0.8, 11.549888435823858), (3, 0.8, 3.264043549699572), (5, 0.8, 1.681996965955555),
      (10, 0.8, 0.9960013714554438), (30, 0.9, 0.6124454953270755),
      (1000, 0.8, 0.0886790755942638),
    ] as [(Double, Double, Double)])
  func smallestEffect(count: Double, power: Double, expected: Double) throws {
    let effect = try Power.smallestEffect(count: count, power: power)
    try expect(effect, isNear: expected, relative: 1e-9)
  }

  @Test("Without an effect the power is the significance level", arguments: [0.05, 0.001, 1e-6])
  func noEffect(alpha: Double) throws {
    for count in [2, 3, 10, 100, 1e5] {
      try expect(
        Power.power(effect: 0, count: count, alpha: alpha), isNear: alpha, relative: 1e-8)
    }
    #expect(try Power.repetitionsNeeded(effect: 0) == nil)
    #expect(try Power.repetitionsNeeded(effect: 1e-6) == nil)
  }

  @Test("A huge effect needs two repetitions, and one repetition is no test")
  func extremes() throws {
    #expect(try Power.repetitionsNeeded(effect: 20) == RepetitionsNeeded(fractional: 2, whole: 2))
    try expect(Power.power(effect: 1e6, count: 2), isNear: 1, relative: 1e-12)
    #expect(try Power.power(effect: 1, count: 1) == nil)
    #expect(try Power.smallestEffect(count: 1) == nil)
  }

  @Test("The repetitions needed for the power of a whole number are that number")
  func wholeNumbers() throws {
    for count in [3, 10, 57] {
      let power = try #require(try Power.power(effect: 0.7, count: Double(count)))
      #expect(try Power.repetitionsNeeded(effect: 0.7, power: power)?.whole == count)
    }
  }

  // References: statistics.md, rounded.
  @Test("The values that studies are planned with")
  func planning() throws {
    try expect(
      Power.repetitionsNeeded(effect: 0.5)?.fractional, isNear: 33.36713, relative: 2e-7)
    try expect(Power.smallestEffect(count: 5), isNear: 1.681997, relative: 5e-7)
    try expect(Power.smallestEffect(count: 10), isNear: 0.996002, relative: 1e-6)
  }

  @Test(
    "The power is a probability that rises with the effect, n and α",
    arguments: [
      2, 2.5, 3, 4, 7, 20, 100, 1000, 1e5, 1e7,
    ])
  func monotone(count: Double) throws {
    let alphas = [1e-9, 1e-6, 0.001, 0.05, 0.5, 0.99]
    let effects = [0, 1e-6, 0.01, 0.1, 0.5, 1, 2, 5, 20, 1000]
    let grid = try alphas.map { alpha in
      try effects.map { try #require(try Power.power(effect: $0, count: count, alpha: alpha)) }
    }
    for (row, alpha) in zip(grid, alphas) {
      #expect(row.allSatisfy { $0 >= alpha * (1 - 1e-8) && $0 <= 1 })
      #expect(zip(row, row.dropFirst()).allSatisfy { $0 <= $1 * (1 + 1e-9) })
    }
    for (row, next) in zip(grid, grid.dropFirst()) {
      #expect(zip(row, next).allSatisfy { $0 <= $1 })
    }
    for (column, effect) in effects.enumerated() {
      let more = try #require(try Power.power(effect: effect, count: count + 1, alpha: 0.05))
      #expect(more >= grid[3][column] * (1 - 1e-9))
    }
  }

  @Test("A power near to 1 has an answer")
  func nearlyCertain() throws {
    #expect(try Power.smallestEffect(count: 5, power: 1 - 1e-9) != nil)
    #expect(try Power.repetitionsNeeded(effect: 1, power: 1 - 1e-9) != nil)
  }

  @Test("A power not above the significance level, or out of range, is refused")
  func errors() {
    #expect(throws: StatisticsError.power(0.05, alpha: 0.05)) {
      try Power.repetitionsNeeded(effect: 1, power: 0.05)
    }
    #expect(throws: StatisticsError.power(1, alpha: 0.05)) {
      try Power.smallestEffect(count: 5, power: 1)
    }
    #expect(throws: StatisticsError.significance(0)) {
      try Power.power(effect: 1, count: 5, alpha: 0)
    }
    #expect(throws: StatisticsError.effect(.infinity)) {
      try Power.power(effect: .infinity, count: 5)
    }
  }
}
