/// What can be wrong with a network's description or its training.
public enum NetworkError: Error, Equatable, Sendable {
  /// A layer that does not fit what comes before it.
  ///
  /// - Parameters:
  ///   - index: the layer's place, from 0.
  ///   - reason: which rule it breaks, and what to do.
  case layer(index: Int, reason: String)
  /// A loss or a weight that is not finite: training diverged.
  case diverged(update: Int)
  /// The caller asked to stop.
  case interrupted
  /// Weights of another network.
  case weightCount(expected: Int, found: Int)
}

extension NetworkError: CustomStringConvertible {
  /// One line: what, where, which rule, the remedy.
  public var description: String {
    switch self {
    case .layer(let index, let reason):
      "layer \(index + 1): \(reason)"
    case .diverged(let update):
      "training diverged: the loss is not finite after update \(update); "
        + "lower the learning rate or scale the pixels"
    case .interrupted:
      "training was interrupted"
    case .weightCount(let expected, let found):
      "the network has \(expected) weights, the file holds \(found); it belongs to another network"
    }
  }
}
