public import Network

/// Features of a frozen encoder, computed once, with the truths of a task: what a head trains on.
public struct TaskFeatures: ExampleSource {
  private let features: Features
  private let examples: TaskSource
  private let first: Int

  /// The features of a task's examples.
  ///
  /// - Parameters:
  ///   - features: one row an example, in order, as `Model.features(of:)` gives them.
  ///   - examples: the examples that they are of.
  public init(_ features: Features, of examples: TaskSource) {
    precondition(features.count == examples.count, "one row an example")
    self.init(features, of: examples, first: 0)
  }

  private init(_ features: Features, of examples: TaskSource, first: Int) {
    self.features = features
    self.examples = examples
    self.first = first
  }

  /// Some of the rows.
  ///
  /// - Parameter range: places in this source.
  /// - Returns: the rows at these places, in order.
  public func rows(_ range: Range<Int>) -> TaskFeatures {
    TaskFeatures(features, of: examples.examples(range), first: first + range.lowerBound)
  }

  /// How many rows there are.
  public var count: Int { examples.count }
  /// The shape of the encoder's output.
  public var shape: Shape { features.shape }

  /// Writes the features of one example.
  public func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    let width = shape.columns * shape.channels
    features.values.withUnsafeBufferPointer { values in
      for row in 0..<shape.rows {
        for column in 0..<width {
          target[row &* rowStride &+ column] =
            values[(first &+ image) &* shape.count &+ row &* width &+ column]
        }
      }
    }
  }

  /// The class of the example.
  public func label(_ index: Int) -> Int { examples.label(index) }

  /// Writes the example's truth.
  public func writeTarget(
    _ index: Int, to values: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>
  ) {
    examples.writeTarget(index, to: values, weights: weights)
  }
}
