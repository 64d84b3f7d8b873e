public import Network
import Random

/// The pretext task of jigsaw puzzles: the nine tiles of an image in another order; the network is asked
/// in which of a set of orders.
///
/// The image is cut into 3 × 3 cells, and a tile out of every cell; all nine go through the encoder. With
/// permutation p, branch b shows the tile of cell p(b), cells counted by rows; see `PermutationSet` for the
/// orders. What is drawn anew in every pass: the order, and where in its cell a tile is.
///
/// Shortcuts, and what prevents them (section 4.2 of the paper):
/// - lines that go on from one tile to the next: `gaps`; without them a tile is in its cell's middle;
/// - equal brightness and contrast of neighbours: `normalization`;
/// - lenses that shift the colours by the place in the image (chromatic aberration), for images of three
///   channels: `shift` moves every channel of a tile on its own, `grey` is the share of grey puzzles;
/// - telling orders by one tile alone: the orders differ in as many places as possible.
///
/// Reference: M. Noroozi, P. Favaro, "Unsupervised Learning of Visual Representations by Solving Jigsaw
/// Puzzles", ECCV 2016, arXiv:1603.09246. Its tiles are of 64 × 64 pixels in cells of 75 × 75; ours fit images
/// of 28 × 28.
public struct JigsawTask: PretextTask {
  /// The name in protocols.
  public static let name = "jigsaw"
  /// What the network is asked.
  public static let summary = "in which order are the nine tiles?"
  /// What a protocol may say of it.
  public static let options = [
    PretextOption("tile", .wholeNumber(1...256, default: 7), "pixels along a tile's side"),
    PretextOption(
      "gaps", .flag(default: true), "draw where in its cell a tile is, so that gaps are uneven"),
    PretextOption(
      "permutations", .wholeNumber(2...PermutationSet.limit, default: 30),
      "orders that are told apart"),
    PretextOption("copies", .wholeNumber(1...64, default: 4), "puzzles of an image in a pass"),
    PatchNormalization.option(default: .deviation),
    PretextOption(
      "shift", .wholeNumber(0...16, default: 1),
      "of images with three channels: pixels by which each is moved at most"),
    PretextOption(
      "grey", .number(0...1, default: 0.3),
      "of images with three channels: the share of puzzles that are grey"),
  ]

  private var images: PretextImages
  private let tile: Shape
  private let hasGaps: Bool
  private let permutations: PermutationSet
  private let copies: Int
  private let normalization: PatchNormalization
  private let shift: Int
  private let grey: Float
  private let orders: RandomStreams
  private let greys: RandomStreams
  /// One a copy.
  private let gaps: [RandomStreams]
  private let shifts: [RandomStreams]

  /// Nine tiles, one class an order.
  public static func layout(
    _ settings: PretextSettings, on subject: PretextSubject
  ) throws(PretextError) -> PretextLayout {
    let tile = settings.wholeNumber("tile")
    let cell = min(subject.shape.rows, subject.shape.columns) / 3
    guard tile <= cell else {
      throw PretextError(
        of: "tile",
        "a tile of \(tile) does not fit a cell of \(cell) pixels, a third of images of "
          + "\(subject.shape); use \(cell) at most")
    }
    return PretextLayout(
      input: Shape(rows: tile, columns: tile, channels: subject.shape.channels),
      branches: PermutationSet.size, copies: settings.wholeNumber("copies"),
      answer: .classes(settings.wholeNumber("permutations")))
  }

  /// The puzzles of some images.
  public init(
    _ settings: PretextSettings, on images: PretextImages, seed: UInt64
  ) throws(PretextError) {
    let layout = try Self.layout(settings, on: images.subject)
    let isColoured = images.shape.channels == 3
    self.images = images
    tile = layout.input
    copies = layout.copies
    hasGaps = settings.flag("gaps")
    permutations = PermutationSet(count: settings.wholeNumber("permutations"))
    normalization = PatchNormalization(settings)
    shift = isColoured ? settings.wholeNumber("shift") : 0
    grey = isColoured ? Float(settings.number("grey")) : 0
    orders = RandomStreams(seed: seed, purpose: "pretext/jigsaw/order")
    greys = RandomStreams(seed: seed, purpose: "pretext/jigsaw/grey")
    gaps = (0..<layout.copies).map {
      RandomStreams(seed: seed, purpose: "pretext/jigsaw/gaps/\($0)")
    }
    shifts = (0..<layout.copies).map {
      RandomStreams(seed: seed, purpose: "pretext/jigsaw/shift/\($0)")
    }
  }

  /// The shape of a tile.
  public var shape: Shape { tile }

  /// The nine tiles.
  public var branches: Int { PermutationSet.size }

  /// As many as `copies` an image.
  public var count: Int { images.count * copies }

  /// The order: its number in the set.
  public func label(_ index: Int) -> Int {
    var stream = images.draws(orders, at: index / copies)
    var label = 0
    for _ in 0...(index % copies) { label = stream.integer(below: permutations.count) }
    return label
  }

  /// The tiles, counted from 1, as they follow one another.
  public func caption(of label: Int) -> String {
    guard label >= 0, label < permutations.count else { return "\(label)" }
    var text = ""
    for place in 0..<PermutationSet.size {
      if place == 3 || place == 6 { text += " " }
      text += "\(permutations.tile(at: place, of: label) + 1)"
    }
    return text
  }

  /// Draws anew the puzzles, and the images' order where they are shuffled.
  public mutating func begin(epoch: Int) { images.begin(epoch: epoch) }

  /// Writes a tile.
  public func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    let example = image / PermutationSet.size
    let cell = permutations.tile(at: image % PermutationSet.size, of: label(example))
    let corner = corner(of: cell, of: example)
    let values = PatchValues(values: target, shape: tile, rowStride: rowStride)
    images.read(at: example / copies) { pixels in
      if shift > 0 {
        writeShifted(pixels, corner, cell, of: example, to: values)
      } else {
        pixels.writeWindow(
          row: corner.row, column: corner.column, tile, to: target, rowStride: rowStride)
      }
    }
    if isGrey(example) { values.takeColours(as: images, share: 1) }
    values.normalize(normalization, as: images)
  }
}

extension JigsawTask {
  /// Where a tile is in its image in this pass.
  ///
  /// - Parameters:
  ///   - cell: of the grid, by rows, 0 to 8.
  ///   - example: which puzzle.
  /// - Returns: its first row and column.
  func corner(of cell: Int, of example: Int) -> (row: Int, column: Int) {
    let (rows, columns) = (images.shape.rows / 3, images.shape.columns / 3)
    // A pixel or two that no cell has are left at the border.
    let top = images.shape.rows % 3 / 2 + cell / 3 * rows
    let left = images.shape.columns % 3 / 2 + cell % 3 * columns
    guard hasGaps else {
      return (top + (rows - tile.rows) / 2, left + (columns - tile.columns) / 2)
    }
    var stream = images.draws(gaps[example % copies], at: example / copies)
    var (down, right) = (0, 0)
    for _ in 0...cell {
      down = stream.integer(below: rows - tile.rows + 1)
      right = stream.integer(below: columns - tile.columns + 1)
    }
    return (top + down, left + right)
  }

  private func isGrey(_ example: Int) -> Bool {
    guard grey > 0 else { return false }
    var stream = images.draws(greys, at: example / copies)
    var chance: Float = 1
    for _ in 0...(example % copies) { chance = stream.unit() }
    return chance < grey
  }

  /// Every channel of the tile from elsewhere, but from within the image: what lies outside would tell that
  /// the tile is at its border.
  private func writeShifted(
    _ pixels: PretextPixels, _ corner: (row: Int, column: Int), _ cell: Int, of example: Int,
    to values: PatchValues
  ) {
    var stream = images.draws(shifts[example % copies], at: example / copies)
    let moves = 2 * shift + 1
    for _ in 0..<(cell * tile.channels * 2) { _ = stream.integer(below: moves) }
    for channel in 0..<tile.channels {
      let down = stream.integer(below: moves) - shift
      let right = stream.integer(below: moves) - shift
      let top = min(max(corner.row + down, 0), pixels.shape.rows - tile.rows)
      let left = min(max(corner.column + right, 0), pixels.shape.columns - tile.columns)
      for row in 0..<tile.rows {
        for column in 0..<tile.columns {
          values[row, column, channel] = pixels.value(top + row, left + column, channel)
        }
      }
    }
  }
}
