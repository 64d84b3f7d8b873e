/// What is compared with what.
public struct AnalysisSpecification: Codable, Equatable, Sendable {
  /// The arm that the others are compared with.
  public var baseline: String
  /// The confidence of intervals, such as 0.95.
  public var confidence: Double
}
