import Network
import Random

/// Rectangles that are hidden, with the sides of the image made smaller.
struct HiddenRegions {
  private let shape: Shape
  private let rows: Int
  private let columns: Int
  private let count: Int
  private let isCentred: Bool
  private let streams: RandomStreams

  /// A region's side, of an image's: rounded, at least 1.
  static func side(_ settings: PretextSettings, _ side: Int) -> Int {
    max(1, Int(settings.number("size") * Double(side) + 0.5))
  }

  /// What the settings say.
  ///
  /// - Parameters:
  ///   - settings: with `size`, `place` and `regions`.
  ///   - shape: of the images.
  ///   - streams: of the regions' places.
  init(_ settings: PretextSettings, shape: Shape, streams: RandomStreams) {
    self.shape = shape
    self.streams = streams
    rows = Self.side(settings, shape.rows)
    columns = Self.side(settings, shape.columns)
    count = settings.wholeNumber("regions")
    isCentred = settings.choice("place") == "centre"
  }

  /// Visits the regions of an image: the same ones whenever it is asked in a pass.
  ///
  /// - Parameters:
  ///   - images: with the image.
  ///   - place: of the image in this pass.
  ///   - body: called with each region.
  func visit(_ images: PretextImages, at place: Int, _ body: (Area) -> Void) {
    guard !isCentred else {
      body(area((shape.rows - rows) / 2, (shape.columns - columns) / 2))
      return
    }
    var draws = images.draws(streams, at: place)
    for _ in 0..<count {
      let row = draws.integer(below: shape.rows - rows + 1)
      body(area(row, draws.integer(below: shape.columns - columns + 1)))
    }
  }

  private func area(_ row: Int, _ column: Int) -> Area {
    Area(rows: row..<(row + rows), columns: column..<(column + columns))
  }
}
