/// A pooling layer that no convolution takes along: maximum or average, of any window and stride.
final class PoolStage: Sendable {
  let input: View
  let output: View
  private let windows: Int
  private let windowOffsets: Buffer<Int32>
  /// Rows and columns of every window that lie inside the image.
  private let extents: Buffer<Int32>
  private let outputOffsets: Buffer<Int32>
  /// Of a maximum, what was largest.
  private let winners: Buffer<Int32>
  /// Of an average, what every sum is divided by.
  private let divisors: Buffer<Float>
  private let averages: Bool

  /// Lays out the tables of a stage.
  ///
  /// - Parameters:
  ///   - input: where the images are.
  ///   - output: where the pooled images go.
  ///   - pooling: the windows.
  ///   - tile: images at a time.
  init(input: View, output: View, pooling: Pooling, tile: Int) {
    self.input = input
    self.output = output
    averages = pooling.averages
    windows = output.shape.rows * output.shape.columns
    windowOffsets = Buffer(tile * windows, zero: 0)
    extents = Buffer(2 * tile * windows, zero: 0)
    outputOffsets = Buffer(tile * windows, zero: 0)
    winners = Buffer(averages ? 0 : tile * windows * output.shape.channels, zero: 0)
    divisors = Buffer(averages ? tile * windows : 0, zero: 0)
    var window = 0
    for image in 0..<tile {
      for row in 0..<output.shape.rows {
        let rows = pooling.rows(row, of: input.shape.rows)
        for column in 0..<output.shape.columns {
          let columns = pooling.columns(column, of: input.shape.columns)
          windowOffsets.pointer[window] = Int32(
            input.offset(image: image, row: rows.lowerBound, column: columns.lowerBound))
          extents.pointer[2 * window] = Int32(rows.count)
          extents.pointer[2 * window + 1] = Int32(columns.count)
          outputOffsets.pointer[window] = Int32(
            output.offset(image: image, row: row, column: column))
          if averages { divisors.pointer[window] = pooling.divisor(rows.count * columns.count) }
          window += 1
        }
      }
    }
  }

  func forward(
    _ images: Int, _ values: UnsafePointer<Float>, _ outputs: UnsafeMutablePointer<Float>,
    _ kernels: KernelSet
  ) {
    if averages {
      kernels.averagePoolForward(
        values, outputs, windowOffsets.pointer, extents.pointer, divisors.pointer,
        outputOffsets.pointer, images * windows, input.rowStride, output.shape.channels)
    } else {
      kernels.maxPoolForward(
        values, outputs, windowOffsets.pointer, extents.pointer, outputOffsets.pointer,
        images * windows, input.rowStride, output.shape.channels, winners.pointer)
    }
  }

  /// Adds to the gradient of the input.
  func backward(
    _ images: Int, _ outputGradients: UnsafePointer<Float>,
    _ valueGradients: UnsafeMutablePointer<Float>, _ kernels: KernelSet
  ) {
    if averages {
      kernels.averagePoolBackward(
        outputGradients, valueGradients, windowOffsets.pointer, extents.pointer, divisors.pointer,
        outputOffsets.pointer, images * windows, input.rowStride, output.shape.channels)
    } else {
      kernels.maxPoolBackward(
        outputGradients, valueGradients, windowOffsets.pointer, outputOffsets.pointer,
        images * windows, output.shape.channels, winners.pointer)
    }
  }
}
