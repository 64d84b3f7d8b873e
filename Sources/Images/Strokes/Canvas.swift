/// A square of pixels that knows how far each is from the nearest line drawn.
struct Canvas {
  static let side = 28

  /// The squared distance of every pixel's centre to the nearest line; `far` where there is none.
  private(set) var squares = [Float](repeating: Self.far, count: side * side)

  private static let far: Float = 1e6

  /// Draws a straight line.
  ///
  /// - Parameters:
  ///   - start: one end, in pixels from the upper left corner.
  ///   - end: the other end.
  ///   - reach: the distance up to which pixels have to know of the line.
  mutating func line(from start: SIMD2<Float>, to end: SIMD2<Float>, reach: Float) {
    let along = end - start
    let length = along.x * along.x + along.y * along.y
    let rows = Self.range(start.y, end.y, reach)
    let columns = Self.range(start.x, end.x, reach)
    squares.withUnsafeMutableBufferPointer { squares in
      for row in rows {
        for column in columns {
          let offset = SIMD2(Float(column) + 0.5, Float(row) + 0.5) - start
          let projected = offset.x * along.x + offset.y * along.y
          let t = length > 0 ? min(max(projected / length, 0), 1) : 0
          let gap = offset - along * t
          let square = gap.x * gap.x + gap.y * gap.y
          let place = row * Self.side + column
          if square < squares[place] { squares[place] = square }
        }
      }
    }
  }

  /// The pixels that a line may touch on one axis.
  private static func range(_ first: Float, _ second: Float, _ reach: Float) -> Range<Int> {
    let limit = Float(side)
    let low = min(max(min(first, second) - reach, 0), limit)
    let high = min(max(max(first, second) + reach, 0), limit)
    return Int(low)..<min(Int(high) + 1, side)
  }

  /// How much of a pixel a line covers: 1 inside, 0 outside, a ramp between.
  func coverage(_ place: Int, radius: Float, softness: Float) -> Float {
    let square = squares[place]
    guard square < Self.far else { return 0 }
    let depth = (radius - square.squareRoot()) / softness + 0.5
    return min(max(depth, 0), 1)
  }
}
