/// A named range of test images.
public struct TestSet: Codable, Equatable, Sendable {
  /// The name in `runs.csv`.
  public var name: String
  /// The test images.
  public var images: ImageRange

  /// A named range of test images.
  ///
  /// - Parameters:
  ///   - name: the name in `runs.csv`.
  ///   - images: the test images.
  public init(name: String, images: ImageRange) {
    self.name = name
    self.images = images
  }
}
