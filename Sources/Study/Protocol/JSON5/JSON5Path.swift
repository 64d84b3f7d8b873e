/// The way from the root of a JSON5 text to a value: keys and indexes.
public struct JSON5Path: Equatable, Hashable, Sendable, CustomStringConvertible {
  /// One step down.
  public enum Step: Equatable, Hashable, Sendable {
    /// Into the value of a key.
    case key(String)
    /// Into an element of an array, from 0.
    case index(Int)
  }

  /// The steps from the root.
  public var steps: [Step]

  /// The whole text's value.
  public static let root = JSON5Path([])

  /// A path.
  ///
  /// - Parameter steps: the steps from the root.
  public init(_ steps: [Step]) {
    self.steps = steps
  }

  /// The path one key further.
  ///
  /// - Parameter key: a key of the object here.
  public subscript(key: String) -> JSON5Path { JSON5Path(steps + [.key(key)]) }

  /// The path one element further.
  ///
  /// - Parameter index: an index into the array here.
  public subscript(index: Int) -> JSON5Path { JSON5Path(steps + [.index(index)]) }

  /// `arms[1].training.batchSize`; the root is empty. A last index is left out, since the position
  /// that goes with the path shows the element: `labels`, not `labels[2]`.
  public var description: String {
    var steps = steps
    while case .index = steps.last { steps.removeLast() }
    var text = ""
    for step in steps {
      switch step {
      case .key(let key): text += text.isEmpty ? key : ".\(key)"
      case .index(let index): text += "[\(index)]"
      }
    }
    return text
  }
}
