/// The two-sided t test as a function of how far the truth is from its hypothesis.
///
/// With a shift δ, the statistic is (Z + δ) / (S / √ν), where Z is standard normal and S has the
/// χ distribution with ν degrees of freedom. Given S = s, it exceeds the critical value t with
/// probability Φ(δ − t s/√ν), and falls below −t with Φ(−δ − t s/√ν); the power is the integral of
/// their sum over the density of S.
///
/// We integrate over S and not over S², as is usual: whatever ν is, the density of S is smooth at
/// zero and about one unit wide, so that GSL cannot step over it.
struct NoncentralT {
  private let degreesOfFreedom: Double
  private let critical: Double
  /// √π Γ*(ν/2), the constant of the density.
  private let scale: Double

  /// The test of n values at a significance level.
  init(count: Double, alpha: Double) throws(StatisticsError) {
    degreesOfFreedom = count - 1
    critical = try GSL.studentUpperQuantile(alpha / 2, degreesOfFreedom: degreesOfFreedom)
    scale = try Double.pi.squareRoot() * GSL.gammaStar(degreesOfFreedom / 2)
  }

  /// The probability that the test rejects, for a shift δ of zero or more.
  func power(shift: Double) throws(StatisticsError) -> Double {
    let root = degreesOfFreedom.squareRoot()
    let slope = critical / root
    // Below the lower bound S lies with probability e⁻⁵⁰; above the upper, Φ is below 10⁻¹⁸.
    let low = max(0, root - 10)
    let high = (shift + 9) / slope
    let integrand = { (s: Double) -> Double in
      let rejection =
        GSL.gaussianLowerTail(shift - slope * s) + GSL.gaussianLowerTail(-shift - slope * s)
      return rejection * density(at: s)
    }
    guard high > low else { return 0 }
    let integration = try Integration(tolerance: 1e-11)
    let below = try integration.integral(from: low, to: min(root, high), of: integrand)
    let above = high > root ? try integration.integral(from: root, of: integrand) : 0
    return min(1, below + above)
  }

  /// The density of S: with u = s/√ν − 1, exp(ν (ln(1 + u) − u − u²/2)) / ((1 + u) √π Γ*(ν/2)).
  ///
  /// This form of it, by the regulated gamma function Γ*, has no large terms that cancel.
  private func density(at s: Double) -> Double {
    guard s > 0 else { return degreesOfFreedom == 1 ? (2 / Double.pi).squareRoot() : 0 }
    let u = s / degreesOfFreedom.squareRoot() - 1
    let exponent = degreesOfFreedom * (GSL.logarithmLessLinear(u) - u * u / 2)
    return GSL.exponential(exponent) / ((1 + u) * scale)
  }
}
