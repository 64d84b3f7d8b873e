/// Where one published accuracy lies among our repetitions, and whether a single new run of ours
/// could have been it.
///
/// A published number is mostly one run. It is compared with the spread of runs, and not with
/// the standard error of our mean: a new run lies within t(ν) · s · √(1 + 1/n) of the mean.
///
/// Reference: Hahn and Meeker, "Statistical Intervals", 1991 (prediction of one observation).
///
/// Edge cases: fewer than two repetitions, or none that differ, have counts but no spread; what
/// needs it is nil.
public struct EmpiricalPosition: Equatable, Sendable {
  /// The number of repetitions below the value.
  public let below: Int
  /// The number of repetitions equal to it.
  public let equal: Int
  /// The number of repetitions above it.
  public let above: Int
  /// How many standard deviations the value lies above our mean; nil without spread.
  public let z: Double?
  /// In which a single new run of ours lies with the given probability, a fraction; nil likewise.
  public let predictionInterval: ConfidenceInterval?
  /// The probability that a single new run is at least as far from our mean; nil likewise.
  public let p: Double?

  /// Places a value.
  ///
  /// - Parameters:
  ///   - value: what was published, as a count.
  ///   - repetitions: ours, as counts of the same denominator.
  ///   - denominator: what the counts are of: a common multiple where test sets differ.
  ///   - level: the probability of the prediction interval.
  /// - Throws: `StatisticsError` for a level outside 0 to 1, or a denominator that is not positive.
  public init(
    of value: Int, among repetitions: [Int], denominator: Int, level: Double = 0.95
  ) throws(StatisticsError) {
    guard level > 0, level < 1 else { throw .level(level) }
    below = repetitions.count(where: { $0 < value })
    equal = repetitions.count(where: { $0 == value })
    above = repetitions.count - below - equal
    let sample = try Sample(correct: repetitions, of: denominator)
    guard let mean = sample.mean, let spread = sample.standardDeviation,
      repetitions.contains(where: { $0 != repetitions[0] })
    else {
      (z, predictionInterval, p) = (nil, nil, nil)
      return
    }
    let (n, freedom) = (Double(repetitions.count), Double(repetitions.count - 1))
    let error = spread * (1 + 1 / n).squareRoot()
    let distance = Double(value) / Double(denominator) - mean
    let margin = try GSL.studentUpperQuantile((1 - level) / 2, degreesOfFreedom: freedom) * error
    z = distance / spread
    predictionInterval = ConfidenceInterval(
      lower: mean - margin, upper: mean + margin, level: level)
    p = try min(
      1, 2 * GSL.studentUpperTail(distance.magnitude / error, degreesOfFreedom: freedom))
  }
}
