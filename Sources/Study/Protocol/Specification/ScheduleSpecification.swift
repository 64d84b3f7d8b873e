/// How the learning rate changes during a training; times are epochs or updates, as the training's
/// length is.
public enum ScheduleSpecification: Equatable, Sendable {
  /// It stays, but for a warm-up.
  case constant(warmup: Int)
  /// It is multiplied by a factor at some times.
  case step(factor: Double, times: [Int], warmup: Int)
  /// It falls along half a cosine to `final` times itself.
  case cosine(final: Double, warmup: Int)

  /// Epochs or updates in which the rate rises.
  public var warmup: Int {
    switch self {
    case .constant(let warmup), .step(_, _, let warmup), .cosine(_, let warmup): warmup
    }
  }
}

extension ScheduleSpecification: Codable {
  enum CodingKeys: String, CodingKey {
    case name, factor, at, final, warmup
  }

  /// Decodes from an object whose key `name` names the form; without a warm-up, there is none.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let warmup = try container.decodeIfPresent(Int.self, forKey: .warmup) ?? 0
    switch try container.decode(String.self, forKey: .name) {
    case "constant": self = .constant(warmup: warmup)
    case "step":
      self = .step(
        factor: try container.decode(Double.self, forKey: .factor),
        times: try container.decode([Int].self, forKey: .at), warmup: warmup)
    case "cosine":
      self = .cosine(
        final: try container.decodeIfPresent(Double.self, forKey: .final) ?? 0, warmup: warmup)
    case let other:
      throw DecodingError.dataCorruptedError(
        forKey: .name, in: container, debugDescription: "unknown schedule \(other)")
    }
  }

  /// Encodes as an object, every setting written out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(warmup, forKey: .warmup)
    switch self {
    case .constant: try container.encode("constant", forKey: .name)
    case .step(let factor, let times, _):
      try container.encode("step", forKey: .name)
      try container.encode(factor, forKey: .factor)
      try container.encode(times, forKey: .at)
    case .cosine(let final, _):
      try container.encode("cosine", forKey: .name)
      try container.encode(final, forKey: .final)
    }
  }
}

extension ScheduleSpecification: CustomStringConvertible {
  /// As in `rate × 0.2 at 60, 120, 160`.
  public var description: String {
    let form =
      switch self {
      case .constant: "constant rate"
      case .step(let factor, let times, _):
        "rate × \(factor) at \(times.map(String.init).joined(separator: ", "))"
      case .cosine(let final, _): "cosine rate to × \(final)"
      }
    return warmup == 0 ? form : "\(form), warm-up \(warmup)"
  }
}
