/// Which repetitions are drawn as points of their own, and where beside one another.
struct SeedPoints: Equatable, Sendable {
  /// How many of a cell are drawn, the first ones.
  let shown: Int
  /// The most that a cell has.
  let count: Int

  /// The most points of a picture: more would be a cloud, and a large file.
  private static let limit = 1000

  /// What is drawn of some cells of values.
  init(_ counts: [Int]) {
    count = counts.max() ?? 0
    let share = max(10, Self.limit / max(1, counts.count))
    shown = min(count, share)
  }

  /// The size of a point: smaller where there are many.
  var size: Double { shown > 60 ? 0.25 : shown > 20 ? 0.35 : 0.5 }

  /// Where a repetition stands across the axis of values, in −0.5 ..< 0.5: the fractional parts of the
  /// golden ratio's multiples, of which neighbours are far from each other.
  static func jitter(_ repetition: Int) -> Double {
    let step = 0.618033988749895 * Double(repetition)
    return (step - step.rounded(.down) + 0.5).truncatingRemainder(dividingBy: 1) - 0.5
  }

  /// What a caption says of the points.
  var caption: String {
    shown < count
      ? "Small points are seeds, the first \(shown) of \(count)" : "Small points are seeds"
  }
}
