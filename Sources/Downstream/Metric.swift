/// A figure that says how well a downstream task is done on a test set.
public enum Metric: String, Sendable, CaseIterable {
  /// Right classes of all images.
  case accuracy
  /// The coefficient of determination of a regression: 1 minus squared errors over squared deviations
  /// from the mean; may be negative.
  case rSquared = "r2"
  /// The root of a regression's mean squared error, in the property's unit.
  case rootMeanSquaredError = "rmse"
  /// Intersection over union: of a segmentation's pixels, the mean over the classes; of boxes, the mean
  /// over the images.
  case meanIntersectionOverUnion = "miou"
  /// The mean over the classes of the average precision of boxes that overlap by half at least.
  case averagePrecision = "ap50"

  /// Whether more is better.
  public var isHigherBetter: Bool { self != .rootMeanSquaredError }

  /// Whether a value is a share of a whole, that is shown in percent, and a difference in points.
  public var isShare: Bool { self != .rSquared && self != .rootMeanSquaredError }

  /// What people call it.
  public var title: String {
    switch self {
    case .accuracy: "accuracy"
    case .rSquared: "R²"
    case .rootMeanSquaredError: "RMSE"
    case .meanIntersectionOverUnion: "mean IoU"
    case .averagePrecision: "AP at IoU .5"
    }
  }
}
