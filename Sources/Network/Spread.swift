/// How a transposed convolution is made an ordinary one of stride 1: its input's pixels come to lie as far
/// apart as its stride, with zeros between and around them, and every window then fits.
///
/// Its kernel is the transposed convolution's, turned by 180°.
///
/// Reference: V. Dumoulin, F. Visin, "A guide to convolution arithmetic for deep learning", 2016,
/// arXiv:1603.07285, chapter 4.
struct Spread {
  /// Pixels from one to the next.
  let stride: Int
  /// Zeros before the first pixel.
  let before: Int
  /// Rows and columns of what the convolution gives.
  let output: (rows: Int, columns: Int)
  /// Rows and columns of what it reads.
  let input: (rows: Int, columns: Int)

  /// The geometry of a transposed convolution; nil where the padding has none.
  ///
  /// - Parameters:
  ///   - shape: of an image.
  ///   - kernel: height and width, at least 1.
  ///   - stride: at least 1.
  ///   - padding: `same` gives stride times as many rows and columns, `valid` all that a window reaches.
  init?(_ shape: Shape, kernel: Int, stride: Int, padding: Padding) {
    let cut: Int
    switch padding {
    case .same: cut = max(kernel - stride, 0)
    case .valid: cut = 0
    case .symmetric: return nil
    }
    func extent(_ size: Int) -> Int { size * stride + max(kernel - stride, 0) - cut }
    self.stride = stride
    before = kernel - 1 - cut / 2
    output = (extent(shape.rows), extent(shape.columns))
    input = (output.rows + kernel - 1, output.columns + kernel - 1)
  }
}
