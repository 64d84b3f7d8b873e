import Network

/// How much of a property an image has been given: a network is to say it as a number.
///
/// The truth is what was drawn, uniformly within ± `limit`. Most images have some of the property before (a
/// hand is tilted, an italic slanted), of which the task does not know: no network can be exact.
public struct RegressionTask: Equatable, Sendable {
  /// What is done to an image, by so much.
  public enum Property: String, Sendable, CaseIterable {
    /// Turned about its centre, in degrees, counter-clockwise, as `numpy.rot90` turns.
    case rotation
    /// Sheared about its centre row, in columns a row, as italics are: with a positive slant what is
    /// above moves to the right.
    case slant

    /// The limit where none is given: 45° or half a column a row.
    public var usualLimit: Double { self == .rotation ? 45 : 0.5 }

    /// The largest limit: a quarter turn, or a column a row.
    public var largestLimit: Double { self == .rotation ? 90 : 1 }

    /// What stands behind a value: a degree sign, or nothing.
    public var unit: String { self == .rotation ? "°" : "" }
  }

  /// What is done to an image.
  public var property: Property
  /// The largest value, in the property's unit.
  public var limit: Double
  /// Whether an image is black outside the largest disc that has pixels of the image wherever it is
  /// turned or sheared to. Without, black corners tell the value of images whose background is not black.
  public var isDisc: Bool

  /// A regression.
  ///
  /// - Parameters:
  ///   - property: what is done to an image.
  ///   - limit: the largest value, in the property's unit; nil for the property's usual one.
  ///   - isDisc: whether only a disc of an image is seen.
  public init(_ property: Property, limit: Double? = nil, isDisc: Bool = true) {
    self.property = property
    self.limit = limit ?? property.usualLimit
    self.isDisc = isDisc
  }

  func problem(with image: Shape) -> String? {
    guard limit > 0, limit <= property.largestLimit else {
      return "a limit of \(limit) is not above 0 and at most \(property.largestLimit); "
        + "use \(property.usualLimit)"
    }
    guard image.rows > 1, image.columns > 1 else {
      return "images of \(image) have no \(property.rawValue); use images of at least 2×2"
    }
    return nil
  }
}
