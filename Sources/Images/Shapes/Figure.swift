/// A class of the set: an outline, and the colours that most figures of the class have.
struct Figure: Sendable {
  /// What it is called.
  let name: String
  let outline: Outline
  /// The range of its colours.
  let colours: ColourRange

  /// All of them, in the order of the classes.
  static let all = [
    Figure(name: "disc", outline: .disc, colours: ColourRange([1, 0.5, 0.1], [1, 0.68, 0.2])),
    Figure(
      name: "ring", outline: .ring(inner: 0.52),
      colours: ColourRange([0.5, 0.22, 0.72], [0.68, 0.4, 0.86])),
    Figure(
      name: "crescent", outline: .crescent(radius: 0.85, aside: [0.55, -0.25]),
      colours: ColourRange([0.95, 0.88, 0.5], [1, 0.95, 0.68])),
    Figure(
      name: "square", outline: polygon([-0.82, -0.82, 0.82, -0.82, 0.82, 0.82, -0.82, 0.82]),
      colours: ColourRange([0.62, 0.25, 0.14], [0.78, 0.4, 0.26])),
    Figure(
      name: "triangle", outline: polygon([0, -1, 0.95, 0.8, -0.95, 0.8]),
      colours: ColourRange([0.04, 0.36, 0.2], [0.16, 0.54, 0.32])),
    Figure(
      name: "cross", outline: cross, colours: ColourRange([0.8, 0.06, 0.1], [0.96, 0.22, 0.2])),
    Figure(name: "star", outline: star, colours: ColourRange([0.96, 0.76, 0.08], [1, 0.88, 0.3])),
    Figure(
      name: "heart", outline: heart, colours: ColourRange([0.92, 0.28, 0.5], [1, 0.5, 0.66])),
    Figure(
      name: "arrow", outline: arrow, colours: ColourRange([0.04, 0.5, 0.55], [0.22, 0.72, 0.72])),
    Figure(
      name: "diamond", outline: polygon([0, -1.1, 0.68, 0, 0, 1.1, -0.68, 0]),
      colours: ColourRange([0.18, 0.22, 0.78], [0.36, 0.42, 0.96])),
  ]
}

extension Figure {
  /// An outline from a list of x, y, x, y …
  private static func polygon(_ numbers: [Float]) -> Outline {
    .polygon(points(numbers))
  }

  private static func points(_ numbers: [Float]) -> [SIMD2<Float>] {
    stride(from: 0, to: numbers.count, by: 2).map { SIMD2(numbers[$0], numbers[$0 + 1]) }
  }

  private static let cross = polygon([
    -0.36, -1, 0.36, -1, 0.36, -0.36, 1, -0.36, 1, 0.36, 0.36, 0.36, 0.36, 1, -0.36, 1, -0.36, 0.36,
    -1, 0.36, -1, -0.36, -0.36, -0.36,
  ])

  /// Five corners at a distance of 1.1 and five of 0.46, every 36° by turns: sines and cosines as decimals.
  private static let star = polygon([
    0, -1.1, 0.2704, -0.3721, 1.0462, -0.3399, 0.4375, 0.1421, 0.6466, 0.8899, 0, 0.46, -0.6466,
    0.8899, -0.4375, 0.1421, -1.0462, -0.3399, -0.2704, -0.3721,
  ])

  private static let arrow = polygon([
    0, -1.1, 0.95, 0, 0.4, 0, 0.4, 1, -0.4, 1, -0.4, 0, -0.95, 0,
  ])

  private static let heart: Outline = {
    let curve = Glyph([
      0, -0.45, 0.28, -0.88, 0.72, -0.92, 1, -0.5, 0.88, 0.05, 0.45, 0.6, 0, 1, -0.45, 0.6, -0.88,
      0.05, -1, -0.5, -0.72, -0.92, -0.28, -0.88, 0, -0.45,
    ])
    return .polygon(Array(curve.strokes[0].polygon { $0 }.dropLast()))
  }()
}
