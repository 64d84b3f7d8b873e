/// A max-pool that no convolution takes along, of any window and stride.
final class PoolStage: Sendable {
  let input: View
  let output: View
  private let size: Int
  private let windows: Int
  private let windowOffsets: Buffer<Int32>
  private let outputOffsets: Buffer<Int32>
  private let winners: Buffer<Int32>

  init(input: View, output: View, size: Int, stride: Int, tile: Int) {
    self.input = input
    self.output = output
    self.size = size
    windows = output.shape.rows * output.shape.columns
    windowOffsets = Buffer(tile * windows, zero: 0)
    outputOffsets = Buffer(tile * windows, zero: 0)
    winners = Buffer(tile * windows * output.shape.channels, zero: 0)
    var window = 0
    for image in 0..<tile {
      for row in 0..<output.shape.rows {
        for column in 0..<output.shape.columns {
          windowOffsets.pointer[window] = Int32(
            input.offset(image: image, row: row * stride, column: column * stride))
          outputOffsets.pointer[window] = Int32(
            output.offset(image: image, row: row, column: column))
          window += 1
        }
      }
    }
  }

  func forward(
    _ images: Int, _ values: UnsafePointer<Float>, _ outputs: UnsafeMutablePointer<Float>,
    _ kernels: KernelSet
  ) {
    kernels.maxPoolForward(
      values, outputs, windowOffsets.pointer, outputOffsets.pointer, images * windows, size,
      input.rowStride, output.shape.channels, winners.pointer)
  }

  /// Adds to the gradient of the input.
  func backward(
    _ images: Int, _ outputGradients: UnsafePointer<Float>,
    _ valueGradients: UnsafeMutablePointer<Float>, _ kernels: KernelSet
  ) {
    kernels.maxPoolBackward(
      outputGradients, valueGradients, windowOffsets.pointer, outputOffsets.pointer,
      images * windows, output.shape.channels, winners.pointer)
  }
}
