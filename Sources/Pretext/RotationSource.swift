public import Network
public import Random

/// The pretext task of RotNet: every image at 0°, 90°, 180° and 270°, counter-clockwise; the network
/// is asked by how much.
///
/// Example 4i + k is image i turned by k × 90°, as `numpy.rot90(image, k)` turns it, and k is its
/// label: the four copies stand next to each other. All four are of the same cut of the image, and
/// mirrored or not together. With 2 or 8 rotations, k counts half turns or eighths of a turn.
///
/// Shortcuts: quarter turns only move pixels, so nothing in a copy tells that it was turned but what it
/// shows (section 2.2 of the paper). The odd eighths of a turn lie between pixels and are interpolated,
/// which blurs them, and corners of the image are lost. Two options take both traces away:
/// - `tilt` turns every one of the eight copies by another 22.5°. A turn by 67.5° is a quarter turn of
///   one by −22.5°, so that the eight are interpolated with the same weights, and lose equally large
///   corners; without it a network can tell the blurred copies from the sharp ones;
/// - `circle` makes all black that is outside the circle in the image: every copy shows the same
///   pixels, none of them interpolated with the outside.
///
/// Reference: S. Gidaris, P. Singh, N. Komodakis, "Unsupervised Representation Learning by Predicting
/// Image Rotations", ICLR 2018, arXiv:1803.07728; 2 and 8 rotations: section 3.1, table 2. It measures
/// eight rotations without a measure against their traces.
public struct RotationSource: PretextTask {
  /// The name in protocols.
  public static let name = "rotation"
  /// What the network is asked.
  public static let summary = "by how much was the image turned?"
  /// What a protocol may say of it.
  public static let options = [
    PretextOption(
      "rotations", .wholeNumber(2...8, default: classCount),
      "2, 4 or 8: by multiples of 180°, 90° or 45°"),
    PretextOption(
      "tilt", .flag(default: false),
      "turn all eight copies by another 22.5°, so that they are interpolated alike"),
    PretextOption(
      "circle", .flag(default: false),
      "black outside the circle in the image, so that lost corners tell nothing"),
  ]

  private var images: PretextImages
  private let rotations: Int
  private let isTilted: Bool
  private let showsCircle: Bool

  /// The number of rotations, and so of classes, where a protocol names none.
  public static var classCount: Int { 4 }

  /// A flat output of one class a rotation; square images only.
  public static func layout(
    _ settings: PretextSettings, on subject: PretextSubject
  ) throws(PretextError) -> PretextLayout {
    guard subject.shape.rows == subject.shape.columns else {
      throw PretextError(
        "images of \(subject.shape) are not square, and a quarter turn must keep the shape")
    }
    let rotations = settings.wholeNumber("rotations")
    guard rotations == 2 || rotations == 4 || rotations == 8 else {
      throw PretextError(of: "rotations", "\(rotations) is none of 2, 4 and 8; use one of these")
    }
    guard rotations == 8 || !settings.flag("tilt") else {
      throw PretextError(
        of: "tilt", "\(rotations) rotations only move pixels; leave it out or use 8 rotations")
    }
    return PretextLayout(
      input: subject.shape, copies: rotations, answer: .classes(rotations))
  }

  /// The rotations of some images.
  public init(
    _ settings: PretextSettings, on images: PretextImages, seed: UInt64
  ) throws(PretextError) {
    rotations = try Self.layout(settings, on: images.subject).copies
    isTilted = settings.flag("tilt")
    showsCircle = settings.flag("circle")
    self.images = images
  }

  /// The four rotations of a range of images.
  ///
  /// - Parameters:
  ///   - pixels: all images of the set, row-major, one after the other.
  ///   - images: which of them.
  ///   - shape: of one image, square.
  ///   - scale: how bytes become values.
  ///   - firstImageLast: whether the first image's four examples come last, where an index of −4
  ///     from the first wraps them to.
  ///   - shuffling: the stream that puts the images, not their copies, in a new order before every
  ///     epoch; nil keeps their order.
  ///   - augmenter: what is done to the images in every epoch; nil leaves them as they are.
  public init(
    pixels: [UInt8], images: Range<Int>, shape: Shape, scale: PixelValues, firstImageLast: Bool,
    shuffling: RandomStream? = nil, augmenter: Augmenter? = nil
  ) {
    precondition(shape.rows == shape.columns, "square images, since a quarter turn keeps the shape")
    rotations = Self.classCount
    isTilted = false
    showsCircle = false
    self.images = PretextImages(
      pixels: pixels, subject: PretextSubject(shape: shape, classCount: 1), scale: scale,
      range: images, firstImageLast: firstImageLast, shuffling: shuffling, augmenter: augmenter)
  }

  /// Rows × columns × channels of an image; rows equal columns.
  public var shape: Shape { images.shape }

  /// As many examples an image as there are rotations.
  public var count: Int { images.count * rotations }

  /// The rotation, in steps of 360° / rotations.
  public func label(_ index: Int) -> Int { index % rotations }

  /// The angle.
  public func caption(of label: Int) -> String {
    isTilted ? "\(45 * label + 22).5°" : "\(360 / rotations * label)°"
  }

  /// The image of an example.
  func image(of index: Int) -> Int { images.number(at: index / rotations) }

  /// Draws anew how the images are changed, and their order where they are shuffled.
  public mutating func begin(epoch: Int) { images.begin(epoch: epoch) }

  /// Writes an image's scaled pixels, turned.
  public func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    let place = image / rotations
    let sixteenths = label(image) * (16 / rotations) + (isTilted ? 1 : 0)
    if sixteenths % 4 == 0 {
      images.write(at: place, turns: sixteenths / 4, to: target, rowStride: rowStride)
    } else {
      var frame = ViewFrame(shape)
      frame.turn = Turn(sixteenths: sixteenths)
      images.read(at: place) { $0.write(frame, to: target, rowStride: rowStride) }
    }
    guard showsCircle else { return }
    for channel in 0..<shape.channels {
      blackenOutsideCircle(
        target, shape, channel, images.range(of: channel).black, rowStride: rowStride)
    }
  }
}

/// Makes what is outside the circle in a square image black: where the distance from the centre is
/// above (rows − 1) / 2, so that whatever is turned into the circle was within the image.
private func blackenOutsideCircle(
  _ target: UnsafeMutablePointer<Float>, _ shape: Shape, _ channel: Int, _ black: Float,
  rowStride: Int
) {
  let last = shape.rows - 1
  for row in 0..<shape.rows {
    for column in 0..<shape.columns {
      // Twice the distances, which are whole numbers.
      let (y, x) = (2 * row - last, 2 * column - last)
      guard y * y + x * x > last * last else { continue }
      target[row &* rowStride &+ column &* shape.channels &+ channel] = black
    }
  }
}
