/// Numbers written to a few significant digits: what makes reports equal, byte for byte.
///
/// GSL's results end in digits of the C library's exp and log, which differ between systems;
/// six digits do not show them. The layout is that of C's `%.6g` in the C locale: plain from
/// 0.0001 up to 999999, an exponent outside (`1.85777e-05`), no trailing zeros, and no `-0`.
public enum Significant {
  /// A number to at most so many significant digits.
  ///
  /// Edge cases: −0 is `0`; NaN and infinities are `nan`, `inf` and `-inf`, though no statistic
  /// of this module has them. A tie in the number's shortest decimal form goes to the even digit.
  ///
  /// - Parameters:
  ///   - value: what to write.
  ///   - digits: the most digits to write; at least 1.
  /// - Returns: ASCII text, the same on every platform and in every locale.
  public static func text(_ value: Double, digits: Int = 6) -> String {
    precondition(digits >= 1, "a number has at least one digit")
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    var decimal = DecimalDigits(value)
    decimal.round(toDigits: digits)
    guard !decimal.digits.isEmpty else { return "0" }
    let exponent = decimal.point - 1
    guard exponent >= -4, exponent < digits else { return decimal.scientific }
    return decimal.fixed(decimals: max(0, decimal.digits.count - decimal.point))
  }
}
