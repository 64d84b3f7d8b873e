/// What arms are trained and tested on: a task with the head that answers it.
public struct TaskSpecification: Codable, Equatable, Sendable {
  /// The name in reports.
  public var name: String
  /// The layers on top of the encoder, where they are not the study's.
  public var head: [LayerSpecification]?

  /// The name of the task of a study that names none.
  static let classificationName = "classification"
}
