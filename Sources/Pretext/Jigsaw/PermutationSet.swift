/// Permutations of nine tiles that differ from one another in as many places as possible.
///
/// The first is the order of the tiles itself. Every further one is, among all 9! = 362,880, one whose
/// smallest Hamming distance to those already chosen is largest; of these one whose distances add up
/// to most; of these the first in lexicographic order. The set is the same for every seed, and a
/// smaller set is the beginning of a larger one.
///
/// Reference: M. Noroozi, P. Favaro, "Unsupervised Learning of Visual Representations by Solving Jigsaw
/// Puzzles", ECCV 2016, arXiv:1603.09246, algorithm 1. There the first is drawn at random and the sum of the
/// distances alone decides. It cannot tell all others apart once nine were chosen that differ
/// everywhere: these have every tile once in every place, so that any other agrees with them nine times.
/// Two that differ by one exchange could be chosen then; with the smallest distance first they are not.
struct PermutationSet: Sendable {
  /// Tiles.
  static let size = 9
  /// The largest set that is made.
  static let limit = 1000

  /// The tiles at the nine places, one permutation after the other.
  let tiles: [UInt8]

  /// How many permutations there are.
  var count: Int { tiles.count / Self.size }

  /// The first permutations.
  ///
  /// - Parameter count: 1 to 1000.
  init(count: Int) {
    precondition(count >= 1 && count <= Self.limit, "as many permutations as can be told apart")
    var candidates = Candidates()
    var tiles: [UInt8] = []
    tiles.reserveCapacity(count * Self.size)
    while tiles.count < count * Self.size, let chosen = candidates.choose() { tiles += chosen }
    self.tiles = tiles
  }

  /// The tile at a place.
  ///
  /// - Parameters:
  ///   - place: 0 to 8.
  ///   - permutation: 0 ..< count.
  /// - Returns: 0 to 8.
  func tile(at place: Int, of permutation: Int) -> Int {
    Int(tiles[permutation &* Self.size &+ place])
  }

  /// In how many places two permutations differ.
  ///
  /// - Parameters:
  ///   - first: 0 ..< count.
  ///   - second: 0 ..< count.
  /// - Returns: 0, or 2 to 9.
  func distance(_ first: Int, _ second: Int) -> Int {
    var distance = 0
    for place in 0..<Self.size where tile(at: place, of: first) != tile(at: place, of: second) {
      distance += 1
    }
    return distance
  }
}
