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
  /// Rows of outputs before pooling, without those that the pool drops.
  var computedRows: Int { output.shape.rows * (pooled ? 2 : 1) }
  /// Columns of outputs before pooling, without those that the pool drops.
  var computedColumns: Int { output.shape.columns * (pooled ? 2 : 1) }

  /// Whether Winograd's tiles of 2×2 outputs fit: 3×3, stride 1, whole vectors of input channels, and
  /// enough outputs that few are computed for nothing.
  var suitsWinograd: Bool {
    kernel == 3 && stride == 1 && inputChannels % 16 == 0 && computedRows > 2
      && computedColumns > 2
  }

  /// Whether the backward pass is better off without lists of what carries a gradient: nothing is pooled,
  /// and there is more than a handful of outputs.
  var suitsDenseGradients: Bool {
    !pooled && stride == 1 && inputChannels % 16 == 0 && windowCount >= 16
      && before.row < kernel && before.column < kernel
  }

  /// The offset in the input of the receptive field of an output before pooling.
  private func field(image: Int, row: Int, column: Int) -> Int {
    input.offset(
      image: image, row: row * stride - before.row, column: column * stride - before.column)
  }

  /// Windows (pooled) or positions of an image, in an order in which neighbours in the list have
  /// receptive fields that do not overlap: the backward walk adds to the input gradient of one entry
  /// after the other, and would wait for its own stores.
  private var windowOrder: [(row: Int, column: Int)] {
    let step = stride * (pooled ? 2 : 1)
    let apart = (kernel + (pooled ? stride : 0) + step - 1) / step
    var order: [(row: Int, column: Int)] = []
    for firstRow in 0..<apart {
      for firstColumn in 0..<apart {
        for row in Swift.stride(from: firstRow, to: output.shape.rows, by: apart) {
          for column in Swift.stride(from: firstColumn, to: output.shape.columns, by: apart) {
            order.append((row, column))
          }
        }
      }
    }
    return order
  }

  /// Calls `body` with image, row and column of every position: window by window; the four positions
  /// of a pooling window are neighbours, in row-major order.
  private func forEachPosition(images: Int, _ body: (Int, Int, Int) -> Void) {
    let size = pooled ? 2 : 1
    let order = windowOrder
    for image in 0..<images {
      for (row, column) in order {
        for part in 0..<(size * size) {
          body(image, row * size + part / size, column * size + part % size)
        }
      }
    }
  }

  /// Lists the receptive fields and outputs of `tile` images.
  func fill(positions: Buffer<Int32>, outputOffsets: Buffer<Int32>, tile: Int) {
    var position = 0
    let group = pooled ? 4 : 1
    forEachPosition(images: tile) { image, row, column in
      positions.pointer[position] = Int32(field(image: image, row: row, column: column))
      if position % group == 0 {
        let size = pooled ? 2 : 1
        outputOffsets.pointer[position / group] = Int32(
          output.offset(image: image, row: row / size, column: column / size))
      }
      position += 1
    }
  }

  /// Lists where the outputs of `tile` images are in another view of their shape; nothing is pooled.
  func fillOutputs(_ offsets: Buffer<Int32>, of view: View, tile: Int) {
    var index = 0
    forEachPosition(images: tile) { image, row, column in
      offsets.pointer[index] = Int32(view.offset(image: image, row: row, column: column))
      index += 1
    }
  }

  /// Lists the receptive fields, `unit` for each pixel of the input.
  func fillFields(_ fields: Buffer<Int32>, images: Int, unit: Int) {
    var position = 0
    forEachPosition(images: images) { image, row, column in
      let offset = field(image: image, row: row, column: column)
      fields.pointer[position] = Int32(offset / inputChannels * unit)
      position += 1
    }
  }

  /// Lists the tiles of 2×2 outputs before pooling, and where the outputs go: those beyond the last row
  /// or column to a place that nobody reads.
  func fillTiles(
    _ tiles: Buffer<Int32>, _ outputOffsets: Buffer<Int32>, rows: Int, columns: Int, tile: Int
  ) {
    var index = 0
    for image in 0..<tile {
      for row in 0..<rows {
        for column in 0..<columns {
          tiles.pointer[index] = Int32(field(image: image, row: row * 2, column: column * 2))
          for part in 0..<4 {
            let place = (row: row * 2 + part / 2, column: column * 2 + part % 2)
            let exists = place.row < computedRows && place.column < computedColumns
            outputOffsets.pointer[index * 4 + part] = Int32(
              exists
                ? output.offset(image: image, row: place.row, column: place.column)
                : tile * output.imageStride)
          }
          index += 1
        }
      }
    }
  }
}
