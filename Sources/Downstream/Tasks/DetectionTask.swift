import Network

/// Which digit is on a cluttered canvas, at which size and where.
///
/// The digit is scaled by a factor drawn uniformly. Its box is the smallest that holds all of its ink, which
/// is whatever is at least half as bright as the digit's brightest byte.
public struct DetectionTask: Equatable, Sendable {
  /// Canvas and clutter.
  public var layout: SceneLayout
  /// The smallest factor.
  public var smallest: Double
  /// The largest factor; the scaled image fits the canvas.
  public var largest: Double
  /// How much the mean squared error of a box counts in training, where the cross-entropy of a class
  /// counts 1.
  public var boxWeight: Double

  /// A detection.
  ///
  /// - Parameters:
  ///   - layout: canvas and clutter.
  ///   - smallest: the smallest factor that a digit is scaled by.
  ///   - largest: the largest.
  ///   - boxWeight: how much the mean squared error of a box counts in training.
  public init(
    _ layout: SceneLayout = SceneLayout(), smallest: Double = 0.6, largest: Double = 1.4,
    boxWeight: Double = 100
  ) {
    self.layout = layout
    self.smallest = smallest
    self.largest = largest
    self.boxWeight = boxWeight
  }

  /// The factors that there are: below a half, bilinear interpolation would skip pixels.
  public static let allowedFactors = 0.5...8
  /// The largest weight of a box.
  public static let largestBoxWeight = 10_000.0

  func problem(with image: Shape) -> String? {
    if let problem = layout.problem(with: image) { return problem }
    let factors = Self.allowedFactors
    guard smallest >= factors.lowerBound, smallest <= largest, largest <= factors.upperBound else {
      return "factors from \(smallest) to \(largest) are no range within "
        + "\(factors.lowerBound) to \(factors.upperBound); use 0.6 to 1.4"
    }
    let side = Self.scaled(max(image.rows, image.columns), by: largest)
    guard side <= layout.canvas else {
      return "images of \(image) are \(side) pixels wide or high at \(largest) times their size, "
        + "which does not fit a canvas of \(layout.canvas); use a canvas of \(side) or a smaller "
        + "factor"
    }
    guard boxWeight >= 0, boxWeight <= Self.largestBoxWeight else {
      return "a weight of boxes of \(boxWeight) is outside 0 to \(Self.largestBoxWeight); use 100"
    }
    return nil
  }

  /// The rows or columns of a scaled image, rounded, at least 1.
  static func scaled(_ size: Int, by factor: Double) -> Int {
    max(1, Int(Double(size) * factor + 0.5))
  }
}
