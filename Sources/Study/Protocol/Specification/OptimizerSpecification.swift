/// An optimiser and its settings, with Keras's defaults; `Optimizer` has the definitions.
public enum OptimizerSpecification: Equatable, Sendable {
  /// Stochastic gradient descent with momentum; 0 is none.
  case sgd(
    learningRate: Double, momentum: Double, nesterov: Bool = false, weightDecay: Double = 0)
  /// Adam, and AdamW with a weight decay.
  case adam(
    learningRate: Double, beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double = 0)
}

extension OptimizerSpecification {
  /// The name in the key `name`.
  public var name: String {
    switch self {
    case .sgd: "sgd"
    case .adam: "adam"
    }
  }

  /// The learning rate.
  public var learningRate: Double {
    switch self {
    case .sgd(let rate, _, _, _), .adam(let rate, _, _, _, _): rate
    }
  }

  /// The weight decay; 0 is none.
  public var weightDecay: Double {
    switch self {
    case .sgd(_, _, _, let decay), .adam(_, _, _, _, let decay): decay
    }
  }
}

extension OptimizerSpecification: Codable {
  enum CodingKeys: String, CodingKey {
    case name, learningRate, momentum, nesterov, beta1, beta2, epsilon, weightDecay
  }

  /// Decodes from an object whose key `name` names the optimiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func number(_ key: CodingKeys, _ fallback: Double) throws -> Double {
      try container.decodeIfPresent(Double.self, forKey: key) ?? fallback
    }
    let rate = try container.decode(Double.self, forKey: .learningRate)
    switch try container.decode(String.self, forKey: .name) {
    case "sgd":
      self = .sgd(
        learningRate: rate, momentum: try number(.momentum, 0),
        nesterov: try container.decodeIfPresent(Bool.self, forKey: .nesterov) ?? false,
        weightDecay: try number(.weightDecay, 0))
    case "adam":
      self = .adam(
        learningRate: rate, beta1: try number(.beta1, 0.9), beta2: try number(.beta2, 0.999),
        epsilon: try number(.epsilon, 1e-7), weightDecay: try number(.weightDecay, 0))
    case let other:
      throw DecodingError.dataCorruptedError(
        forKey: .name, in: container, debugDescription: "unknown optimizer \(other)")
    }
  }

  /// Encodes as an object, every setting written out but for those that are off: what was recorded
  /// before there were any keeps its name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(learningRate, forKey: .learningRate)
    switch self {
    case .sgd(_, let momentum, let nesterov, _):
      try container.encode(momentum, forKey: .momentum)
      if nesterov { try container.encode(nesterov, forKey: .nesterov) }
    case .adam(_, let beta1, let beta2, let epsilon, _):
      try container.encode(beta1, forKey: .beta1)
      try container.encode(beta2, forKey: .beta2)
      try container.encode(epsilon, forKey: .epsilon)
    }
    if weightDecay != 0 { try container.encode(weightDecay, forKey: .weightDecay) }
  }
}
