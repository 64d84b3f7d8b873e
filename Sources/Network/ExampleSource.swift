/// Labelled examples that a model trains or is tested on, produced one at a time into its input.
///
/// A source makes what it hands out (a scaled image, a rotated one, a stored feature) on the spot, so
/// no second copy of a data set exists.
public protocol ExampleSource: Sendable {
  /// How many examples there are.
  var count: Int { get }
  /// The shape of one example.
  var shape: Shape { get }

  /// Writes an example.
  ///
  /// - Parameters:
  ///   - index: 0 ..< count.
  ///   - target: the first value of the first row; rows × columns × channels are written.
  ///   - rowStride: floats from one row of the target to the next.
  func write(_ index: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int)

  /// The class of an example.
  ///
  /// - Parameter index: 0 ..< count.
  /// - Returns: a class, from 0.
  func label(_ index: Int) -> Int
}

/// How bytes become the values that a network sees.
public enum PixelScale: String, Sendable, CaseIterable {
  /// value / 255, in [0, 1].
  case unit
  /// The value itself, 0 … 255.
  case raw

  /// The value of every byte.
  public var table: [Float] {
    (0..<256).map { self == .unit ? Float($0) / 255 : Float($0) }
  }
}

/// Images picked from a set by index: the set itself is shared, never copied.
public struct ImageSource: ExampleSource {
  private let pixels: [UInt8]
  private let labels: [UInt8]
  private let indices: [Int]
  private let table: [Float]
  /// Rows × columns × channels of an image.
  public let shape: Shape

  /// The images of a set at some indices.
  ///
  /// - Parameters:
  ///   - pixels: all images of the set, row-major, one after the other.
  ///   - labels: one class an image of the set.
  ///   - indices: which images, in order.
  ///   - shape: of one image.
  ///   - scale: how bytes become values.
  public init(
    pixels: [UInt8], labels: [UInt8], indices: [Int], shape: Shape, scale: PixelScale
  ) {
    precondition(
      indices.allSatisfy { $0 >= 0 && $0 < labels.count && ($0 + 1) * shape.count <= pixels.count },
      "indices of images that exist")
    self.pixels = pixels
    self.labels = labels
    self.indices = indices
    self.shape = shape
    table = scale.table
  }

  /// How many images were picked.
  public var count: Int { indices.count }

  /// Writes an image's scaled pixels.
  public func write(_ index: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    let width = shape.columns * shape.channels
    let start = indices[index] * shape.count
    pixels.withUnsafeBufferPointer { pixels in
      table.withUnsafeBufferPointer { table in
        for row in 0..<shape.rows {
          let from = start &+ row &* width
          let to = target + row &* rowStride
          for column in 0..<width { to[column] = table[Int(pixels[from &+ column])] }
        }
      }
    }
  }

  /// The class of an image.
  public func label(_ index: Int) -> Int { Int(labels[indices[index]]) }
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
