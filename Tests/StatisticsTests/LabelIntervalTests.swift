import Statistics
import Testing

@Suite("Intervals of label efficiency")
struct LabelIntervalTests {
  /// Two repetitions have four resamples, of which half mix them: the percentile interval at
  /// any level above 50 % is the range of the three distinct results.
  @Test("Repetitions are drawn whole, for all sizes and both arms")
  func wholeRepetitions() throws {
    let efficiency = try LabelEfficiency(
      sizes: [100, 1000], arm: [[60, 85], [51, 95]], baseline: [[50, 90], [50, 90]],
      resamples: 1000, seed: 3)
    let needed = try #require(efficiency.points[0].interval)
    // 10 and 1 of 40 counts on the way from 100 to 1000 labels.
    #expect(efficiency.degeneracy == nil)
    guard case .exactly(let lower) = needed.lower, case .exactly(let upper) = needed.upper else {
      Issue.record("\(needed) is censored")
      return
    }
    try expect(lower, isNear: 105.92537251772889, relative: 1e-12)
    try expect(upper, isNear: 177.82794100389228, relative: 1e-12)
    let last = try #require(efficiency.points[1].interval)
    #expect(last.upper == .above(1000))
    #expect(last.lower < .exactly(1000))
  }

  @Test("The interval depends on the seed alone")
  func seeds() throws {
    func make(_ seed: UInt64) throws -> LabelEfficiency {
      try LabelEfficiency(
        sizes: [10, 100], arm: [[5, 9], [7, 8], [4, 9], [3, 11]],
        baseline: [[3, 10], [4, 12], [2, 9], [5, 8]], resamples: 100, seed: seed)
    }
    #expect(try make(1) == make(1))
    let shares = try (1...5).map { try make(UInt64($0)).signChanges.first?.share }
    #expect(Set(shares).count > 1)
  }

  @Test("Bounds may be censored on both sides")
  func censoredBounds() throws {
    let efficiency = try LabelEfficiency(
      sizes: [100, 1000], arm: [[30, 95], [70, 99]], baseline: [[50, 90], [50, 90]],
      resamples: 1000, seed: 3)
    let interval = try #require(efficiency.points[0].interval)
    #expect(interval.lower == .below(100))
    #expect(interval.upper > .exactly(300))
    #expect(efficiency.points[1].interval?.lower == .above(1000))
  }
}

@Suite("Changes of sign")
struct SignChangeTests {
  /// The changes of a study of one repetition: the gaps over a baseline of 50.
  static func changes(_ gaps: [Int], sizes: [Int]) throws -> [SignChange] {
    try LabelEfficiency(
      sizes: sizes, arm: [gaps.map { 50 + $0 }], baseline: [gaps.map { _ in 50 }], seed: 1
    ).signChanges
  }

  @Test("One change is interpolated on the logarithm of the labels")
  func one() throws {
    let changes = try Self.changes([10, 5, -15], sizes: [10, 100, 10_000])
    #expect(changes.map(\.direction) == [.baselineOvertakes])
    // A quarter of the way from 100 to 10,000.
    try expect(changes.first?.labels, isNear: 316.22776601683796, relative: 1e-12)
  }

  @Test("All changes are found")
  func several() throws {
    let changes = try Self.changes([-1, 1, -3, -2, 2], sizes: [1, 10, 100, 1000, 10_000])
    #expect(changes.map(\.direction) == [.armOvertakes, .baselineOvertakes, .armOvertakes])
    let expected = [3.1622776601683795, 17.78279410038923, 3162.2776601683795]
    for (change, reference) in zip(changes, expected) {
      try expect(change.labels, isNear: reference, relative: 1e-12)
    }
  }

  @Test(
    "A gap of zero is a change only between two signs",
    arguments: [
      ([1, 0, -1], [100.0]), ([1, 0, 1], []), ([0, 0, 1], []), ([1, 0, 0], []), ([0, 0, 0], []),
      ([1, 2, 3], []), ([-1, 0, 2], [100]),
    ] as [([Int], [Double])])
  func zeros(gaps: [Int], expected: [Double]) throws {
    #expect(try Self.changes(gaps, sizes: [10, 100, 1000]).map(\.labels) == expected)
  }

  @Test("Several zeros between two signs have their change in the middle")
  func zeroRun() throws {
    let changes = try Self.changes([2, 0, 0, -2], sizes: [1, 10, 1000, 10_000])
    try expect(changes.first?.labels, isNear: 100, relative: 1e-12)
    #expect(changes.count == 1)
  }

  @Test("Resamples without the change are censored on the side that is ahead to the end")
  func share() throws {
    // The first repetition favours the arm at all sizes, the second changes sign.
    let efficiency = try LabelEfficiency(
      sizes: [100, 1000], arm: [[60, 52], [60, 46]], baseline: [[50, 50], [50, 50]],
      resamples: 2000, seed: 4)
    let change = try #require(efficiency.signChanges.first)
    #expect(efficiency.signChanges.count == 1)
    #expect(change.direction == .baselineOvertakes)
    // Means change sign in three of the four equally likely resamples: (20, −2), (20, −8), but
    // not (20, 4). Within four standard errors of 0.75.
    let share = try #require(change.share)
    #expect((share - 0.75).magnitude < 0.04)
    #expect(efficiency.shareWithSignChange == share)
    #expect(change.interval?.upper == .above(1000))
    // 10 of 14 counts of the way from 100 to 1000.
    guard case .exactly(let lower)? = change.interval?.lower else {
      Issue.record("the lower bound is censored")
      return
    }
    try expect(lower, isNear: 517.947467923121, relative: 1e-9)
  }

  @Test("A baseline that is ahead everywhere in a resample overtook below the smallest size")
  func censoredBelow() throws {
    let efficiency = try LabelEfficiency(
      sizes: [100, 1000], arm: [[56, 45], [48, 45]], baseline: [[50, 50], [50, 50]],
      resamples: 500, seed: 4)
    #expect(efficiency.signChanges.first?.interval?.lower == .below(100))
  }

  @Test("Without a change the share of resamples that have one is still told")
  func none() throws {
    let efficiency = try LabelEfficiency(
      sizes: [100, 1000], arm: [[60, 55], [60, 49]], baseline: [[50, 50], [50, 50]],
      resamples: 2000, seed: 4)
    #expect(efficiency.signChanges.isEmpty)
    let share = try #require(efficiency.shareWithSignChange)
    #expect((share - 0.25).magnitude < 0.04)
  }
}
