/// The cosine and sine of an angle of at most a quarter turn.
///
/// Taylor's series to the 20th and 21st power, whose rests are below 3 × 10⁻¹⁶ there: no libm, the same bits
/// everywhere.
struct Turn {
  let cosine: Double
  let sine: Double

  /// An angle.
  ///
  /// - Parameter degrees: from −90 to 90.
  init(degrees: Double) {
    let angle = degrees * (3.141_592_653_589_793 / 180)
    let square = angle * angle
    var (even, odd) = (1.0, 1.0)
    for step in stride(from: 19, to: 0, by: -2) {
      even = 1 - square / Double(step * (step + 1)) * even
      odd = 1 - square / Double((step + 1) * (step + 2)) * odd
    }
    cosine = even
    sine = angle * odd
  }
}
