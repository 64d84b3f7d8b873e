/// A way to get a classifier.
public struct Arm: Codable, Equatable, Sendable {
  /// Where the encoder's first weights come from.
  public enum Weights: String, Codable, CaseIterable, Sendable {
    /// Drawn at random.
    case random
    /// Those that the pretext task ended with.
    case pretext
  }

  /// What happens to the encoder downstream.
  public enum EncoderUse: String, Codable, CaseIterable, Sendable {
    /// It is trained with the head.
    case trained
    /// It stays as it is.
    case frozen
  }

  /// The name in reports.
  public var name: String
  /// Where the encoder's first weights come from.
  public var weights: Weights
  /// What happens to the encoder downstream.
  public var encoder: EncoderUse
  /// How it is trained downstream: the study's training with the arm's own keys over it.
  public var training: TrainingSpecification
}
