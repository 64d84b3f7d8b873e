public import Pretext

/// What an encoder is pretrained on without labels.
public struct PretextSpecification: Codable, Equatable, Sendable {
  /// The order of the examples.
  public enum Order: String, Codable, CaseIterable, Sendable {
    /// Image after image, an image's copies next to each other.
    case sequential
    /// A new random order in every epoch.
    case shuffled
    /// The images in a new random order in every epoch, an image's copies next to each other.
    case shuffledImages = "shuffled-images"
  }

  /// The name that arms refer to.
  public var name: String
  /// The task.
  public var task: PretextTaskSpecification
  /// The data set whose training images are used, where it is not the study's.
  public var dataset: DatasetSpecification?
  /// The training images, where they are not the study's `pretextImages`.
  public var images: ImageRange?
  /// The layers on top of the encoder.
  public var head: [LayerSpecification]
  /// The order of the examples.
  public var order: Order
  /// Whether the first image's examples come last, as in the lecture.
  public var firstImageLast: Bool
  /// How it is trained; `shuffle` is whether the order is `shuffled`, copy by copy.
  public var training: TrainingSpecification
}

/// A pretext task with its options.
public struct PretextTaskSpecification: Equatable, Sendable {
  /// The name of a task of the registry.
  public var name: String
  /// The options that a protocol gives, by name; the others are at their defaults.
  public var options: [String: PretextValue]

  /// A task.
  ///
  /// - Parameters:
  ///   - name: of a task of the registry.
  ///   - options: those that are not at their defaults.
  public init(_ name: String, options: [String: PretextValue] = [:]) {
    self.name = name
    self.options = options
  }
}

extension PretextTaskSpecification {
  /// The values of all options of a task.
  ///
  /// - Parameter task: the task of this name.
  /// - Returns: one an option of the task.
  /// - Throws: `PretextError` for the first option, in the order of their names, that is not the task's.
  public func settings(of task: any PretextTask.Type) throws(PretextError) -> PretextSettings {
    var settings = PretextSettings(task.options)
    for (name, value) in options.sorted(by: { $0.key < $1.key }) {
      try settings.set(name, to: value)
    }
    return settings
  }
}

extension PretextTaskSpecification: Codable {
  private struct Key: CodingKey {
    let stringValue: String
    let intValue: Int? = nil

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }

    static let name = Key(stringValue: "name")
  }

  /// Decodes from a name, or from an object with a name and options.
  public init(from decoder: any Decoder) throws {
    if let name = try? decoder.singleValueContainer().decode(String.self) {
      self.init(name)
      return
    }
    let container = try decoder.container(keyedBy: Key.self)
    self.init(try container.decode(String.self, forKey: .name))
    for key in container.allKeys where key.stringValue != Key.name.stringValue {
      options[key.stringValue] = try container.decode(PretextValue.self, forKey: key)
    }
  }

  /// Encodes as the name alone where no option is given, else as an object.
  public func encode(to encoder: any Encoder) throws {
    guard !options.isEmpty else {
      var container = encoder.singleValueContainer()
      return try container.encode(name)
    }
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    for (name, value) in options.sorted(by: { $0.key < $1.key }) {
      try container.encode(value, forKey: Key(stringValue: name))
    }
  }
}

extension PretextValue: Codable {
  /// Decodes true or false, a whole number, a number or a word.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Bool.self) {
      self = .flag(value)
    } else if let value = try? container.decode(Int.self) {
      self = .wholeNumber(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else {
      self = .choice(try container.decode(String.self))
    }
  }

  /// Encodes the value alone.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .flag(let value): try container.encode(value)
    case .wholeNumber(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .choice(let value): try container.encode(value)
    }
  }
}
