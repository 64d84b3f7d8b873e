import Images
import Network

@testable import Downstream

/// Images of one grey each, image i of byte i × `step`, of class i mod 3.
func plainImages(
  _ count: Int, step: Int = 10, side: Int = 8, indices: [Int]? = nil, part: String = "training"
) -> TaskImages {
  TaskImages(
    pixels: (0..<count).flatMap { [UInt8](repeating: UInt8($0 * step), count: side * side) },
    labels: (0..<count).map { UInt8($0 % 3) }, classCount: 3,
    shape: Shape(rows: side, columns: side, channels: 1), scale: .unit,
    indices: indices ?? Array(0..<count), part: part)
}

/// Digits drawn by the program.
func digits(_ count: Int, of part: Strokes.Part, indices: [Int]? = nil) -> TaskImages {
  let set = Strokes.images(count, of: part, seed: BuiltInSet.defaultSeed)
  return TaskImages(
    pixels: set.pixels, labels: set.labels, classCount: set.classCount,
    shape: Shape(rows: set.rows, columns: set.columns, channels: 1), scale: .unit,
    indices: indices ?? Array(0..<count), part: part.rawValue)
}

extension ByteImage {
  /// A 3×3 with one of nine bytes a pixel.
  static func numbered(times factor: UInt8 = 1) -> ByteImage {
    ByteImage(rows: 3, columns: 3, bytes: (1...9).map { $0 * factor })
  }
}

extension ExampleSource {
  /// The values of an example's image.
  func values(_ index: Int) -> [Float] {
    var values = [Float](repeating: -1, count: shape.count)
    values.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      write(index, to: start, rowStride: shape.columns * shape.channels)
    }
    return values
  }

  /// What an example's outputs are compared with, and how much each counts.
  func target(_ index: Int, count: Int) -> (values: [Float], weights: [Float]) {
    var values = [Float](repeating: -1, count: count)
    var weights = [Float](repeating: 1, count: count)
    values.withUnsafeMutableBufferPointer { values in
      weights.withUnsafeMutableBufferPointer { weights in
        guard let first = values.baseAddress, let second = weights.baseAddress else { return }
        writeTarget(index, to: first, weights: second)
      }
    }
    return (values, weights)
  }
}

extension TaskSource {
  /// The outputs of a network that knows the truth.
  var perfectOutputs: [Float] {
    (0..<count).flatMap { example -> [Float] in
      let classes = (0..<classCount).map { $0 == label(example) ? Float(9) : -9 }
      switch task {
      case .classification: return classes
      case .regression: return values(of: example)
      case .segmentation: return mask(of: example).flatMap { $0 == 1 ? [Float(0), 1] : [1, 0] }
      case .detection: return classes + values(of: example)
      }
    }
  }
}
