/// What a network sees of a pixel's byte.
public enum PixelScale: String, Codable, CaseIterable, Sendable {
  /// The byte divided by 255: 0 to 1.
  case unit
  /// The byte as it is: 0 to 255.
  case raw
}
