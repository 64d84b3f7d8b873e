/// All permutations of nine tiles in lexicographic order, and how many of them are still as far from all
/// that were chosen as any is.
///
/// A permutation is compared with those that were chosen only until it agrees with one of them too often;
/// from there it goes on once no other is left, so that most are never compared with most.
struct Candidates {
  /// Four bits a place, the first place highest.
  private let tiles: [UInt64]
  /// Most agreements found so far.
  private var most: [UInt8]
  /// With how many of the chosen ones it was compared; not kept for contenders, which were with all.
  private var compared: [UInt16]
  private var chosen: [UInt64] = []
  /// How often a tile is at a place of those that were chosen: 9 × 16.
  private var occurrences = [Int](repeating: 0, count: PermutationSet.size * 16)
  /// Those that agree with none of the chosen ones in more than `agreements` places, in order.
  private var contenders: [Int32]
  private var agreements: UInt8 = 0

  /// Nothing is chosen yet.
  init() {
    var all: [UInt64] = []
    all.reserveCapacity(362_880)
    var current = (0..<UInt64(PermutationSet.size)).map { $0 }
    repeat {
      all.append(current.reduce(0) { $0 << 4 | $1 })
    } while Self.advance(&current)
    tiles = all
    most = Array(repeating: 0, count: all.count)
    compared = Array(repeating: 0, count: all.count)
    contenders = (0..<Int32(all.count)).map { $0 }
  }

  /// Chooses the farthest.
  ///
  /// - Returns: its tiles; nil where all were chosen.
  mutating func choose() -> [UInt8]? {
    while contenders.isEmpty {
      guard agreements + 1 < PermutationSet.size else { return nil }
      agreements += 1
      contenders = tiles.indices.filter { isContender($0) }.map { Int32($0) }
    }
    var best: (candidate: Int32, total: Int) = (0, Int.max)
    for candidate in contenders {
      let total = total(tiles[Int(candidate)])
      if total < best.total { best = (candidate, total) }
    }
    let permutation = tiles[Int(best.candidate)]
    chosen.append(permutation)
    for place in 0..<PermutationSet.size {
      occurrences[place &* 16 &+ Self.tile(permutation, place)] += 1
    }
    contenders = contenders.filter { isContender(Int($0), from: chosen.count - 1) }
    return (0..<PermutationSet.size).map { UInt8(Self.tile(permutation, $0)) }
  }

  /// Compares a permutation with those that were chosen.
  private mutating func isContender(_ candidate: Int) -> Bool {
    most[candidate] <= agreements && isContender(candidate, from: Int(compared[candidate]))
  }

  private mutating func isContender(_ candidate: Int, from first: Int) -> Bool {
    for number in first..<chosen.count {
      let same = Self.agreements(tiles[candidate], chosen[number])
      guard same > agreements else { continue }
      most[candidate] = same
      compared[candidate] = UInt16(number + 1)
      return false
    }
    return true
  }

  /// Agreements with all that were chosen.
  private func total(_ permutation: UInt64) -> Int {
    var sum = 0
    for place in 0..<PermutationSet.size {
      sum += occurrences[place &* 16 &+ Self.tile(permutation, place)]
    }
    return sum
  }

  private static func tile(_ permutation: UInt64, _ place: Int) -> Int {
    Int(permutation >> UInt64(4 * (PermutationSet.size - 1 - place)) & 15)
  }

  /// In how many places two permutations agree.
  private static func agreements(_ first: UInt64, _ second: UInt64) -> UInt8 {
    var differences = first ^ second
    differences |= differences >> 1
    differences |= differences >> 2
    // One bit a place; the product's highest place is their sum, since none of the sums carries.
    let sum = ((differences & 0x1_1111_1111) &* 0x1_1111_1111) >> 32 & 15
    return UInt8(truncatingIfNeeded: PermutationSet.size &- Int(truncatingIfNeeded: sum))
  }

  /// The next permutation in lexicographic order.
  ///
  /// - Returns: false where there is none.
  private static func advance(_ current: inout [UInt64]) -> Bool {
    var pivot = current.count - 2
    while pivot >= 0, current[pivot] > current[pivot + 1] { pivot -= 1 }
    guard pivot >= 0 else { return false }
    var larger = current.count - 1
    while current[larger] < current[pivot] { larger -= 1 }
    current.swapAt(pivot, larger)
    current[(pivot + 1)...].reverse()
    return true
  }
}
