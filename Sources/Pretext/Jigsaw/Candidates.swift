/// All permutations of nine tiles in lexicographic order, and in how many places they agree with those
/// that were chosen.
struct Candidates {
  /// 9!, a multiple of 16.
  private static let count = 362_880
  private typealias Bytes = SIMD16<UInt8>

  /// The tile at every place, **shape** (9 × 9! / 16 × 16).
  private var tiles: [SIMD16<UInt8>]
  /// Most agreements with one that was chosen.
  private var most: [SIMD16<UInt8>]
  /// Agreements with all that were chosen.
  private var total: [SIMD16<UInt16>]

  /// Nothing is chosen yet.
  init() {
    let blocks = Self.count / 16
    tiles = Array(repeating: .zero, count: PermutationSet.size * blocks)
    most = Array(repeating: .zero, count: blocks)
    total = Array(repeating: .zero, count: blocks)
    var current = (0..<PermutationSet.size).map { UInt8($0) }
    for number in 0..<Self.count {
      for place in 0..<PermutationSet.size {
        tiles[place * blocks + number / 16][number % 16] = current[place]
      }
      Self.advance(&current)
    }
  }

  /// One of them.
  func permutation(_ number: Int) -> [UInt8] {
    (0..<PermutationSet.size).map { tiles[$0 * most.count + number / 16][number % 16] }
  }

  /// Counts one that was chosen, and finds the next.
  ///
  /// - Parameter chosen: nine tiles.
  /// - Returns: the first of those that agree least in total, of those that agree least with any.
  mutating func farthest(after chosen: [UInt8]) -> Int {
    let blocks = most.count
    var least = Bytes(repeating: .max)
    for block in 0..<blocks {
      var agreements = Bytes.zero
      for place in 0..<PermutationSet.size {
        let isEqual = tiles[place &* blocks &+ block] .== Bytes(repeating: chosen[place])
        agreements.replace(with: agreements &+ Bytes(repeating: 1), where: isEqual)
      }
      total[block] &+= SIMD16<UInt16>(truncatingIfNeeded: agreements)
      most[block] = pointwiseMax(most[block], agreements)
      least = pointwiseMin(least, most[block])
    }
    return first(least.min())
  }

  private func first(_ least: UInt8) -> Int {
    var best = (number: 0, total: UInt16.max)
    for block in 0..<most.count {
      let isLeast = most[block] .== Bytes(repeating: least)
      guard any(isLeast) else { continue }
      for lane in 0..<16 where isLeast[lane] && total[block][lane] < best.total {
        best = (block * 16 + lane, total[block][lane])
      }
    }
    return best.number
  }

  /// The next permutation in lexicographic order.
  private static func advance(_ current: inout [UInt8]) {
    var pivot = current.count - 2
    while pivot >= 0, current[pivot] > current[pivot + 1] { pivot -= 1 }
    guard pivot >= 0 else { return }
    var larger = current.count - 1
    while current[larger] < current[pivot] { larger -= 1 }
    current.swapAt(pivot, larger)
    current[(pivot + 1)...].reverse()
  }
}
