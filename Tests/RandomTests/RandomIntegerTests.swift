import Random
import Testing

@Suite("Random integers and orders")
struct RandomIntegerTests {
  @Test("The integers of a stream never change")
  func goldenIntegers() {
    var stream = RandomStream(seed: 3, purpose: "subset")
    let integers = (0..<16).map { _ in stream.integer(below: 10) }
    #expect(integers == [5, 1, 9, 4, 3, 4, 7, 7, 9, 3, 6, 4, 0, 2, 8, 4])
  }

  @Test("Words that would bias a large bound are drawn again")
  func rejection() {
    // Nearly half of all words are refused below 2³¹ + 1.
    var stream = RandomStream(seed: 4, purpose: "reject")
    let integers = (0..<6).map { _ in stream.integer(below: 1 << 31 + 1) }
    #expect(
      integers == [
        993_569_813, 1_542_037_033, 996_491_439, 425_377_910, 1_513_968_531, 430_083_566,
      ])
  }

  /// 99.9 % quantiles of χ² with `bound − 1` degrees of freedom, from statistical tables.
  @Test(
    "Integers are in range and uniform by χ²",
    arguments: [(2, 10.83), (3, 13.82), (7, 22.46), (10, 27.88), (100, 148.23)])
  func uniformity(bound: Int, quantile: Double) {
    var stream = RandomStream(seed: 11, purpose: "uniform")
    var counts = [Int](repeating: 0, count: bound)
    let draws = 4000
    for _ in 0..<draws {
      let integer = stream.integer(below: bound)
      guard counts.indices.contains(integer) else {
        Issue.record("\(integer) is not below \(bound)")
        return
      }
      counts[integer] += 1
    }
    let expected = Double(draws) / Double(bound)
    let statistic = counts.reduce(0) { sum, count in
      sum + (Double(count) - expected) * (Double(count) - expected) / expected
    }
    #expect(statistic < quantile)
  }

  @Test("The only integer below 1 is 0, and the largest bound is accepted")
  func extremeBounds() {
    var stream = RandomStream(seed: 1, purpose: "bounds")
    for _ in 0..<20 { #expect(stream.integer(below: 1) == 0) }
    let largest = Int(UInt32.max)
    for _ in 0..<20 { #expect((0..<largest).contains(stream.integer(below: largest))) }
  }

  @Test("An order of twelve never changes, nor does the next one of the stream")
  func goldenShuffle() {
    var stream = RandomStream(seed: 1, purpose: "order")
    var elements = Array(0..<12)
    stream.shuffle(&elements)
    #expect(elements == [5, 1, 10, 4, 7, 9, 6, 0, 11, 3, 2, 8])
    stream.shuffle(&elements)
    #expect(elements == [10, 8, 5, 4, 0, 6, 1, 7, 3, 9, 11, 2])
  }

  @Test("A shuffle keeps every element", arguments: [0, 1, 2, 3, 17, 500])
  func shuffleIsPermutation(count: Int) {
    var stream = RandomStream(seed: 5, purpose: "order")
    var elements = Array(0..<count)
    stream.shuffle(&elements)
    #expect(elements.sorted() == Array(0..<count))
  }

  @Test("All six orders of three elements are equally likely by χ²")
  func shuffleIsUniform() {
    var stream = RandomStream(seed: 6, purpose: "order")
    var counts = [Int](repeating: 0, count: 9)
    for _ in 0..<3000 {
      var elements = [0, 1, 2]
      stream.shuffle(&elements)
      counts[elements[0] * 3 + elements[1]] += 1
    }
    let seen = counts.filter { $0 > 0 }
    #expect(seen.count == 6)
    let statistic = seen.reduce(0) { sum, count in
      sum + (Double(count) - 500) * (Double(count) - 500) / 500
    }
    #expect(statistic < 20.52)  // the 99.9 % quantile with 5 degrees of freedom
  }
}
