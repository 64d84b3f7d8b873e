/// A counter-clockwise turn about the centre of an image, as a person sees it: rows go down.
struct Turn {
  let cosine: Float
  let sine: Float

  /// A turn by a multiple of 22.5°.
  ///
  /// Its quarter turns are exact: only signs and places change, so that turns which are a quarter turn
  /// apart interpolate with the same weights.
  ///
  /// - Parameter sixteenths: of a whole turn, from 0.
  init(sixteenths: Int) {
    // cos and sin of 0°, 22.5°, 45° and 67.5°, to the nearest single-precision number.
    var (x, y): (Float, Float) =
      switch sixteenths % 4 {
      case 0: (1, 0)
      case 1: (0.923_879_53, 0.382_683_43)
      case 2: (0.707_106_78, 0.707_106_78)
      default: (0.382_683_43, 0.923_879_53)
      }
    for _ in 0..<(sixteenths / 4 % 4) { (x, y) = (-y, x) }
    (cosine, sine) = (x, y)
  }

  /// A turn by a small angle.
  ///
  /// Sine and cosine are the first six terms of their Taylor series, not the C library's: their error is
  /// below 10⁻¹⁰, less than the rounding.
  ///
  /// - Parameter degrees: counter-clockwise, −45 to 45.
  init(degrees: Float) {
    precondition(degrees >= -45 && degrees <= 45, "a small angle")
    let angle = Double(degrees) * (Double.pi / 180)
    let square = angle * angle
    var (even, odd) = (1.0, 1.0)
    for term in [10.0, 8, 6, 4, 2] {
      even = 1 - square / (term * (term - 1)) * even
      odd = 1 - square / (term * (term + 1)) * odd
    }
    cosine = Float(even)
    sine = Float(angle * odd)
  }
}
