public import Network
import Random

/// The pretext task of context prediction: two patches of an image; the network is asked which of the
/// eight neighbours of the first the second is.
///
/// Nine patches are cut out of a 3 × 3 grid; the first image of an example is the one in the middle, the
/// second one of the others. Neighbours are counted by rows, from the top left, the middle left out: 3
/// is left of the middle, 4 right of it. The place of the grid is drawn anew in every pass, so are the
/// patches' own places. With eight `copies` example 8i + k asks for neighbour k of image i; with fewer,
/// different neighbours are drawn in every pass.
///
/// Shortcuts, and what prevents them (section 3.1 of the paper):
/// - lines that go on from one patch to the next, and textures at their borders: `gap` and `jitter`;
/// - lenses that shift the colours by the place in the image (chromatic aberration): `colours`, for
///   images of three channels: `dropping` keeps one channel at random and makes the others weak noise,
///   `projection` takes the difference of green and magenta away;
/// - how bright a place is: `normalization`;
/// - fine detail that tells how sharp a place is: `pixelate`, the share of patches that are made of
///   larger pixels, at least ten or so of them along a side, or half of them in small patches.
///
/// Reference: C. Doersch, A. Gupta, A. A. Efros, "Unsupervised Visual Representation Learning by Context
/// Prediction", ICCV 2015, arXiv:1505.05192. Its patches are of 96 × 96 pixels, its gap 48, its jitter 7;
/// ours fit images of 28 × 28. It subtracts the mean of the data, we that of the patch; it draws one pair
/// at a time.
public struct ContextTask: PretextTask {
  /// The name in protocols.
  public static let name = "context"
  /// What the network is asked.
  public static let summary = "where is the second patch, seen from the first?"
  /// What a protocol may say of it.
  public static let options = [
    PretextOption("patch", .wholeNumber(1...256, default: 7), "pixels along a patch's side"),
    PretextOption("gap", .wholeNumber(0...256, default: 2), "pixels between two patches"),
    PretextOption(
      "jitter", .wholeNumber(0...64, default: 1),
      "pixels by which a patch is moved at most, up or down and left or right"),
    PretextOption(
      "copies", .wholeNumber(1...8, default: 8), "neighbours that are asked for, of every image"),
    PatchNormalization.option(default: .mean),
    PretextOption(
      "colours", .choice(Colours.allCases.map { $0.rawValue }, default: Colours.dropping.rawValue),
      "of images with three channels: keep all, drop two of a patch, or take green and magenta away"
    ),
    PretextOption(
      "pixelate", .number(0...1, default: 0), "the share of patches that are made of larger pixels"),
  ]

  /// What is done to the colours of images with three channels.
  private enum Colours: String, CaseIterable {
    case keep, dropping, projection
  }

  private static let neighbours = 8
  private static let middle = 4

  private var images: PretextImages
  private let patch: Shape
  private let gap: Int
  private let jitter: Int
  private let copies: Int
  private let normalization: PatchNormalization
  private let colours: Colours
  private let pixelated: Float
  private let orders: RandomStreams
  private let places: RandomStreams
  private let jitters: RandomStreams
  private let channels: RandomStreams
  private let sizes: RandomStreams
  /// One a patch, since the noise of a patch takes many numbers.
  private let noises: [RandomStreams]

  /// Two patches, one of eight classes.
  public static func layout(
    _ settings: PretextSettings, on subject: PretextSubject
  ) throws(PretextError) -> PretextLayout {
    let patch = settings.wholeNumber("patch")
    let extent = extent(settings)
    guard extent <= subject.shape.rows, extent <= subject.shape.columns else {
      throw PretextError(
        of: "patch",
        "three patches of \(patch) with two gaps and twice the jitter take \(extent) pixels, more than "
          + "images of \(subject.shape) have; use smaller ones")
    }
    return PretextLayout(
      input: Shape(rows: patch, columns: patch, channels: subject.shape.channels), branches: 2,
      copies: settings.wholeNumber("copies"), answer: .classes(neighbours))
  }

  /// The pixels along a side that the nine patches need.
  private static func extent(_ settings: PretextSettings) -> Int {
    3 * settings.wholeNumber("patch") + 2 * settings.wholeNumber("gap")
      + 2 * settings.wholeNumber("jitter")
  }

  /// The pairs of patches of some images.
  public init(
    _ settings: PretextSettings, on images: PretextImages, seed: UInt64
  ) throws(PretextError) {
    let layout = try Self.layout(settings, on: images.subject)
    self.images = images
    patch = layout.input
    copies = layout.copies
    gap = settings.wholeNumber("gap")
    jitter = settings.wholeNumber("jitter")
    normalization = PatchNormalization(settings)
    colours =
      patch.channels == 3 ? Colours(rawValue: settings.choice("colours")) ?? .keep : .keep
    pixelated = Float(settings.number("pixelate"))
    orders = RandomStreams(seed: seed, purpose: "pretext/context/order")
    places = RandomStreams(seed: seed, purpose: "pretext/context/place")
    jitters = RandomStreams(seed: seed, purpose: "pretext/context/jitter")
    channels = RandomStreams(seed: seed, purpose: "pretext/context/channel")
    sizes = RandomStreams(seed: seed, purpose: "pretext/context/pixelate")
    noises = (0...Self.neighbours).map {
      RandomStreams(seed: seed, purpose: "pretext/context/noise/\($0)")
    }
  }

  /// The shape of a patch.
  public var shape: Shape { patch }

  /// The middle one, and a neighbour.
  public var branches: Int { 2 }

  /// As many as `copies` an image.
  public var count: Int { images.count * copies }

  /// The neighbour that is asked for.
  public func label(_ index: Int) -> Int {
    let copy = index % copies
    guard copies < Self.neighbours else { return copy }
    // One of those that were not drawn before it, each as likely.
    var stream = images.draws(orders, at: index / copies)
    var drawn = 0
    for earlier in 0...copy {
      var left = stream.integer(below: Self.neighbours - earlier)
      var neighbour = 0
      while drawn >> neighbour & 1 == 1 || left > 0 {
        if drawn >> neighbour & 1 == 0 { left -= 1 }
        neighbour += 1
      }
      guard earlier < copy else { return neighbour }
      drawn |= 1 << neighbour
    }
    return 0
  }

  /// Where the neighbour is.
  public func caption(of label: Int) -> String {
    let names = [
      "above left", "above", "above right", "left", "right", "below left", "below", "below right",
    ]
    return names.indices.contains(label) ? names[label] : "\(label)"
  }

  /// Draws anew where the patches are, and the images' order where they are shuffled.
  public mutating func begin(epoch: Int) { images.begin(epoch: epoch) }

  /// Writes the patch in the middle, or the neighbour.
  public func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    let example = image / 2
    let place = example / copies
    let neighbour = label(example)
    let cell =
      image % 2 == 0 ? Self.middle : neighbour < Self.middle ? neighbour : neighbour + 1
    let corner = corner(of: cell, at: place)
    images.read(at: place) { pixels in
      pixels.writeWindow(
        row: corner.row, column: corner.column, patch, to: target, rowStride: rowStride)
    }
    finish(PatchValues(values: target, shape: patch, rowStride: rowStride), cell, at: place)
  }
}

extension ContextTask {
  /// Where a patch is in its image in this pass.
  ///
  /// - Parameters:
  ///   - cell: of the grid, by rows, 0 to 8.
  ///   - place: of the image.
  /// - Returns: its first row and column.
  func corner(of cell: Int, at place: Int) -> (row: Int, column: Int) {
    let extent = 3 * patch.rows + 2 * gap + 2 * jitter
    var stream = images.draws(places, at: place)
    let top = stream.integer(below: images.shape.rows - extent + 1)
    let left = stream.integer(below: images.shape.columns - extent + 1)
    var moves = images.draws(jitters, at: place)
    var (down, right) = (0, 0)
    for _ in 0...cell {
      down = moves.integer(below: 2 * jitter + 1)
      right = moves.integer(below: 2 * jitter + 1)
    }
    return (
      top + cell / 3 * (patch.rows + gap) + down, left + cell % 3 * (patch.columns + gap) + right
    )
  }

  /// Takes traces away: colours first, while values are still colours.
  private func finish(_ values: PatchValues, _ cell: Int, at place: Int) {
    switch colours {
    case .keep: break
    case .projection: values.projectColours(as: images)
    case .dropping:
      var stream = images.draws(channels, at: place)
      var kept = 0
      for _ in 0...cell { kept = stream.integer(below: 3) }
      var noise = images.draws(noises[cell], at: place)
      values.dropColours(but: kept, &noise)
    }
    values.normalize(normalization, as: images)
    guard pixelated > 0 else { return }
    var stream = images.draws(sizes, at: place)
    var (chance, side): (Float, Int) = (1, 2)
    for _ in 0...cell {
      chance = stream.unit()
      side = 2 + stream.integer(below: max(2, patch.rows / 10) - 1)
    }
    if chance < pixelated { values.pixelate(side) }
  }
}
