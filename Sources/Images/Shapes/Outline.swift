/// The outline of a shape about the origin, x to the right and y down, about 1 from the middle to the edge.
enum Outline: Sendable {
  case disc
  /// What is left of a disc without a smaller one in its middle.
  case ring(inner: Float)
  /// What is left of a disc without another of a radius, whose middle lies aside.
  case crescent(radius: Float, aside: SIMD2<Float>)
  /// The corners in their order, either way round.
  case polygon([SIMD2<Float>])

  /// How far a point is from the outline, below 0 inside.
  func distance(_ point: SIMD2<Float>) -> Float {
    switch self {
    case .disc: return Self.length(point) - 1
    case .ring(let inner):
      let length = Self.length(point)
      return max(length - 1, inner - length)
    case .crescent(let radius, let aside):
      return max(Self.length(point) - 1, radius - Self.length(point - aside))
    case .polygon(let corners): return Self.distance(point, corners)
    }
  }

  /// The distance of the nearest edge; inside where a ray crosses an odd number of them.
  private static func distance(_ point: SIMD2<Float>, _ corners: [SIMD2<Float>]) -> Float {
    var square = Float.infinity
    var isInside = false
    var last = corners[corners.count - 1]
    for corner in corners {
      let edge = last - corner
      let offset = point - corner
      let t = dot(offset, edge) / dot(edge, edge)
      let gap = offset - edge * min(max(t, 0), 1)
      square = min(square, dot(gap, gap))
      if (corner.y <= point.y) != (last.y <= point.y) {
        let side = edge.x * offset.y - edge.y * offset.x
        if (side > 0) == (edge.y > 0) { isInside.toggle() }
      }
      last = corner
    }
    return isInside ? -square.squareRoot() : square.squareRoot()
  }

  private static func length(_ vector: SIMD2<Float>) -> Float {
    dot(vector, vector).squareRoot()
  }

  private static func dot(_ a: SIMD2<Float>, _ b: SIMD2<Float>) -> Float {
    a.x * b.x + a.y * b.y
  }
}
