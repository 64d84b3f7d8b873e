/// The sets that this program draws, as many images as asked, the same bits on every machine.
public enum BuiltInSet: String, Sendable, CaseIterable {
  /// Digits in grey.
  case strokes
  /// Shapes before landscapes, in colour.
  case shapes

  /// The training images drawn where none are asked for.
  public static let defaultTraining = 10_000
  /// The test images drawn where none are asked for.
  public static let defaultTest = 2_000
  /// The seed where none is given.
  public static let defaultSeed: UInt64 = 2026
  /// How many images a part may have.
  public static let allowedCounts = 1...1_000_000

  /// What the set is called in protocols and messages.
  public var name: String { rawValue }

  /// What the set is, in a few words.
  public var title: String {
    switch self {
    case .strokes: Strokes.title
    case .shapes: Shapes.title
    }
  }

  /// The number of classes.
  public var classCount: Int {
    switch self {
    case .strokes: Strokes.classCount
    case .shapes: Shapes.classCount
    }
  }

  /// Rows, and columns, of an image.
  public var side: Int { Canvas.side }

  /// The values of a pixel.
  public var channels: Int { self == .shapes ? 3 : 1 }

  /// The first images of a part.
  ///
  /// - Parameters:
  ///   - count: how many, within `allowedCounts`.
  ///   - part: training or test.
  ///   - seed: the set's seed.
  /// - Returns: images 0 ..< count.
  public func images(_ count: Int, of part: DrawnPart, seed: UInt64) -> ImageSet {
    switch self {
    case .strokes: Strokes.images(count, of: part, seed: seed)
    case .shapes: Shapes.images(count, of: part, seed: seed)
    }
  }

  /// The names of all sets, as in `strokes or shapes`.
  ///
  /// - Parameter word: between the last two.
  /// - Returns: the names in the order of the cases.
  public static func names(joinedBy word: String) -> String {
    allCases.enumerated().reduce("") { text, item in
      let separator = item.offset == allCases.count - 1 ? " \(word) " : ", "
      return (text.isEmpty ? "" : text + separator) + item.element.name
    }
  }
}
