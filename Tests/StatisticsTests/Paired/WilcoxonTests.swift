import Statistics
import Testing

@Suite("Wilcoxon signed-rank test")
struct WilcoxonTests {
  let reference = [57, 28, 69, 24, 49, 58, 32, 43, 30, 75]

  // References: scipy 1.17 (without ties) and an enumeration with numpy (with them).
  @Test(
    "Exact p-values agree with the reference",
    arguments: [
      ([8, -3, 12, 5, -1, 9, 14], .dropped, 3, 10.0 / 128),
      ([57, 28, 69, 24, 49, 58, 32, 43, 30, 75], .dropped, 0, 0.001953125),
      ([2, 2, -1, 3, 0, 4, -2, 5], .dropped, 4, 16.0 / 128),
      ([2, 2, -1, 3, 0, 4, -2, 5], .pratt, 6, 0.140625),
    ] as [([Int], WilcoxonTest.Zeros, Double, Double)])
  func reference(differences: [Int], zeros: WilcoxonTest.Zeros, wMinus: Double, p: Double) {
    let test = WilcoxonTest(differences: differences, zeros: zeros)
    #expect(test.wMinus == wMinus)
    #expect(test.p == p)
    #expect(test.isExact)
    #expect(test.degeneracy == nil)
  }

  @Test("Exact p-values are those of a plain enumeration, with ties and zeros", arguments: 0..<60)
  func enumeration(number: Int) {
    let differences = Naive.differences(number, sizes: 1...10, within: 3)
    #expect(
      WilcoxonTest(differences: differences).p == Naive.wilcoxon(differences, pratt: false))
    #expect(
      WilcoxonTest(differences: differences, zeros: .pratt).p
        == Naive.wilcoxon(differences, pratt: true))
  }

  @Test("Without a difference between arms, p ≤ p₀ has the probability p₀")
  func size() throws {
    let all = Naive.assignments(of: [1, 2, 2, 5, 7, 3, 11, 3])
    let values = try all.map { try #require(WilcoxonTest(differences: $0).p) }
    for value in values {
      #expect(Double(values.count(where: { $0 <= value })) / Double(all.count) == value)
    }
  }

  @Test("Both sums are those of all ranks, and exchanging the arms exchanges them")
  func sums() {
    let differences = [3, -3, 0, 5, -1, 5, 2]
    let test = WilcoxonTest(differences: differences)
    #expect(test.wMinus + test.wPlus == 21)
    #expect(test.nonZeroCount == 6)
    let other = WilcoxonTest(differences: differences.map { -$0 })
    #expect((other.wMinus, other.wPlus) == (test.wPlus, test.wMinus))
    #expect(other.p == test.p)
  }

  // References: scipy 1.17, wilcoxon(method="asymptotic", correction=False) on these differences.
  @Test(
    "Many differences agree with scipy's normal approximation with ties and zeros",
    arguments: [
      (.dropped, 9921, 1.60101223645436e-06), (.pratt, 10221, 1.80728873229856e-06),
    ] as [(WilcoxonTest.Zeros, Double, Double)])
  func approximation(zeros: WilcoxonTest.Zeros, wMinus: Double, p: Double) throws {
    let differences = (0..<250).map { ($0 * 37) % 101 - 40 }
    let test = WilcoxonTest(differences: differences, zeros: zeros)
    #expect(test.wMinus == wMinus)
    #expect(!test.isExact)
    try expect(test.p, isNear: p, relative: 1e-11)
  }

  @Test("At the limit, the exact p-value is near the normal one")
  func limit() throws {
    let differences = (1...WilcoxonTest.exactLimit).map { $0 % 5 < 2 ? -$0 : $0 }
    let exact = WilcoxonTest(differences: differences)
    // A zero is ranked, and moves all other ranks by 1.
    let normal = WilcoxonTest(differences: differences + [0], zeros: .pratt)
    #expect(exact.isExact && !normal.isExact)
    try expect(normal.p, isNear: #require(exact.p), relative: 0.02)
  }

  @Test(
    "On symmetric data the t test and Wilcoxon's conclude the same",
    arguments: [(0, false), (1, false), (2, false), (20, true), (30, true), (-25, true)])
  func agreesWithT(shift: Int, significant: Bool) throws {
    let differences = [-24, -17, -9, -6, -2, 2, 6, 9, 17, 24].map { $0 + shift }
    let t = try #require(try PairedComparison(differences: differences, testImages: 300).test)
    let wilcoxon = try #require(WilcoxonTest(differences: differences).p)
    #expect((t.p < 0.05) == significant)
    #expect((wilcoxon < 0.05) == significant)
    if shift == 0 { #expect(t.p == 1 && wilcoxon == 1) }
  }

  @Test(
    "Few, zero and equal differences",
    arguments: [
      ([], nil, nil, .tooFew(0)), ([3], 1, 1, nil), ([0, 0], 1, 1, .allDifferencesZero),
      ([2, 1], 0.5, 0.5, nil), ([1, -1], 1, 0.5, nil),
      ([4, 4, 4, 4, 4], 0.0625, 0.0625, nil), ([0, 4, 4, 4, 4, 4], 0.0625, 0.0625, nil),
    ] as [([Int], Double?, Double?, PairedComparison.Degeneracy?)],
    [WilcoxonTest.Zeros.dropped, .pratt])
  func degenerate(
    example: ([Int], Double?, Double?, PairedComparison.Degeneracy?), zeros: WilcoxonTest.Zeros
  ) {
    let test = WilcoxonTest(differences: example.0, zeros: zeros)
    #expect(test.p == example.1)
    #expect(test.smallestP == example.2)
    #expect(test.degeneracy == example.3)
  }
}
