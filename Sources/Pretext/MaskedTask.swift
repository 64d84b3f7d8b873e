public import Network
import Random

/// Masked images: the image is cut into square patches, most of them are hidden, and the network is asked for
/// what was there.
///
/// So much is hidden that neighbours alone do not tell it: with a small part, interpolation would do. The
/// patches are drawn anew in every epoch. Where nothing is asked of a pixel, its output means nothing,
/// and `picture` shows what the network saw. With a `patch` of 1 and a `fill` of `zero` this is the masking
/// noise of denoising autoencoders.
///
/// Weights are scaled to a mean of 1: where three quarters count, each of their values counts 4/3 times.
///
/// Whoever learned nothing leaves what is seen, and puts the mean of all known images at each place
/// where nothing is.
///
/// Reference: K. He, X. Chen, S. Xie, Y. Li, P. Dollár, R. Girshick, "Masked Autoencoders Are Scalable Vision
/// Learners", CVPR 2022, arXiv:2111.06377: three quarters of the patches are hidden and only these count. There
/// the encoder, a transformer, does not see hidden patches at all; a convolution sees what `fill` puts there.
/// P. Vincent, H. Larochelle, Y. Bengio, P.-A. Manzagol, "Extracting and Composing Robust Features with
/// Denoising Autoencoders", ICML 2008.
public struct MaskedTask: PretextTask {
  /// The name in protocols.
  public static let name = "masked"
  /// What the network is asked.
  public static let summary = "what was in the patches that are hidden?"
  /// What a protocol may say of it.
  public static let options = [
    PretextOption(
      "patch", .wholeNumber(1...16, default: 4),
      "pixels on each side of a patch; it divides rows and columns"),
    PretextOption(
      "fraction", .number(0.05...0.95, default: 0.75),
      "the part of the patches that is hidden: rounded, at least one and not all"),
    HiddenFill.option,
    PretextOption(
      "loss", .choice(["masked", "all"], default: "masked"),
      "what counts: the hidden patches, or all of the image"),
  ]

  private var images: PretextImages
  private let patch: Int
  private let hidden: Int
  private let streams: RandomStreams
  private let fill: HiddenFill
  private let countsAll: Bool
  private let meanImage: [Float]

  /// The image itself as the answer; at least two patches, and no part of one.
  public static func layout(
    _ settings: PretextSettings, on subject: PretextSubject
  ) throws(PretextError) -> PretextLayout {
    let (shape, patch) = (subject.shape, settings.wholeNumber("patch"))
    let patches = (shape.rows / patch) * (shape.columns / patch)
    guard shape.rows % patch == 0, shape.columns % patch == 0, patches >= 2 else {
      let sizes = (1...16).filter {
        shape.rows % $0 == 0 && shape.columns % $0 == 0 && shape.rows * shape.columns >= 2 * $0 * $0
      }
      var words = ""
      for size in sizes { words += (words.isEmpty ? "use " : ", ") + "\(size)" }
      throw PretextError(
        of: "patch",
        "images of \(shape.rows)×\(shape.columns) are not cut into patches of \(patch)×\(patch); "
          + (sizes.isEmpty ? "use images of at least two pixels" : words))
    }
    return PretextLayout(input: shape, answer: .image(shape))
  }

  /// Some images with patches hidden.
  public init(
    _ settings: PretextSettings, on images: PretextImages, seed: UInt64
  ) throws(PretextError) {
    _ = try Self.layout(settings, on: images.subject)
    self.images = images
    patch = settings.wholeNumber("patch")
    let patches = (images.shape.rows / patch) * (images.shape.columns / patch)
    let part = Int(settings.number("fraction") * Double(patches) + 0.5)
    hidden = min(max(part, 1), patches - 1)
    streams = RandomStreams(seed: seed, purpose: "pretext/masked")
    fill = HiddenFill(
      settings, on: images, streams: RandomStreams(seed: seed, purpose: "pretext/masked/fill"))
    countsAll = settings.choice("loss") == "all"
    meanImage = images.meanImage()
  }

  /// Rows × columns × channels of an image.
  public var shape: Shape { images.shape }

  /// One example an image.
  public var count: Int { images.count }

  /// Draws anew the patches, how the images are changed, and their order where they are shuffled.
  public mutating func begin(epoch: Int) { images.begin(epoch: epoch) }

  /// Writes an image with patches hidden.
  public func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    images.write(at: image, to: target, rowStride: rowStride)
    var noise = fill.draws(images, at: image)
    visit(image) { fill.fill($0, of: target, rowStride: rowStride, &noise) }
  }

  /// Writes the image itself, and how much each of its values counts.
  public func writeTarget(
    _ index: Int, to values: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>
  ) {
    images.writeTarget(at: index, to: values)
    guard !countsAll else { return }
    weights.update(repeating: 0, count: shape.count)
    visit(index) { $0.set(weights, to: 1, in: shape) }
    normalizeWeights(weights, count: shape.count)
  }

  /// Visits the hidden patches of an image, row by row.
  private func visit(_ place: Int, _ body: (Area) -> Void) {
    let (rows, columns) = (shape.rows / patch, shape.columns / patch)
    var draws = images.draws(streams, at: place)
    var selection = Selection(hidden, of: rows * columns)
    for row in 0..<rows {
      for column in 0..<columns where selection.takesNext(&draws) {
        body(
          Area(
            rows: row * patch..<(row + 1) * patch,
            columns: column * patch..<(column + 1) * patch))
      }
    }
  }
}

extension MaskedTask {
  /// What is seen, and the mean of the known images where nothing is.
  public func writeTrivialAnswer(_ index: Int, to values: UnsafeMutablePointer<Float>) {
    images.writeTarget(at: index, to: values)
    visit(index) { $0.copy(meanImage, to: values, in: shape) }
  }

  /// Marks the hidden patches.
  public func markHidden(_ index: Int, in mask: UnsafeMutablePointer<UInt8>) -> Bool {
    visit(index) { $0.set(mask, to: 1, in: shape) }
    return true
  }

  /// The bytes nearest to the answer; what was seen where nothing was asked.
  public func picture(of answer: [Float], isTarget: Bool, at index: Int) -> [UInt8] {
    var bytes = images.scale.bytes(of: answer, channels: shape.channels)
    guard !isTarget, !countsAll else { return bytes }
    var mask = [UInt8](repeating: 0, count: shape.count)
    mask.withUnsafeMutableBufferPointer { mask in
      if let base = mask.baseAddress { _ = markHidden(index, in: base) }
    }
    let seen = images.picture(at: index)
    for place in bytes.indices where mask[place] == 0 { bytes[place] = seen[place] }
    return bytes
  }
}
