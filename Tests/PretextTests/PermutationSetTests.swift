import Testing

@testable import Pretext

@Suite("Sets of permutations")
struct PermutationSetTests {
  private func permutation(_ set: PermutationSet, _ number: Int) -> [Int] {
    (0..<9).map { set.tile(at: $0, of: number) }
  }

  private func pairs(_ count: Int) -> [(Int, Int)] {
    (0..<count).flatMap { first in (0..<first).map { (first, $0) } }
  }

  @Test("All are permutations of the nine tiles, no two the same")
  func distinct() {
    let set = PermutationSet(count: 200)
    #expect(set.count == 200)
    for number in 0..<200 { #expect(permutation(set, number).sorted() == Array(0..<9)) }
    #expect(Set((0..<200).map { permutation(set, $0) }).count == 200)
  }

  /// By hand: the first in lexicographic order that differs from 0…8 everywhere swaps neighbours, as far
  /// as that goes with nine.
  @Test("The first is the order itself, the second the first that differs everywhere")
  func beginning() {
    let set = PermutationSet(count: 2)
    #expect(permutation(set, 0) == [0, 1, 2, 3, 4, 5, 6, 7, 8])
    #expect(permutation(set, 1) == [1, 0, 3, 2, 5, 4, 7, 8, 6])
  }

  @Test("A smaller set is the beginning of a larger one")
  func nested() {
    let set = PermutationSet(count: 40)
    #expect(Array(set.tiles.prefix(9 * 30)) == PermutationSet(count: 30).tiles)
  }

  @Test("Distances count places that differ")
  func distances() {
    let set = PermutationSet(count: 12)
    for (first, second) in pairs(12) {
      let places = zip(permutation(set, first), permutation(set, second)).count { $0 != $1 }
      #expect(set.distance(first, second) == places)
      #expect(set.distance(second, first) == places)
    }
    #expect(set.distance(3, 3) == 0)
  }

  /// As the definition has it: all permutations, all distances.
  @Test("Every one of the first ten is the farthest that there is")
  func greedy() {
    var all: [[UInt8]] = []
    func extend(_ start: [UInt8]) {
      if start.count == 9 { all.append(start) }
      for tile in UInt8(0)..<9 where !start.contains(tile) { extend(start + [tile]) }
    }
    extend([])
    let set = PermutationSet(count: 10)
    var least = [Int](repeating: 9, count: all.count)
    var sum = [Int](repeating: 0, count: all.count)
    for number in 1..<10 {
      var best = 0
      for candidate in all.indices {
        var distance = 0
        for place in 0..<9
        where Int(all[candidate][place]) != set.tile(at: place, of: number - 1) { distance += 1 }
        least[candidate] = min(least[candidate], distance)
        sum[candidate] += distance
        if (least[candidate], sum[candidate]) > (least[best], sum[best]) { best = candidate }
      }
      #expect(permutation(set, number) == all[best].map { Int($0) })
    }
  }

  /// No reference: what the definition gives, so that a change of the set is noticed.
  @Test(
    "The smallest distance of a set is large",
    arguments: [(9, 9), (30, 7), (100, 6), (1000, 5)])
  func smallest(count: Int, expected: Int) {
    let set = PermutationSet(count: count)
    let distances = pairs(count).map { set.distance($0.0, $0.1) }
    #expect(distances.min() == expected)
    let mean = Double(distances.reduce(0, +)) / Double(distances.count)
    print("\(count) permutations: at least \(expected) places, \(mean) on average")
    // Two random permutations agree in one place on average.
    #expect(mean >= 8)
  }
}
