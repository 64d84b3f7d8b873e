import Random

/// One writer's hand for one digit: everything about an image that varies but its class and noise.
///
/// Only sums, products, quotients and square roots in single precision, none of them fused, so that
/// the same numbers come out on every machine.
struct Hand {
  /// Corners of the grid of displacements, on each side.
  static let grid = 4

  let variant: UInt32
  let size: SIMD2<Float>
  let centre: SIMD2<Float>
  let slant: Float
  let tilt: Float
  let radius: Float
  let softness: Float
  let ink: Float
  let noise: Float
  /// How far the corners of a grid over the glyph's box are displaced, in the box's unit.
  let warp: [SIMD2<Float>]

  /// Draws a hand; the order of the draws is part of the set's definition.
  init(_ stream: inout RandomStream) {
    variant = stream.next()
    let height = stream.uniform(14, 21)
    size = SIMD2(height * stream.uniform(0.55, 0.95), height)
    centre = SIMD2(14 + stream.uniform(-2.2, 2.2), 14 + stream.uniform(-2.2, 2.2))
    slant = stream.uniform(-0.15, 0.4)
    tilt = stream.uniform(-0.18, 0.18)
    radius = stream.uniform(0.55, 1.7)
    softness = stream.uniform(0.8, 1.8)
    ink = stream.uniform(0.6, 1)
    noise = stream.uniform(0, 0.22)
    let strength = stream.uniform(0.03, 0.16)
    warp = (0..<Self.grid * Self.grid).map { _ in
      let x = stream.uniform(-strength, strength)
      return SIMD2(x, stream.uniform(-strength, strength))
    }
  }

  /// Where a point of the glyph's box lies on the canvas, in pixels.
  func place(_ point: SIMD2<Float>) -> SIMD2<Float> {
    let offset = (point + displacement(at: point) - 0.5) * size
    let x = offset.x - slant * offset.y
    let y = offset.y + tilt * x
    return centre + SIMD2(x, y)
  }

  /// The displacement there, bilinear between the corners of the grid: strokes that meet stay
  /// together.
  private func displacement(at point: SIMD2<Float>) -> SIMD2<Float> {
    let last = Float(Self.grid - 1)
    let x = min(max(point.x, 0), 1) * last
    let y = min(max(point.y, 0), 1) * last
    let (column, row) = (min(Int(x), Self.grid - 2), min(Int(y), Self.grid - 2))
    let (right, down) = (x - Float(column), y - Float(row))
    let corner = row * Self.grid + column
    let upper = warp[corner] * (1 - right) + warp[corner + 1] * right
    let lower = warp[corner + Self.grid] * (1 - right) + warp[corner + Self.grid + 1] * right
    return upper * (1 - down) + lower * down
  }
}
