public import Downstream

extension DownstreamTask: Codable {
  enum CodingKeys: String, CodingKey {
    case name, property, limit, disc, canvas, clutter, pieceSize, floor, inkWeight, smallest
    case largest, boxWeight
  }

  /// Decodes from a name, or from an object with a name and settings; those that are left out are the
  /// task's usual ones.
  public init(from decoder: any Decoder) throws {
    if let name = try? decoder.singleValueContainer().decode(String.self) {
      self = try Self.usual(name, decoder)
      return
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self = try Self.usual(try container.decode(String.self, forKey: .name), decoder)
    switch self {
    case .classification: break
    case .regression(let usual):
      let property =
        try container.decodeIfPresent(String.self, forKey: .property)
        .flatMap(RegressionTask.Property.init) ?? usual.property
      self = .regression(
        RegressionTask(
          property, limit: try container.decodeIfPresent(Double.self, forKey: .limit),
          isDisc: try container.decodeIfPresent(Bool.self, forKey: .disc) ?? usual.isDisc))
    case .segmentation(let usual):
      self = .segmentation(
        SegmentationTask(
          try Self.layout(container, usual.layout),
          inkWeight: try container.decodeIfPresent(Double.self, forKey: .inkWeight)
            ?? usual.inkWeight))
    case .detection(let usual):
      self = .detection(
        DetectionTask(
          try Self.layout(container, usual.layout),
          smallest: try container.decodeIfPresent(Double.self, forKey: .smallest)
            ?? usual.smallest,
          largest: try container.decodeIfPresent(Double.self, forKey: .largest) ?? usual.largest,
          boxWeight: try container.decodeIfPresent(Double.self, forKey: .boxWeight)
            ?? usual.boxWeight))
    }
  }

  /// Encodes classification as its name, the others as an object with every setting.
  public func encode(to encoder: any Encoder) throws {
    if self == .classification {
      var container = encoder.singleValueContainer()
      return try container.encode(name)
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    switch self {
    case .classification: break
    case .regression(let task):
      try container.encode(task.property.rawValue, forKey: .property)
      try container.encode(task.limit, forKey: .limit)
      try container.encode(task.isDisc, forKey: .disc)
    case .segmentation(let task):
      try Self.encode(task.layout, into: &container)
      try container.encode(task.inkWeight, forKey: .inkWeight)
    case .detection(let task):
      try Self.encode(task.layout, into: &container)
      try container.encode(task.smallest, forKey: .smallest)
      try container.encode(task.largest, forKey: .largest)
      try container.encode(task.boxWeight, forKey: .boxWeight)
    }
  }

  /// A task with its usual settings.
  private static func usual(_ name: String, _ decoder: any Decoder) throws -> DownstreamTask {
    let all: [DownstreamTask] = [
      .classification, .regression(RegressionTask(.rotation)), .segmentation(SegmentationTask()),
      .detection(DetectionTask()),
    ]
    guard let found = all.first(where: { $0.name == name }) else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: "unknown task \(name)"))
    }
    return found
  }

  private static func layout(
    _ container: KeyedDecodingContainer<CodingKeys>, _ usual: SceneLayout
  ) throws -> SceneLayout {
    SceneLayout(
      canvas: try container.decodeIfPresent(Int.self, forKey: .canvas) ?? usual.canvas,
      clutter: try container.decodeIfPresent(Int.self, forKey: .clutter) ?? usual.clutter,
      pieceSize: try container.decodeIfPresent(Int.self, forKey: .pieceSize) ?? usual.pieceSize,
      floor: try container.decodeIfPresent(Int.self, forKey: .floor) ?? usual.floor)
  }

  private static func encode(
    _ layout: SceneLayout, into container: inout KeyedEncodingContainer<CodingKeys>
  ) throws {
    try container.encode(layout.canvas, forKey: .canvas)
    try container.encode(layout.clutter, forKey: .clutter)
    try container.encode(layout.pieceSize, forKey: .pieceSize)
    try container.encode(layout.floor, forKey: .floor)
  }
}
