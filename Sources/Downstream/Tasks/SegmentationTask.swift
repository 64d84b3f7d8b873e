import Network

/// Which pixels of a cluttered canvas are the digit's: class 1 where it has ink, else 0.
///
/// Ink is whatever is at least half as bright as the digit's brightest byte.
public struct SegmentationTask: Equatable, Sendable {
  /// Canvas and clutter.
  public var layout: SceneLayout
  /// How much a pixel of ink counts in training, where one of the background counts 1.
  public var inkWeight: Double

  /// A segmentation.
  ///
  /// - Parameters:
  ///   - layout: canvas and clutter.
  ///   - inkWeight: how much a pixel of ink counts in training.
  public init(_ layout: SceneLayout = SceneLayout(), inkWeight: Double = 1) {
    self.layout = layout
    self.inkWeight = inkWeight
  }

  /// The largest weight of a pixel of ink.
  public static let largestInkWeight = 1000.0

  func problem(with image: Shape) -> String? {
    guard inkWeight > 0, inkWeight <= Self.largestInkWeight else {
      return "a weight of ink of \(inkWeight) is not above 0 and at most "
        + "\(Self.largestInkWeight); use 1"
    }
    return layout.problem(with: image)
  }
}
