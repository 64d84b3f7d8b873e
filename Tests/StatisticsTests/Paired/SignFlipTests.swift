import Testing

@testable import Statistics

@Suite("Sign-flip test")
struct SignFlipTests {
  // References: enumerations with numpy, as a count of all assignments.
  @Test(
    "Exact p-values agree with the reference",
    arguments: [
      ([8, -3, 12, 5, -1, 9, 14], 8, 128), ([2, 2, -1, 3, 0, 4, -2, 5], 36, 256),
      ([57, 28, 69, 24, 49, 58, 32, 43, 30, 75], 2, 1024),
    ])
  func reference(differences: [Int], extreme: Int, all: Int) {
    let test = SignFlipTest(differences: differences, seed: 1)
    #expect(test.p == Double(extreme) / Double(all))
    #expect(test.arrangements == all)
    #expect(test.isExact)
    #expect(test.degeneracy == nil)
  }

  @Test("Exact p-values are those of a plain enumeration", arguments: 0..<60)
  func enumeration(number: Int) {
    let differences = Naive.differences(number, sizes: 1...10, within: 4)
    #expect(SignFlipTest(differences: differences, seed: 1).p == Naive.signFlip(differences))
  }

  @Test("Without a difference between arms, p ≤ p₀ has the probability p₀")
  func size() throws {
    let all = Naive.assignments(of: [1, 2, 2, 5, 7, 0, 3, 11])
    let values = try all.map { try #require(SignFlipTest(differences: $0, seed: 1).p) }
    for value in values {
      #expect(Double(values.count(where: { $0 <= value })) / Double(all.count) == value)
    }
  }

  @Test("20 pairs are counted and 21 drawn")
  func limit() {
    let differences = Naive.differences(7, sizes: 21...21, within: 9)
    let exact = SignFlipTest(differences: Array(differences.dropLast()), seed: 1)
    #expect(exact.isExact)
    #expect(exact.arrangements == 1 << 20)
    let drawn = SignFlipTest(differences: differences, seed: 1, draws: 500)
    #expect(!drawn.isExact)
    #expect(drawn.arrangements == 500)
    #expect(drawn.smallestP == 1.0 / 501)
  }

  // The tolerance is five standard errors of a share of so many draws.
  @Test(
    "Drawn p-values are near the counted ones", arguments: [20, 21, 25, 30], [3, 40])
  func monteCarlo(count: Int, shift: Int) {
    let differences = Naive.differences(count, sizes: count...count, within: 99).map { $0 + shift }
    let extreme = Double(SignAssignments.extreme(differences))
    let p = extreme / Double(sign: .plus, exponent: count, significand: 1)
    let draws = 40_000
    let hits = SignAssignments.drawnExtreme(differences, seed: 3, draws: draws)
    let error = (p * (1 - p) / Double(draws)).squareRoot()
    #expect((Double(hits) / Double(draws) - p).magnitude < 5 * error + 1 / Double(draws))
  }

  @Test("A drawn p-value is never 0, depends on the seed alone, and counts the data themselves")
  func drawn() {
    let differences = Array(repeating: 5, count: 30)
    let test = SignFlipTest(differences: differences, seed: 1, draws: 99)
    #expect(test.p == 0.01)
    #expect(test == SignFlipTest(differences: differences, seed: 1, draws: 99))
    let mixed = (0..<30).map { $0 - 12 }
    let values = (0..<5).map { SignFlipTest(differences: mixed, seed: $0, draws: 999).p }
    #expect(values.contains { $0 != values[0] })
  }

  @Test(
    "Few, zero and equal differences",
    arguments: [
      ([], nil, nil, .tooFew(0)), ([3], 1, 1, nil), ([0], 1, 1, .allDifferencesZero),
      ([2, 1], 0.5, 0.5, nil), ([1, -1], 1, 0.5, nil), ([0, 0, 0], 1, 1, .allDifferencesZero),
      ([4, 4, 4, 4, 4], 0.0625, 0.0625, nil), ([4, 4, 0, 4, 4, 4], 0.0625, 0.0625, nil),
    ] as [([Int], Double?, Double?, PairedComparison.Degeneracy?)])
  func degenerate(
    differences: [Int], p: Double?, smallest: Double?, name: PairedComparison.Degeneracy?
  ) {
    let test = SignFlipTest(differences: differences, seed: 1)
    #expect(test.p == p)
    #expect(test.smallestP == smallest)
    #expect(test.degeneracy == name)
  }

  @Test("Zeros above the limit have p = 1, named")
  func zeros() {
    let test = SignFlipTest(differences: Array(repeating: 0, count: 25), seed: 1, draws: 99)
    #expect(test.p == 1)
    #expect(test.smallestP == 1)
    #expect(test.degeneracy == .allDifferencesZero)
  }
}
