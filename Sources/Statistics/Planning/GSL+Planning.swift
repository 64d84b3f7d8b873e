import CGSL

extension GSL {
  /// The regulated gamma function Γ*(x) = Γ(x) / (√(2π) x^(x − ½) e^(−x)), for x > 0.
  static func gammaStar(_ x: Double) throws(StatisticsError) -> Double {
    prepare()
    var result = gsl_sf_result(val: .nan, err: .nan)
    try check(gsl_sf_gammastar_e(x, &result), in: "gsl_sf_gammastar_e")
    return try finite(result.val, from: "gsl_sf_gammastar_e")
  }

  /// ln(1 + u) − u for u > −1, accurate for small u.
  static func logarithmLessLinear(_ u: Double) -> Double {
    prepare()
    return gsl_sf_log_1plusx_mx(u)
  }

  /// eˣ; zero where it is too small for a number.
  static func exponential(_ x: Double) -> Double {
    prepare()
    return gsl_sf_exp(x)
  }

  /// ln x for x > 0.
  static func logarithm(_ x: Double) -> Double {
    prepare()
    return gsl_sf_log(x)
  }
}
