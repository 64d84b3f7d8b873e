import Statistics

/// The power of a study, and what a power takes.
struct PowerQuestion: Decodable {
  /// The standardised effect d_z.
  let effect: Double
  /// The number of repetitions.
  let count: Double
  /// The significance level.
  let alpha: Double
  /// The power to reach.
  let power: Double

  func answer() throws -> [String: [Double]] {
    var answer: [String: [Double]] = [:]
    answer["power"] = try Power.power(effect: effect, count: count, alpha: alpha).map { [$0] }
    answer["repetitions"] = try Power.repetitionsNeeded(
      effect: effect, power: power, alpha: alpha
    ).map { [$0.fractional, Double($0.whole)] }
    answer["effect"] = try Power.smallestEffect(count: count, power: power, alpha: alpha)
      .map { [$0] }
    return answer
  }
}
