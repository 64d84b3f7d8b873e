public import Network

extension PixelValues: Codable {
  enum CodingKeys: String, CodingKey {
    case scale, mean, deviation
  }

  /// Decodes from the name of a scale, or from an object with means and deviations.
  public init(from decoder: any Decoder) throws {
    if let scale = try? decoder.singleValueContainer().decode(PixelScale.self) {
      self.init(scale)
      return
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(PixelScale.self, forKey: .scale),
      mean: try container.decode([Double].self, forKey: .mean),
      deviation: try container.decode([Double].self, forKey: .deviation))
  }

  /// Encodes as the name of the scale where that is all.
  public func encode(to encoder: any Encoder) throws {
    guard !mean.isEmpty || !deviation.isEmpty else {
      var container = encoder.singleValueContainer()
      return try container.encode(scale)
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(scale, forKey: .scale)
    try container.encode(mean, forKey: .mean)
    try container.encode(deviation, forKey: .deviation)
  }
}

extension PixelValues: CustomStringConvertible {
  /// As in `unit`, or `unit, less (0.5, 0.5, 0.5), divided by (0.2, 0.2, 0.2)`.
  public var description: String {
    guard !mean.isEmpty || !deviation.isEmpty else { return scale.rawValue }
    func list(_ numbers: [Double]) -> String {
      "(" + numbers.map { "\($0)" }.joined(separator: ", ") + ")"
    }
    return "\(scale.rawValue), less \(list(mean)), divided by \(list(deviation))"
  }
}
