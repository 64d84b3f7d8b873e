import Random

/// A figure before a landscape: everything about an image but the grain of its pixels.
///
/// Only sums, products, quotients and square roots in single precision, none of them fused, so that
/// the same numbers come out on every machine.
struct Scene {
  private let landscape: Landscape
  private let figure: Figure
  private let size: Float
  private let middle: SIMD2<Float>
  /// Cosine and sine of the angle by which the figure is turned.
  private let turn: SIMD2<Float>
  private let colour: Colour
  private let shade: Float
  let noise: Float

  /// Draws a scene; the order of the draws is part of the set's definition.
  init(_ figure: Figure, _ stream: inout RandomStream) {
    self.figure = figure
    landscape = Landscape(&stream)
    size = stream.uniform(6.5, 10)
    let reach = 13 - size
    middle = SIMD2(14 + stream.uniform(-reach, reach), 14 + stream.uniform(-reach, reach))
    // The tangent of half an angle up to 23°: sines and cosines without the C library.
    let t = stream.uniform(-0.2, 0.2)
    turn = SIMD2(1 - t * t, 2 * t) / (1 + t * t)
    // One figure in five has the colour of any class, so that the colour is not the class.
    let isUsual = stream.integer(below: 5) > 0
    let other = Figure.all[stream.integer(below: Figure.all.count)]
    let paint = (isUsual ? figure : other).colours.colour(stream.unit())
    let light = stream.uniform(0.85, 1.1)
    colour = Self.apart(paint * light, from: landscape.colour(at: middle))
    shade = stream.uniform(0.08, 0.22)
    noise = stream.uniform(0, 0.06)
  }

  /// A colour that is at least as much darker or brighter than what is behind as to be seen in grey.
  private static func apart(_ colour: Colour, from background: Colour) -> Colour {
    let gap = colour.luma - background.luma
    guard abs(gap) < 0.2 else { return colour }
    return background.luma > 0.45 ? colour * 0.55 : colour.mixed(with: .white, 0.4)
  }

  /// The colour of the pixel around a point.
  ///
  /// - Parameters:
  ///   - point: in pixels.
  ///   - grain: in (−1, 1).
  ///   - chance: in 0 ..< 256.
  /// - Returns: red, green and blue, which may be beyond 0 to 1.
  func colour(at point: SIMD2<Float>, grain: Float, chance: UInt32) -> Colour {
    let texture = landscape.grain(at: point, noise: grain, chance: chance)
    let behind = landscape.colour(at: point) + Colour(repeating: texture)
    let offset = (point - middle) / size
    // No outline reaches further than 1.25, and none covers a pixel half a pixel from it.
    let reach = 1.25 + 1 / size
    guard offset.x * offset.x + offset.y * offset.y < reach * reach else { return behind }
    let local = SIMD2(
      turn.x * offset.x + turn.y * offset.y, turn.x * offset.y - turn.y * offset.x)
    let distance = figure.outline.distance(local) * size
    let covered = min(max(0.5 - distance, 0), 1)
    guard covered > 0 else { return behind }
    // Lit from the upper left, with a darker rim a pixel wide.
    let lit = colour * (1 - shade * (offset.x + offset.y))
    let inner = min(max(-0.5 - distance, 0), 1)
    return behind.mixed(with: (lit * 0.62).mixed(with: lit, inner), covered)
  }
}
