import Network

/// What part of an image a view shows: a rectangle, turned about its centre and mirrored.
struct ViewFrame {
  /// The rectangle's sides, as shares of the image's.
  private var share: (rows: Float, columns: Float) = (1, 1)
  /// The rectangle's centre; pixels are at whole numbers.
  private var centre: (row: Float, column: Float)
  private let shape: Shape
  /// By how much the image is turned.
  var turn = Turn(sixteenths: 0)
  /// Whether left and right are exchanged.
  var isMirrored = false

  /// The whole image.
  init(_ shape: Shape) {
    self.shape = shape
    centre = (Float(shape.rows - 1) / 2, Float(shape.columns - 1) / 2)
  }

  /// Makes the rectangle smaller.
  ///
  /// - Parameters:
  ///   - rows: its height, as a share of the image's.
  ///   - columns: its width, likewise.
  ///   - down: where it is: 0 at the top, 1 at the bottom.
  ///   - right: 0 at the left, 1 at the right.
  mutating func cut(rows: Float, columns: Float, down: Float, right: Float) {
    share = (rows, columns)
    centre.row += (down - 0.5) * (1 - rows) * Float(shape.rows)
    centre.column += (right - 0.5) * (1 - columns) * Float(shape.columns)
  }

  /// Where in the image a pixel of the view is.
  @inline(__always)
  func origin(row: Int, column: Int) -> (row: Float, column: Float) {
    let seen = isMirrored ? shape.columns - 1 - column : column
    let y = (Float(row) - Float(shape.rows - 1) / 2) * share.rows
    let x = (Float(seen) - Float(shape.columns - 1) / 2) * share.columns
    return (
      centre.row + (turn.sine * x + turn.cosine * y),
      centre.column + (turn.cosine * x - turn.sine * y)
    )
  }
}

extension PretextPixels {
  /// Writes a part of the image at the image's size: interpolated, black where it reaches outside.
  ///
  /// - Parameters:
  ///   - frame: the part.
  ///   - target: the first value of the first row.
  ///   - rowStride: floats from one row of the target to the next.
  func write(_ frame: ViewFrame, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    for row in 0..<shape.rows {
      for column in 0..<shape.columns {
        let from = frame.origin(row: row, column: column)
        for channel in 0..<shape.channels {
          target[row &* rowStride &+ column &* shape.channels &+ channel] =
            value(row: from.row, column: from.column, channel)
        }
      }
    }
  }
}
