/// The shape of one digit: strokes in a box of 1 × 1, x to the right and y down.
struct Glyph: Sendable {
  /// One line of the pen: the points that a smooth curve passes through.
  struct Stroke: Sendable {
    let points: [SIMD2<Float>]
    let isClosed: Bool
  }

  let strokes: [Stroke]

  /// Strokes as lists of x, y, x, y …; a list that ends where it starts is a closed curve.
  init(_ lines: [Float]...) {
    strokes = lines.map { line in
      let points = stride(from: 0, to: line.count - 1, by: 2).map { SIMD2(line[$0], line[$0 + 1]) }
      let isClosed = points.count > 3 && points.first == points.last
      return Stroke(points: isClosed ? Array(points.dropLast()) : points, isClosed: isClosed)
    }
  }
}

extension Glyph.Stroke {
  /// The pieces that each span between two points is cut into.
  static let pieces = 5

  /// The point that many places after the first, round a closed curve, at the ends of an open one.
  private func point(_ index: Int) -> SIMD2<Float> {
    let count = points.count
    return points[isClosed ? (index + count) % count : min(max(index, 0), count - 1)]
  }

  /// The corners of a polygon along the curve.
  ///
  /// Reference: E. Catmull, R. Rom, "A Class of Local Interpolating Splines", Computer Aided
  /// Geometric Design, 1974 (the uniform cubic; only sums and products, so that it is bit-exact).
  ///
  /// - Parameter transform: where each point of the table goes before the curve is laid.
  /// - Returns: `pieces` corners a span and the last end.
  func polygon(_ transform: (SIMD2<Float>) -> SIMD2<Float>) -> [SIMD2<Float>] {
    let moved = Glyph.Stroke(points: points.map(transform), isClosed: isClosed)
    if moved.points.count == 2 { return moved.points }
    let spans = isClosed ? points.count : points.count - 1
    var corners: [SIMD2<Float>] = []
    corners.reserveCapacity(spans * Self.pieces + 1)
    for span in 0..<spans {
      let (p0, p1) = (moved.point(span - 1), moved.point(span))
      let (p2, p3) = (moved.point(span + 1), moved.point(span + 2))
      let linear = p2 - p0
      let square = 2 * p0 - 5 * p1 + 4 * p2 - p3
      let cube = 3 * p1 - p0 - 3 * p2 + p3
      for piece in 0..<Self.pieces {
        let t = Float(piece) / Float(Self.pieces)
        corners.append(p1 + 0.5 * t * (linear + t * (square + t * cube)))
      }
    }
    corners.append(moved.point(spans))
    return corners
  }
}
