import CGSL

/// GSL's adaptive integration, with the workspace that it needs: freed with its owner.
struct Integration: ~Copyable {
  private static let intervals = 1000
  private let workspace: UnsafeMutablePointer<gsl_integration_workspace>
  /// The relative error at which the bisection ends; an absolute one of 10⁻¹⁵ ends it, too.
  let tolerance: Double

  /// A workspace for as many subintervals as GSL's manual takes in its examples.
  init(tolerance: Double) throws(StatisticsError) {
    GSL.prepare()
    guard let workspace = gsl_integration_workspace_alloc(Self.intervals) else {
      throw .undefinedResult(function: "gsl_integration_workspace_alloc")
    }
    self.workspace = workspace
    self.tolerance = tolerance
  }

  deinit { gsl_integration_workspace_free(workspace) }

  /// ∫ f(x) dx between two bounds; zero where they are equal.
  func integral(
    from lower: Double, to upper: Double, of function: (Double) -> Double
  ) throws(StatisticsError) -> Double {
    try evaluated("gsl_integration_qags", function) { function, result, error in
      gsl_integration_qags(
        function, lower, upper, 1e-15, tolerance, Self.intervals, workspace, result, error)
    }
  }

  /// ∫ f(x) dx from a bound to infinity.
  func integral(
    from lower: Double, of function: (Double) -> Double
  ) throws(StatisticsError) -> Double {
    try evaluated("gsl_integration_qagiu", function) { function, result, error in
      gsl_integration_qagiu(
        function, lower, 1e-15, tolerance, Self.intervals, workspace, result, error)
    }
  }

  /// Hands a closure to GSL as a function pointer and the address of the closure.
  private func evaluated(
    _ name: String, _ function: (Double) -> Double,
    by integrate: (
      UnsafeMutablePointer<gsl_function>, UnsafeMutablePointer<Double>,
      UnsafeMutablePointer<Double>
    ) -> Int32
  ) throws(StatisticsError) -> Double {
    var (result, error) = (0.0, 0.0)
    let status = withoutActuallyEscaping(function) { function in
      var box = Integrand(value: function)
      return withUnsafeMutablePointer(to: &box) { address in
        var integrand = gsl_function(
          function: { x, address in
            address?.assumingMemoryBound(to: Integrand.self).pointee.value(x) ?? .nan
          }, params: UnsafeMutableRawPointer(address))
        return integrate(&integrand, &result, &error)
      }
    }
    try GSL.check(status, in: name)
    return try GSL.finite(result, from: name)
  }
}

/// The closure behind the address that GSL hands back.
private struct Integrand {
  let value: (Double) -> Double
}
