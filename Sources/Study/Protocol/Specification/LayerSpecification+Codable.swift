import Network
extension LayerSpecification: Codable {
  enum CodingKeys: String, CodingKey {
    case layer
  }

  /// Decodes from an object whose key `layer` names the kind.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(String.self, forKey: .layer) {
    case "convolution": self = .convolution(try Convolution(from: decoder))
    case "max-pooling": self = .maxPooling(try Pooling(from: decoder))
    case "average-pooling": self = .averagePooling(try Pooling(from: decoder))
    case "global-average-pooling": self = .globalAveragePooling
    case "relu": self = .relu
    case "flatten": self = .flatten
    case "dense": self = .dense(try Dense(from: decoder))
    case "batch-normalization":
      self = .batchNormalization(try BatchNormalization(from: decoder))
    case "dropout": self = .dropout(try Dropout(from: decoder))
    case "depth-to-space": self = .depthToSpace(try Upsampling(from: decoder))
    case "upsampling": self = .upsampling(try Upsampling(from: decoder))
    case "transposed-convolution":
      self = .transposedConvolution(try Convolution(from: decoder))
    case "join": self = .join
    case let other:
      throw DecodingError.dataCorruptedError(
        forKey: .layer, in: container, debugDescription: "unknown layer \(other)")
    }
  }

  /// Encodes as an object whose key `layer` names the kind, every setting written out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .layer)
    switch self {
    case .convolution(let settings), .transposedConvolution(let settings):
      try settings.encode(to: encoder)
    case .maxPooling(let settings), .averagePooling(let settings):
      try settings.encode(to: encoder)
    case .dense(let settings): try settings.encode(to: encoder)
    case .batchNormalization(let settings): try settings.encode(to: encoder)
    case .dropout(let settings): try settings.encode(to: encoder)
    case .upsampling(let settings), .depthToSpace(let settings): try settings.encode(to: encoder)
    case .relu, .flatten, .globalAveragePooling, .join: break
    }
  }
}

extension LayerSpecification.Convolution {
  /// Decodes; the stride is 1 and the activation none where they are left out.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    filters = try container.decode(Int.self, forKey: .filters)
    kernel = try container.decode(Int.self, forKey: .kernel)
    stride = try container.decodeIfPresent(Int.self, forKey: .stride) ?? 1
    padding = try container.decode(Padding.self, forKey: .padding)
    activation =
      try container.decodeIfPresent(LayerSpecification.Activation.self, forKey: .activation)
      ?? .none
  }
}

extension LayerSpecification.Pooling {
  /// Decodes; the stride is the size and the padding `valid` where they are left out.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    size = try container.decode(Int.self, forKey: .size)
    stride = try container.decodeIfPresent(Int.self, forKey: .stride) ?? size
    padding =
      try container.decodeIfPresent(Padding.self, forKey: .padding) ?? .valid
  }
}

extension LayerSpecification.Dense {
  /// Decodes; the activation is none where it is left out.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    units = try container.decode(Int.self, forKey: .units)
    activation =
      try container.decodeIfPresent(LayerSpecification.Activation.self, forKey: .activation)
      ?? .none
  }
}
