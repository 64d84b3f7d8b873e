/// What is compared with what.
public struct AnalysisSpecification: Codable, Equatable, Sendable {
  /// The arm that the others are compared with.
  public var baseline: String
  /// The confidence of intervals, such as 0.95.
  public var confidence: Double
  /// The margin of equivalence Δ, a fraction of the test set: gaps within ± Δ make no difference in
  /// practice. To be set before any result is seen; nil for none.
  public var margin: Double?
  /// A gap that was claimed elsewhere, from one run an arm, a fraction of the test set; nil for none.
  public var claim: Double?
}
