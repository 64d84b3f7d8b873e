/// Numbers written with a fixed number of decimals: accuracies in CSV, points in tables.
public enum FixedDecimals {
  /// A fraction of two integers, rounded exactly by integer arithmetic, half to even.
  ///
  /// - Parameters:
  ///   - numerator: such as the correct images; may be negative, for a difference.
  ///   - denominator: such as the test images; positive.
  ///   - decimals: digits after the point, 0...18.
  /// - Returns: ASCII text as in `0.863333`; what rounds to zero has no sign.
  public static func text(_ numerator: Int, over denominator: Int, decimals: Int = 6) -> String {
    precondition(denominator > 0, "a fraction needs a positive denominator")
    precondition((0...18).contains(decimals), "decimals are 0...18")
    let scale = (0..<decimals).reduce(1 as UInt) { power, _ in power * 10 }
    let divisor = denominator.magnitude
    let (whole, rest) = numerator.magnitude.quotientAndRemainder(dividingBy: divisor)
    var (fraction, left) = divisor.dividingFullWidth(rest.multipliedFullWidth(by: scale))
    let isOdd = (decimals == 0 ? whole : fraction) % 2 == 1
    let half = divisor - left
    if left > half || (left == half && isOdd) { fraction += 1 }
    let carried = whole + fraction / scale
    fraction %= scale
    let sign = numerator < 0 && (carried > 0 || fraction > 0) ? "-" : ""
    guard decimals > 0 else { return sign + String(carried) }
    let digits = String(fraction)
    let zeros = String(repeating: "0", count: decimals - digits.count)
    return "\(sign)\(carried).\(zeros)\(digits)"
  }

  /// A fraction in percent with so many decimals, rounded as `text(_:decimals:)` does; its decimal digits
  /// are shifted, since a multiplication by 100 would round on its own.
  ///
  /// - Parameters:
  ///   - fraction: what to write; NaN and infinities are `nan`, `inf` and `-inf`.
  ///   - decimals: digits after the point; not negative.
  /// - Returns: ASCII text; what rounds to zero has no sign.
  public static func percent(_ fraction: Double, decimals: Int) -> String {
    precondition(decimals >= 0, "decimals are not negative")
    guard fraction.isFinite else { return Significant.text(fraction) }
    var decimal = DecimalDigits(fraction)
    if !decimal.digits.isEmpty { decimal.point += 2 }
    decimal.round(toDecimals: decimals)
    return decimal.fixed(decimals: decimals)
  }

  /// A number with so many decimals, rounded in its shortest decimal form, half to even.
  ///
  /// - Parameters:
  ///   - value: what to write; NaN and infinities are `nan`, `inf` and `-inf`.
  ///   - decimals: digits after the point; not negative.
  /// - Returns: ASCII text; what rounds to zero has no sign.
  public static func text(_ value: Double, decimals: Int) -> String {
    precondition(decimals >= 0, "decimals are not negative")
    guard value.isFinite else { return Significant.text(value) }
    var decimal = DecimalDigits(value)
    decimal.round(toDecimals: decimals)
    return decimal.fixed(decimals: decimals)
  }
}
