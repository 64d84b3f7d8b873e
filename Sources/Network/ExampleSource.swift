/// Labelled examples that a model trains or is tested on, produced one at a time into its input.
///
/// A source makes what it hands out (a scaled image, a rotated one, a stored feature) on the spot, so
/// no second copy of a data set exists.
public protocol ExampleSource: Sendable {
  /// How many examples there are.
  var count: Int { get }
  /// The images that an example has: 1 where a source says nothing else.
  var branches: Int { get }
  /// The shape of one image.
  var shape: Shape { get }

  /// Says which pass over the examples begins, from 1: what a source draws at random is drawn anew.
  ///
  /// Only a training calls it; where examples are measured or tested, nothing is drawn.
  mutating func begin(epoch: Int)

  /// Writes an image.
  ///
  /// - Parameters:
  ///   - image: example × branches + branch.
  ///   - target: the first value of the first row; rows × columns × channels are written.
  ///   - rowStride: floats from one row of the target to the next.
  func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int)

  /// The class of an example.
  ///
  /// - Parameter index: 0 ..< count.
  /// - Returns: a class, from 0; −1 where it is unknown.
  func label(_ index: Int) -> Int

  /// Writes what the outputs of an example are compared with, where that is more than a class.
  ///
  /// - Parameters:
  ///   - index: 0 ..< count.
  ///   - values: as many as the loss asks for.
  ///   - weights: as many, all 1 before: how much each of them counts.
  func writeTarget(
    _ index: Int, to values: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>)
}

extension ExampleSource {
  /// One image an example.
  public var branches: Int { 1 }

  /// Does nothing: most sources give the same examples in every pass.
  public mutating func begin(epoch: Int) {}

  /// The only class, where an example has a target instead of one.
  public func label(_ index: Int) -> Int { 0 }

  /// Does nothing: most sources have classes.
  public func writeTarget(
    _ index: Int, to values: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>
  ) {}
}

/// Features of a frozen encoder, computed once, with the labels of their images.
public struct FeatureSource: ExampleSource {
  private let features: Features
  private let rows: [Int]
  private let labels: [UInt8]

  /// Some rows of a table of features.
  ///
  /// - Parameters:
  ///   - features: one row an image.
  ///   - rows: which rows, in order.
  ///   - labels: the class of each, in the same order.
  public init(features: Features, rows: [Int], labels: [UInt8]) {
    precondition(rows.count == labels.count, "one label a row")
    precondition(rows.allSatisfy { $0 >= 0 && $0 < features.count }, "rows that exist")
    self.features = features
    self.rows = rows
    self.labels = labels
  }

  /// Some of the rows.
  ///
  /// - Parameter range: places in this source.
  /// - Returns: the rows at these places, in order.
  public func rows(_ range: Range<Int>) -> FeatureSource {
    FeatureSource(
      features: features, rows: Array(rows[range]), labels: Array(labels[range]))
  }

  /// How many rows were picked.
  public var count: Int { rows.count }
  /// The shape of the encoder's output.
  public var shape: Shape { features.shape }

  /// Writes the features of one image.
  public func write(_ index: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    let width = shape.columns * shape.channels
    features.values.withUnsafeBufferPointer { values in
      for row in 0..<shape.rows {
        for column in 0..<width {
          target[row &* rowStride &+ column] =
            values[rows[index] &* shape.count &+ row &* width &+ column]
        }
      }
    }
  }

  /// The class of one image.
  public func label(_ index: Int) -> Int { Int(labels[index]) }
}

/// The outputs of an encoder for some images.
public struct Features: Sendable {
  /// The encoder's output shape.
  public let shape: Shape
  /// One row of `shape.count` values an image.
  public let values: [Float]

  /// How many images.
  public var count: Int { values.count / max(shape.count, 1) }

  init(shape: Shape, values: [Float]) {
    self.shape = shape
    self.values = values
  }
}
