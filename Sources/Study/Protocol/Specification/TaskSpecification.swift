public import Downstream

/// What arms are trained and tested on: a task with the head that answers it.
public struct TaskSpecification: Codable, Equatable, Sendable {
  /// The name in reports.
  public var name: String
  /// What is asked of an image.
  public var task: DownstreamTask
  /// The layers on top of the encoder, where they are not the study's.
  public var head: [LayerSpecification]?
  /// The seed of what the task makes of images: the same in every repetition, so that all are tested on
  /// the same.
  public var seed: UInt64

  /// A task.
  ///
  /// - Parameters:
  ///   - name: in reports; nil for the task's own.
  ///   - task: what is asked of an image.
  ///   - head: the layers on top of the encoder, where they are not the study's.
  ///   - seed: of what the task makes of images.
  public init(
    name: String? = nil, _ task: DownstreamTask, head: [LayerSpecification]? = nil,
    seed: UInt64 = Self.defaultSeed
  ) {
    self.name = name ?? task.name
    self.task = task
    self.head = head
    self.seed = seed
  }

  /// The seed where a protocol gives none.
  public static let defaultSeed: UInt64 = 2026
}

extension TaskSpecification {
  enum CodingKeys: String, CodingKey {
    case name, task, head, seed
  }

  /// Decodes; the name is the task's, and the seed 2026, where they are left out.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try container.decodeIfPresent(String.self, forKey: .name),
      try container.decode(DownstreamTask.self, forKey: .task),
      head: try container.decodeIfPresent([LayerSpecification].self, forKey: .head),
      seed: try container.decodeIfPresent(UInt64.self, forKey: .seed) ?? Self.defaultSeed)
  }
}
