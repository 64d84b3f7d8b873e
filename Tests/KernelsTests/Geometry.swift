/// The receptive fields of a VALID convolution over two images: 4 × 5 positions an image, or 2 × 2
/// pooling windows, which drop the last column. No multiple of 12.
struct Geometry {
  let kernel: Int
  let channels: Int
  let pooled: Bool

  let images = 2
  var rows: Int { kernel + 3 }
  var columns: Int { kernel + 4 }
  var rowStride: Int { columns * channels }
  var rowLength: Int { kernel * channels }
  var fieldSize: Int { kernel * rowLength }
  var inputCount: Int { images * rows * rowStride }

  /// Windows (pooled) or positions of all images.
  var windowCount: Int { images * (pooled ? 4 : 20) }
  /// Positions a window.
  var group: Int { pooled ? 4 : 1 }

  /// The offset of every position's receptive field; four in a row make a window.
  var positions: [Int32] {
    var positions: [Int32] = []
    for image in 0..<images {
      for row in 0..<(pooled ? 2 : 4) {
        for column in 0..<(pooled ? 2 : 5) {
          for part in 0..<group {
            let y = pooled ? row * 2 + part / 2 : row
            let x = pooled ? column * 2 + part % 2 : column
            positions.append(Int32((image * rows + y) * rowStride + x * channels))
          }
        }
      }
    }
    return positions
  }

  /// The offsets of the weights' partners in the input, in the order of a chain.
  var taps: [Int] {
    (0..<kernel).flatMap { row in (0..<rowLength).map { row * rowStride + $0 } }
  }

  /// Output places in descending order with a gap of two between them, so that nothing is right by
  /// chance.
  func outputOffsets(channels: Int) -> [Int32] {
    (0..<windowCount).map { Int32((windowCount - 1 - $0) * (channels + 2)) }
  }
}
