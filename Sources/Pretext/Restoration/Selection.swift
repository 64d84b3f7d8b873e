import Random

/// Chooses so many of so many things, asked one after the other; every choice is as likely as any.
///
/// Reference: C. T. Fan, M. E. Muller, I. Rezucha, "Development of Sampling Plans by Using Sequential
/// (Item by Item) Selection Techniques and Digital Computers", JASA 57 (1962), method 1; Algorithm S of
/// D. E. Knuth, "The Art of Computer Programming", volume 2, section 3.4.2.
struct Selection {
  /// Things that are still to be asked for.
  private(set) var remaining: Int
  /// How many of them are still to be chosen.
  private(set) var wanted: Int

  /// A choice of some of the things.
  ///
  /// - Parameters:
  ///   - wanted: 0 ... count.
  ///   - count: how many things there are.
  init(_ wanted: Int, of count: Int) {
    self.wanted = wanted
    remaining = count
  }

  /// Whether the next thing is chosen.
  ///
  /// - Parameter stream: one number is drawn from it.
  /// - Returns: true exactly `wanted` times in all.
  mutating func takesNext(_ stream: inout RandomStream) -> Bool {
    let takes = stream.integer(below: remaining) < wanted
    remaining -= 1
    if takes { wanted -= 1 }
    return takes
  }
}
