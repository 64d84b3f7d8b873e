import Random

/// What is behind a figure: a sky above and the ground below, at a time of day.
///
/// Lightness tells much of the colours, and not all: a sky is blue, red or black by its brightness and
/// how it changes downward; ground is grass, sand or water by its texture.
struct Landscape {
  /// How a time of day colours a sky, from above to the horizon, and dims the ground.
  private struct Time {
    let above: Colour
    let below: Colour
    let light: Float
    var isNight = false

    static let day = Time(above: [0.2, 0.46, 0.88], below: [0.68, 0.84, 0.98], light: 1)
    static let evening = Time(above: [0.36, 0.24, 0.5], below: [0.98, 0.6, 0.34], light: 0.8)
    static let night = Time(
      above: [0.03, 0.05, 0.17], below: [0.14, 0.18, 0.4], light: 0.4, isNight: true)
    /// Drawn equally often: half of the images show a day.
    static let all = [day, day, evening, night]
  }

  /// What the ground is made of, and how much its brightness varies.
  private struct Ground {
    let colours: ColourRange
    let grain: Float
    /// Rows of a pattern of waves; 0 where there is none.
    var wave: Float = 0

    static let grass = Ground(
      colours: ColourRange([0.16, 0.44, 0.1], [0.36, 0.6, 0.18]), grain: 0.16)
    static let sand = Ground(
      colours: ColourRange([0.76, 0.62, 0.36], [0.9, 0.78, 0.52]), grain: 0.05)
    static let water = Ground(
      colours: ColourRange([0.06, 0.3, 0.5], [0.14, 0.44, 0.62]), grain: 0.03, wave: 0.08)
    /// Drawn equally often: half of the images show grass.
    static let all = [grass, grass, sand, water]
  }

  private let time: Time
  private let ground: Ground
  private let sky: ColourRange
  private let earth: Colour
  private let horizon: Float
  private let slope: Float
  private let hasCloud: Bool
  private let cloudMiddle: SIMD2<Float>
  private let cloudSize: SIMD2<Float>

  /// Draws a landscape; the order of the draws is part of the set's definition.
  init(_ stream: inout RandomStream) {
    time = Time.all[stream.integer(below: Time.all.count)]
    ground = Ground.all[stream.integer(below: Ground.all.count)]
    let strength = stream.uniform(0.88, 1.1)
    sky = ColourRange(time.above * strength, time.below * strength)
    earth = ground.colours.colour(stream.unit()) * time.light
    horizon = stream.uniform(11, 22)
    slope = stream.uniform(-0.14, 0.14)
    cloudMiddle = SIMD2(stream.uniform(2, 26), stream.uniform(2, 8))
    cloudSize = SIMD2(stream.uniform(4, 8), stream.uniform(1.4, 2.6))
    hasCloud = stream.integer(below: 2) == 0 && !time.isNight
  }

  /// The colour of a point without its grain.
  func colour(at point: SIMD2<Float>) -> Colour {
    let depth = point.y - (horizon + slope * (point.x - 14))
    let covered = min(max(depth + 0.5, 0), 1)
    let height = min(max(point.y / horizon, 0), 1)
    var above = sky.colour(height)
    if hasCloud { above = above.mixed(with: .white, 0.75 * cloudiness(at: point)) }
    return above.mixed(with: earth, covered)
  }

  private func cloudiness(at point: SIMD2<Float>) -> Float {
    let offset = (point - cloudMiddle) / cloudSize
    return min(max(1.3 * (1 - (offset.x * offset.x + offset.y * offset.y)), 0), 1)
  }

  /// How much brighter a point is for the grain of the ground, its waves, or a star.
  ///
  /// - Parameters:
  ///   - point: in pixels.
  ///   - noise: in (−1, 1).
  ///   - chance: in 0 ..< 256.
  /// - Returns: what is added to red, green and blue.
  func grain(at point: SIMD2<Float>, noise: Float, chance: UInt32) -> Float {
    guard point.y > horizon + slope * (point.x - 14) else {
      return time.isNight && chance < 5 ? 0.5 : 0
    }
    // Waves are a triangle over four rows, shifted along a row.
    let phase = point.y + 0.25 * point.x
    let part = phase / 4 - Float(Int(phase / 4))
    let wave = ground.wave * ((part < 0.5 ? part : 1 - part) * 4 - 1)
    return time.light * (ground.grain * noise + wave)
  }
}
