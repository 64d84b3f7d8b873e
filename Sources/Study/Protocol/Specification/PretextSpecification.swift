/// What an encoder is pretrained on without labels.
public struct PretextSpecification: Codable, Equatable, Sendable {
  /// The task.
  public enum Task: String, Codable, CaseIterable, Sendable {
    /// RotNet: by which of four right angles an image was turned.
    case rotation

    /// The number of classes that the task's head tells apart.
    public var classes: Int { 4 }
  }

  /// The order of the examples.
  public enum Order: String, Codable, CaseIterable, Sendable {
    /// Image after image, an image's copies next to each other.
    case sequential
    /// A new random order in every epoch.
    case shuffled
    /// The images in a new random order in every epoch, an image's copies next to each other.
    case shuffledImages = "shuffled-images"
  }

  /// The task.
  public var task: Task
  /// The layers on top of the encoder.
  public var head: [LayerSpecification]
  /// The order of the examples.
  public var order: Order
  /// Whether the first image's examples come last, as in the lecture.
  public var firstImageLast: Bool
  /// How it is trained; `shuffle` is whether the order is `shuffled`, copy by copy.
  public var training: TrainingSpecification
}
