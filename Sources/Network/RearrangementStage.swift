/// Values that are only moved: an upsampling's pixels, a transposed convolution's spread ones, and what the
/// images of an example gave, joined.
///
/// A move copies a run of values; what is moved nowhere leaves no trace, and places that nothing is moved to
/// stay zero. The gradient of a value is the sum of those of its copies, in the order of the moves.
final class RearrangementStage: Sendable {
  let input: View
  let output: View
  /// Images that go into one.
  let images: Int
  private let length: Int
  private let from: Buffer<Int32>
  private let to: Buffer<Int32>

  private init(
    input: View, output: View, images: Int, length: Int, moves: [(from: Int, to: Int)]
  ) {
    self.input = input
    self.output = output
    self.images = images
    self.length = length
    from = Buffer(moves.count, zero: 0)
    to = Buffer(moves.count, zero: 0)
    from.copy(from: moves.map { Int32($0.from) })
    to.copy(from: moves.map { Int32($0.to) })
  }

  /// Every pixel becomes a square.
  ///
  /// - Parameters:
  ///   - input: where the images are.
  ///   - output: where the larger images go.
  ///   - factor: rows and columns of a square.
  static func upsampling(
    input: View, output: View, factor: Int
  ) -> RearrangementStage {
    let moves = (0..<output.shape.rows).flatMap { row in
      (0..<output.shape.columns).map { column in
        (
          from: input.offset(image: 0, row: row / factor, column: column / factor),
          to: output.offset(image: 0, row: row, column: column)
        )
      }
    }
    return RearrangementStage(
      input: input, output: output, images: 1, length: input.shape.channels, moves: moves)
  }

  /// Pixels with zeros between and around them.
  ///
  /// - Parameters:
  ///   - input: where the images are.
  ///   - output: where the larger images go.
  ///   - spread: how far apart the pixels come to lie.
  static func spreading(
    input: View, output: View, spread: Spread
  ) -> RearrangementStage {
    let moves = (0..<input.shape.rows).flatMap { row in
      (0..<input.shape.columns).map { column in
        (
          from: input.offset(image: 0, row: row, column: column),
          to: output.offset(
            image: 0, row: spread.before + row * spread.stride,
            column: spread.before + column * spread.stride)
        )
      }
    }
    return RearrangementStage(
      input: input, output: output, images: 1, length: input.shape.channels, moves: moves)
  }

  /// What several images gave, one behind the other.
  ///
  /// - Parameters:
  ///   - input: where the images are.
  ///   - output: where the vectors go.
  ///   - images: how many become one.
  static func joining(input: View, output: View, images: Int) -> RearrangementStage {
    let (shape, width) = (input.shape, input.shape.columns * input.shape.channels)
    let moves = (0..<images).flatMap { image in
      (0..<shape.rows).map { row in
        (
          from: input.offset(image: image, row: row, column: 0),
          to: output.offset(image: 0, row: 0, column: 0) + image * shape.count + row * width
        )
      }
    }
    return RearrangementStage(
      input: input, output: output, images: images, length: width, moves: moves)
  }

  /// Moves the values of some outputs.
  func forward(
    _ count: Int, _ values: UnsafePointer<Float>, _ outputs: UnsafeMutablePointer<Float>
  ) {
    for image in 0..<count {
      let source = values + image * images * input.imageStride
      let target = outputs + image * output.imageStride
      for move in 0..<from.count {
        (target + Int(to.pointer[move])).update(
          from: source + Int(from.pointer[move]), count: length)
      }
    }
  }

  /// Writes the gradient of the input.
  func backward(
    _ count: Int, _ outputGradients: UnsafePointer<Float>,
    _ valueGradients: UnsafeMutablePointer<Float>
  ) {
    valueGradients.update(repeating: 0, count: count * images * input.imageStride)
    for image in 0..<count {
      let source = outputGradients + image * output.imageStride
      let target = valueGradients + image * images * input.imageStride
      for move in 0..<from.count {
        let (from, to) = (source + Int(to.pointer[move]), target + Int(from.pointer[move]))
        for element in 0..<length { to[element] += from[element] }
      }
    }
  }
}
