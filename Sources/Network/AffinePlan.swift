/// What an affine stage computes: its geometry, before any memory is laid out.
struct AffinePlan {
  let input: View
  let output: View
  let kernel: Int
  let stride: Int
  let inputChannels: Int
  let channels: Int
  let pooled: Bool
  let rectified: Bool
  /// Zeros before the first row and column.
  let before: (row: Int, column: Int)

  var windowCount: Int { output.shape.rows * output.shape.columns }

  /// Lists the receptive fields and outputs of `tile` images, window by window; the four positions of
  /// a pooling window are neighbours, in row-major order.
  func fill(positions: Buffer<Int32>, outputOffsets: Buffer<Int32>, tile: Int) {
    var position = 0
    var window = 0
    for image in 0..<tile {
      for row in 0..<output.shape.rows {
        for column in 0..<output.shape.columns {
          outputOffsets.pointer[window] = Int32(
            output.offset(image: image, row: row, column: column))
          window += 1
          for part in 0..<(pooled ? 4 : 1) {
            let y = pooled ? row * 2 + part / 2 : row
            let x = pooled ? column * 2 + part % 2 : column
            positions.pointer[position] = Int32(
              input.offset(
                image: image, row: y * stride - before.row, column: x * stride - before.column))
            position += 1
          }
        }
      }
    }
  }
}
