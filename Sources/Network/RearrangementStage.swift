/// Values that are only moved: an upsampling's pixels, those that a transposed convolution spreads, and
/// channels that become pixels.
///
/// A move copies the channels of a pixel of the smaller kind; places that nothing is moved to stay zero. The gradient of a pixel is the sum of
/// those of its copies, in the order of the moves: row by row of the larger image.
final class RearrangementStage: Sendable {
  let input: View
  let output: View
  private let from: Buffer<Int32>
  private let to: Buffer<Int32>

  /// Values of a move.
  private let length: Int

  private init(input: View, output: View, moves: [(from: Int, to: Int)]) {
    self.input = input
    self.output = output
    length = min(input.shape.channels, output.shape.channels)
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
  /// - Returns: the stage.
  static func upsampling(input: View, output: View, factor: Int) -> RearrangementStage {
    let moves = (0..<output.shape.rows).flatMap { row in
      (0..<output.shape.columns).map { column in
        (
          from: input.offset(image: 0, row: row / factor, column: column / factor),
          to: output.offset(image: 0, row: row, column: column)
        )
      }
    }
    return RearrangementStage(input: input, output: output, moves: moves)
  }

  /// The channels of a pixel become a square of pixels, row by row.
  ///
  /// - Parameters:
  ///   - input: where the images are.
  ///   - output: where the larger images go.
  ///   - factor: rows and columns of a square.
  /// - Returns: the stage.
  static func depthToSpace(input: View, output: View, factor: Int) -> RearrangementStage {
    let moves = (0..<output.shape.rows).flatMap { row in
      (0..<output.shape.columns).map { column in
        let part = row % factor * factor + column % factor
        return (
          from: input.offset(image: 0, row: row / factor, column: column / factor)
            + part * output.shape.channels,
          to: output.offset(image: 0, row: row, column: column)
        )
      }
    }
    return RearrangementStage(input: input, output: output, moves: moves)
  }

  /// Pixels with zeros between and around them.
  ///
  /// - Parameters:
  ///   - input: where the images are.
  ///   - output: where the larger images go.
  ///   - spread: how far apart the pixels come to lie.
  /// - Returns: the stage.
  static func spreading(input: View, output: View, spread: Spread) -> RearrangementStage {
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
    return RearrangementStage(input: input, output: output, moves: moves)
  }

  /// Moves the pixels of some images.
  func forward(
    _ images: Int, _ values: UnsafePointer<Float>, _ outputs: UnsafeMutablePointer<Float>
  ) {
    for image in 0..<images {
      let source = values + image * input.imageStride
      let target = outputs + image * output.imageStride
      for move in 0..<from.count {
        (target + Int(to.pointer[move])).update(
          from: source + Int(from.pointer[move]), count: length)
      }
    }
  }

  /// Writes the gradient of the input.
  func backward(
    _ images: Int, _ outputGradients: UnsafePointer<Float>,
    _ valueGradients: UnsafeMutablePointer<Float>
  ) {
    valueGradients.update(repeating: 0, count: images * input.imageStride)
    for image in 0..<images {
      let source = outputGradients + image * output.imageStride
      let target = valueGradients + image * input.imageStride
      for move in 0..<from.count {
        let (from, to) = (source + Int(to.pointer[move]), target + Int(from.pointer[move]))
        for channel in 0..<length { to[channel] += from[channel] }
      }
    }
  }
}
