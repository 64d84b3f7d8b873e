import Foundation
import Random

/// Where differences of correct counts come from: populations without a gap, whose parameters are known.
enum Population: String, CaseIterable {
  /// Normal, SD 40 counts: what Student's interval assumes.
  case normal
  /// Exponential, SD 40 counts, moved to mean zero: a long tail on one side.
  case skewed
  /// −2 to 2 with the probabilities 1, 4, 6, 4, 1 of 16: a small test set, many ties and zeros.
  case discrete

  /// The number of images that counts are out of.
  static let testImages = 10_000

  /// One difference.
  func draw(_ stream: inout RandomStream) -> Int {
    switch self {
    case .normal: Int((40 * stream.gaussian()).rounded())
    case .skewed: Int((40 * (stream.exponential() - 1)).rounded())
    case .discrete: (stream.next() & 0b1111).nonzeroBitCount - 2
    }
  }

  /// As many differences as asked for.
  func sample(_ count: Int, _ stream: inout RandomStream) -> [Int] {
    (0..<count).map { _ in draw(&stream) }
  }

  /// The standard deviation, in counts.
  var deviation: Int { self == .discrete ? 1 : 40 }

  /// What the Hodges–Lehmann estimate estimates: the median of (X + Y)/2 of two differences. For the
  /// exponential, the median of a gamma variable of shape 2 is 1.67834699.
  var pseudomedian: Double { self == .skewed ? 40 * (1.678_346_99 / 2 - 1) : 0 }

  /// P(X > 0) + P(X = 0)/2.
  var superiority: Double {
    guard self == .skewed else { return 0.5 }
    return (exp(-(1 - 0.5 / 40)) + exp(-(1 + 0.5 / 40))) / 2
  }
}
