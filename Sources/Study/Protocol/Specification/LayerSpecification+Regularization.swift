extension LayerSpecification {
  /// The settings of batch normalisation.
  public struct BatchNormalization: Codable, Equatable, Sendable {
    enum CodingKeys: String, CodingKey {
      case momentum, epsilon, activation
    }

    /// How much of the running statistics a training step keeps, as Keras has it.
    public var momentum: Double
    /// Added to every variance.
    public var epsilon: Double
    /// What follows.
    public var activation: Activation
  }

  /// The settings of dropout.
  public struct Dropout: Codable, Equatable, Sendable {
    enum CodingKeys: String, CodingKey {
      case rate
    }

    /// The probability of a value to be dropped.
    public var rate: Double
  }
}

extension LayerSpecification.BatchNormalization {
  /// Decodes; the activation is none where it is left out.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    momentum = try container.decode(Double.self, forKey: .momentum)
    epsilon = try container.decode(Double.self, forKey: .epsilon)
    activation =
      try container.decodeIfPresent(LayerSpecification.Activation.self, forKey: .activation)
      ?? .none
  }
}

extension [LayerSpecification] {
  /// Whether a layer normalises over the batch.
  var normalizes: Bool {
    contains { if case .batchNormalization = $0 { true } else { false } }
  }
}
