/// The windows of a pooling layer.
struct Pooling {
  let size: (rows: Int, columns: Int)
  let stride: Int
  let padding: Padding
  let averages: Bool

  /// The part of an output row's window that lies inside the image.
  ///
  /// - Parameters:
  ///   - row: of the output.
  ///   - count: rows of the image.
  /// - Returns: rows of the image, at least one.
  func rows(_ row: Int, of count: Int) -> Range<Int> { inside(row, size.rows, count) }

  /// The same for columns.
  func columns(_ column: Int, of count: Int) -> Range<Int> {
    inside(column, size.columns, count)
  }

  private func inside(_ place: Int, _ size: Int, _ count: Int) -> Range<Int> {
    let first = place * stride - padding.extent(count, kernel: size, stride: stride).before
    return max(first, 0)..<min(first + size, count)
  }

  /// What the sum of a window is divided by: `symmetric` counts the zeros of the padding, as PyTorch's
  /// `AvgPool2d` does unless told otherwise, `same` does not, as TensorFlow's.
  ///
  /// - Parameter inside: how many elements of the window lie inside the image.
  /// - Returns: the number of elements that count.
  func divisor(_ inside: Int) -> Float {
    Float(padding == .symmetric ? size.rows * size.columns : inside)
  }

  /// The output's rows and columns.
  func output(of input: Shape) -> Shape {
    Shape(
      rows: padding.extent(input.rows, kernel: size.rows, stride: stride).output,
      columns: padding.extent(input.columns, kernel: size.columns, stride: stride).output,
      channels: input.channels)
  }
}

extension Layer {
  /// The windows, if this is a pooling layer.
  ///
  /// - Parameter input: the shape that comes in.
  /// - Returns: nil for other layers.
  func pooling(on input: Shape) -> Pooling? {
    switch self {
    case .maxPooling(let size, let stride, let padding):
      Pooling(size: (size, size), stride: stride, padding: padding, averages: false)
    case .averagePooling(let size, let stride, let padding):
      Pooling(size: (size, size), stride: stride, padding: padding, averages: true)
    case .globalAveragePooling:
      Pooling(size: (input.rows, input.columns), stride: 1, padding: .valid, averages: true)
    default: nil
    }
  }
}
