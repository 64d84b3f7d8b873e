/// Where an increasing function crosses zero.
enum MonotoneRoot {
  /// The zero between two bounds, to a relative precision of 10⁻¹³ or so.
  ///
  /// The Illinois variant of false position, which keeps the zero between its bounds, and a
  /// bisection in every third step, for a function that is flat at one end. Reference: Dowell and
  /// Jarratt, "A Modified Regula Falsi Method for Computing the Root of an Equation", 1971.
  ///
  /// - Parameters:
  ///   - lower: where the function is not above zero.
  ///   - upper: where it is not below zero.
  ///   - function: increases between them.
  /// - Returns: the place whose value is nearest to zero.
  /// - Throws: what the function throws.
  static func zero(
    from lower: Double, to upper: Double,
    of function: (Double) throws(StatisticsError) -> Double
  ) throws(StatisticsError) -> Double {
    var (low, atLow) = (lower, try function(lower))
    var (high, atHigh) = (upper, try function(upper))
    var best = -atLow < atHigh ? (place: low, error: -atLow) : (place: high, error: atHigh)
    var wasBelow: Bool?
    for step in 1...200 where best.error > 0 && high - low > 1e-13 * high {
      // A step of false position beyond the precision of the bounds is no step: bisect.
      let secant = (low * atHigh - high * atLow) / (atHigh - atLow)
      let isStep = step % 3 != 0 && low < secant && secant < high
      let middle = isStep ? secant : (low + high) / 2
      let value = try function(middle)
      if value.magnitude < best.error { best = (middle, value.magnitude) }
      if value < 0 {
        (low, atLow) = (middle, value)
        if wasBelow == true { atHigh /= 2 }
      } else {
        (high, atHigh) = (middle, value)
        if wasBelow == false { atLow /= 2 }
      }
      wasBelow = value < 0
    }
    return best.place
  }
}
