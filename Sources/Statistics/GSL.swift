import CGSL

/// The GNU Scientific Library's functions as this target uses them: checked, and safe to call.
///
/// GSL's default error handler aborts the process, so each call goes through here, where the
/// handler is turned off before the first one. Results that are not finite become errors, for
/// some functions (`gsl_cdf_tdist_Pinv` outside 0...1) return NaN without reporting a status.
///
/// Reference: Galassi et al., "GNU Scientific Library Reference Manual", 2009.
enum GSL {
  /// Turns GSL's error handler off, once; Swift initialises a static exactly once, whatever the
  /// number of threads that ask for it first.
  private static let handlerIsOff: Bool = {
    gsl_set_error_handler_off()
    return true
  }()

  /// Makes the library safe to call; cheap after the first time.
  static func prepare() {
    precondition(handlerIsOff)
  }

  /// Turns a status code into an error.
  static func check(_ status: Int32, in function: String) throws(StatisticsError) {
    guard status == 0 else { throw .gsl(function: function, code: status) }
  }

  /// The value, unless GSL has none: then an error.
  static func finite(
    _ value: Double, from function: String
  ) throws(StatisticsError) -> Double {
    guard value.isFinite else { throw .undefinedResult(function: function) }
    return value
  }
}

extension GSL {
  /// P(T > t) for Student's t with the given degrees of freedom.
  static func studentUpperTail(
    _ t: Double, degreesOfFreedom: Double
  ) throws(StatisticsError) -> Double {
    prepare()
    return try finite(gsl_cdf_tdist_Q(t, degreesOfFreedom), from: "gsl_cdf_tdist_Q")
  }

  /// The t that is exceeded with the given probability.
  static func studentUpperQuantile(
    _ probability: Double, degreesOfFreedom: Double
  ) throws(StatisticsError) -> Double {
    prepare()
    return try finite(
      gsl_cdf_tdist_Qinv(probability, degreesOfFreedom), from: "gsl_cdf_tdist_Qinv")
  }

  /// Γ(a + x) / Γ(a), without the overflow of either.
  static func gammaRatio(_ a: Double, plus x: Double) throws(StatisticsError) -> Double {
    prepare()
    var result = gsl_sf_result(val: .nan, err: .nan)
    try check(gsl_sf_poch_e(a, x, &result), in: "gsl_sf_poch_e")
    return try finite(result.val, from: "gsl_sf_poch_e")
  }
}

extension GSL {
  /// The arithmetic mean; GSL gives 0 for no values, so the caller must not ask.
  static func mean(_ values: [Double]) -> Double {
    prepare()
    return gsl_stats_mean(values, 1, values.count)
  }

  /// The standard deviation with n − 1; GSL gives NaN for one value, so the caller must not ask.
  static func standardDeviation(_ values: [Double], mean: Double) -> Double {
    prepare()
    return gsl_stats_sd_m(values, 1, values.count, mean)
  }

  /// The median of ascending values; the mean of the middle two for an even number.
  static func median(sorted values: [Double]) -> Double {
    prepare()
    return gsl_stats_median_from_sorted_data(values, 1, values.count)
  }
}
