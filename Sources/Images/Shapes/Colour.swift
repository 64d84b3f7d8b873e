/// Red, green and blue, 0 to 1.
typealias Colour = SIMD3<Float>

extension Colour {
  static let white = Colour(1, 1, 1)

  /// A colour between this one and another.
  func mixed(with other: Colour, _ part: Float) -> Colour {
    self + part * (other - self)
  }

  /// How bright it looks, as in ITU-R BT.601.
  var luma: Float { 0.299 * x + 0.587 * y + 0.114 * z }
}

/// The colours between two.
struct ColourRange: Sendable {
  private let first: Colour
  private let last: Colour

  init(_ first: Colour, _ last: Colour) {
    self.first = first
    self.last = last
  }

  /// The first at 0, the last at 1.
  func colour(_ part: Float) -> Colour { first.mixed(with: last, part) }
}
