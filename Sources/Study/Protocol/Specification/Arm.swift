import Network

/// A way to get a classifier, or whatever else a task asks for.
public struct Arm: Codable, Equatable, Sendable {
  /// Where the encoder's first weights come from.
  public enum Weights: Equatable, Sendable {
    /// Drawn at random.
    case random
    /// Those that a pretext task of the study ended with, by its name.
    case pretext(String)
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
  /// The first layer of the encoder that is trained, from 1, where it is trained; nil for all of it.
  public var trainFrom: Int?
  /// How many of the encoder's layers are used: what the last of them gives are the features. 0 is the
  /// pixels; nil is all of them.
  public var layers: Int?
  /// The classifier on the encoder where it is not the study's.
  public var head: [LayerSpecification]?
  /// How many nearest labelled images vote, where there is no head to train; nil where there is one.
  public var neighbours: Int?
  /// What images without labels add to training; nil where they add nothing.
  public var pseudoLabels: PseudoLabelSpecification?
  /// The program that learns instead of a built-in network; nil where there is none. Then only the budget of
  /// the training says anything, and it to the program.
  public var learner: LearnerSpecification?
  /// How it is trained downstream: the study's training with the arm's own keys over it.
  public var training: TrainingSpecification
}

extension Arm {
  /// Whether a network of the program's own is trained or read: not where a learner takes its place.
  public var isBuiltIn: Bool { learner == nil }

  /// Whether a built-in network is trained: not where neighbours vote, or a learner takes its place.
  public var trainsNetwork: Bool { isBuiltIn && neighbours == nil }

  /// The name of the pretext whose weights the encoder begins with; nil for random ones.
  public var pretext: String? {
    if case .pretext(let name) = weights { name } else { nil }
  }

  /// How many layers of an encoder the arm uses.
  ///
  /// - Parameter encoder: the study's.
  /// - Returns: 0 to their number.
  func layerCount(of encoder: [LayerSpecification]) -> Int {
    min(layers ?? encoder.count, encoder.count)
  }

  /// How many of them, from the first, stay as they are.
  ///
  /// - Parameter encoder: the study's.
  /// - Returns: 0 to `layerCount(of:)`.
  func frozenCount(of encoder: [LayerSpecification]) -> Int {
    switch self.encoder {
    case .frozen: layerCount(of: encoder)
    case .trained: min((trainFrom ?? 1) - 1, layerCount(of: encoder))
    }
  }
}

extension Arm.Weights: Codable, CustomStringConvertible {
  /// The word for weights that were drawn; no pretext has this name.
  static let randomName = "random"

  /// `random`, or the pretext's name.
  public var description: String {
    if case .pretext(let name) = self { name } else { Self.randomName }
  }

  /// Decodes from `random` or a pretext's name.
  public init(from decoder: any Decoder) throws {
    let name = try decoder.singleValueContainer().decode(String.self)
    self = name == Self.randomName ? .random : .pretext(name)
  }

  /// Encodes as `random` or the pretext's name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// Training with images without labels beside those with labels: what the network takes an image for
/// counts as its label, where it is sure.
///
/// Every batch has as many images without labels as with, which are the pretext images of the study.
///
/// References: D.-H. Lee, "Pseudo-Label: The Simple and Efficient Semi-Supervised Learning Method for Deep
/// Neural Networks", ICML 2013 workshop; the threshold and the ramp as in Y. Wang et al., "USB: A Unified
/// Semi-supervised Learning Benchmark", NeurIPS 2022, arXiv:2208.07204.
public struct PseudoLabelSpecification: Codable, Equatable, Sendable {
  /// The probability from which a class counts as the label.
  public var threshold: Double
  /// How much an image without a label counts, where one with a label counts 1.
  public var weight: Double
  /// Updates over which the weight grows from 0.
  public var rampUp: Int
}
