/// How far two words are apart, for "did you mean".
public enum EditDistance {
  /// The number of insertions, deletions, substitutions and swaps of neighbours between two words
  /// (optimal string alignment), without regard to case.
  ///
  /// - Parameters:
  ///   - first: one word; may be empty.
  ///   - second: the other word; may be empty.
  /// - Returns: 0 for equal words; at most the length of the longer one.
  public static func between(_ first: String, _ second: String) -> Int {
    let left = Array(first.lowercased())
    let right = Array(second.lowercased())
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let isSame = left[row] == right[column]
        var best = min(
          last[column] + (isSame ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        let isSwap =
          row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
        if isSwap { best = min(best, beforeLast[column - 1] + 1) }
        current.append(best)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }

  /// The known word that was probably meant, if one is near enough.
  ///
  /// Near enough is a third of the longer word's letters (at least one), or a known word that begins
  /// with what was written. Among equally near words the first listed wins.
  ///
  /// - Parameters:
  ///   - word: what was written; words of more than 64 characters are near to nothing.
  ///   - known: the words that would have been right.
  /// - Returns: nil where nothing is near.
  public static func closest(to word: String, among known: [String]) -> String? {
    guard word.count <= 64 else { return nil }
    var best: (word: String, distance: Int)?
    for candidate in known {
      let distance = between(word, candidate)
      let limit = max(1, max(word.count, candidate.count) / 3)
      guard distance <= limit, distance < (best?.distance ?? .max) else { continue }
      best = (candidate, distance)
    }
    if let best { return best.word }
    guard word.count >= 3 else { return nil }
    return known.first { $0.lowercased().hasPrefix(word.lowercased()) }
  }
}
