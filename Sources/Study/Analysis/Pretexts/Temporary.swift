/// How well a pretext task is done on held-out examples: one figure.
public struct PretextMeasure: Codable, Sendable, Equatable {
  /// What is measured.
  public let name: String
  /// The network's figure.
  public let value: Double
  /// That of who learned nothing; nil where there is none.
  public let trivial: Double?

  /// One figure.
  ///
  /// - Parameters:
  ///   - name: what is measured.
  ///   - value: the network's figure.
  ///   - trivial: that of who learned nothing.
  public init(name: String, value: Double, trivial: Double?) {
    self.name = name
    self.value = value
    self.trivial = trivial
  }
}
