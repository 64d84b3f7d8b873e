/// A half-open range of images, written `[lower, upper]`.
public struct ImageRange: Codable, Equatable, Sendable, CustomStringConvertible {
  /// The index of the first image.
  public var lower: Int
  /// The index after the last image.
  public var upper: Int

  /// The images from `lower` up to, but not including, `upper`.
  ///
  /// - Parameters:
  ///   - lower: the index of the first image.
  ///   - upper: the index after the last image.
  public init(_ lower: Int, _ upper: Int) {
    self.lower = lower
    self.upper = upper
  }

  /// More images than any set has: what is larger can still be counted with.
  static let mostImages = 1 << 40

  /// The number of images; 0 for a range out of order. A range that no set has counts `mostImages` at most.
  public var count: Int {
    guard upper > lower else { return 0 }
    let (count, overflow) = upper.subtractingReportingOverflow(lower)
    return overflow ? Self.mostImages : min(count, Self.mostImages)
  }

  /// The indexes, for a range in order.
  public var indexes: Range<Int> { lower..<max(lower, upper) }

  /// `[lower, upper]`.
  public var description: String { "[\(lower), \(upper)]" }

  /// Whether some image is in both.
  ///
  /// - Parameter other: another range of the same images.
  /// - Returns: false where either is empty.
  public func overlaps(_ other: ImageRange) -> Bool {
    count > 0 && other.count > 0 && lower < other.upper && other.lower < upper
  }

  /// Decodes from a list of two whole numbers.
  public init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    lower = try list.decode(Int.self)
    upper = try list.decode(Int.self)
  }

  /// Encodes as a list of two whole numbers.
  public func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    try list.encode(lower)
    try list.encode(upper)
  }
}
