/// How the labelled subset of a given size is chosen.
public enum SubsetRule: String, Codable, CaseIterable, Sendable {
  /// Drawn per seed, the same number of every class, smaller subsets inside larger ones.
  case balanced
  /// The first images of the range, for every seed.
  case first
}
