import Testing

@testable import Images

@Suite("Labelled subsets")
struct LabelledSubsetTests {
  static let labels = Strokes.images(400, of: .training, seed: 1).labels + [3, 3, 3]

  private func order(seed: UInt64, pool: Range<Int> = 50..<403) -> [Int] {
    LabelledSubset.balancedOrder(labels: Self.labels, pool: pool, classCount: 10, seed: seed)
  }

  @Test("Every prefix is balanced to within one")
  func balance() {
    var counts = [Int](repeating: 0, count: 10)
    for index in order(seed: 4) {
      counts[Int(Self.labels[index])] += 1
      #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
    }
  }

  @Test("The order has every index once, within the pool, up to the smallest class")
  func extent() {
    let order = order(seed: 4)
    let maximum = LabelledSubset.maximumBalanced(
      labels: Self.labels, pool: 50..<403, classCount: 10)
    #expect(maximum == 350)
    #expect(order.count == maximum)
    #expect(Set(order).count == maximum)
    #expect(order.allSatisfy { (50..<403).contains($0) })
  }

  @Test("The order is the seed's: the same again, another for another seed")
  func seeds() {
    #expect(order(seed: 4) == order(seed: 4))
    #expect(order(seed: 4) != order(seed: 5))
  }

  @Test("A class without images, or an empty pool, allows no balanced subset")
  func empty() {
    #expect(
      LabelledSubset.balancedOrder(labels: [0, 1, 0], pool: 0..<3, classCount: 3, seed: 1) == [])
    #expect(order(seed: 1, pool: 0..<0) == [])
    #expect(LabelledSubset.maximumBalanced(labels: [0, 1], pool: 0..<1, classCount: 2) == 0)
  }

  @Test("The pool's own order is ascending")
  func pool() {
    #expect(LabelledSubset.poolOrder(3..<6) == [3, 4, 5])
  }
}
