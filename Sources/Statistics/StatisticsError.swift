/// Why a statistic could not be computed.
///
/// A statistic that is merely undefined for its data (one value has no spread) is nil, not an
/// error; these are inputs that no analysis accepts and failures that GSL reports.
public enum StatisticsError: Error, Equatable, Sendable {
  /// GSL refused or failed: the function and its status code.
  case gsl(function: String, code: Int32)
  /// GSL returned NaN or an infinity without reporting a status.
  case undefinedResult(function: String)
  /// An input value, by position, is NaN or infinite.
  case notFinite(index: Int, value: Double)
  /// A confidence level outside the open interval from 0 to 1.
  case level(Double)
  /// A significance level of one-sided tests outside the open interval from 0 to ½.
  case oneSidedSignificance(Double)
  /// An equivalence margin that is not a finite number above zero.
  case margin(Double)
  /// A significance level outside the open interval from 0 to 1.
  case significance(Double)
  /// A power that is not between the significance level and 1.
  case power(Double, alpha: Double)
  /// A standardised effect that is NaN or infinite.
  case effect(Double)
  /// A p-value, by position, outside 0...1.
  case probability(index: Int, value: Double)
  /// A number of test images that is not positive.
  case testImages(Int)
  /// A number of correct images that is negative or larger than the number of test images.
  case correct(Int, of: Int)
  /// More trials than exact binomial probabilities are computed for.
  case tooMany(Int)
  /// A difference of counts, by position, that is larger than the number of test images.
  case difference(index: Int, value: Int, testImages: Int)
}
