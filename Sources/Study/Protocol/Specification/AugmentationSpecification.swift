/// How training images are changed at random, anew in every epoch.
public struct AugmentationSpecification: Codable, Equatable, Sendable {
  /// An image is framed by so many black pixels and cut back at a random place; 0 is none.
  public var crop: Int
  /// Whether every other image, at random, is mirrored.
  public var flip: Bool

  enum CodingKeys: String, CodingKey {
    case crop, flip
  }

  /// An augmentation.
  ///
  /// - Parameters:
  ///   - crop: pixels around an image.
  ///   - flip: whether images are mirrored.
  public init(crop: Int, flip: Bool) {
    self.crop = crop
    self.flip = flip
  }

  /// Decodes; what is left out is not done.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    crop = try container.decodeIfPresent(Int.self, forKey: .crop) ?? 0
    flip = try container.decodeIfPresent(Bool.self, forKey: .flip) ?? false
  }
}

extension AugmentationSpecification: CustomStringConvertible {
  /// As in `random crop 4 and flip`.
  public var description: String {
    let parts = (crop > 0 ? ["crop \(crop)"] : []) + (flip ? ["flip"] : [])
    return "random " + parts.joined(separator: " and ")
  }
}
