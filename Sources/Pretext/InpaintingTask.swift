public import Network
import Random

/// Inpainting: a region of the image is hidden, and the network is asked for what was there.
///
/// Against shortcuts: the region's place is drawn anew in every epoch, since features of a network that
/// always fills the same place "latch on to low-level image features" at its border (section 3.2 of the
/// paper; `regions` of a smaller `size` are its random blocks); what is hidden is filled with the mean colour,
/// which says least of what was there. With `overlap` a band of the surroundings is asked for too, at a
/// higher weight, so that the answer continues what the network sees. Where nothing is asked of a pixel,
/// its output means nothing, and `picture` shows what the network saw.
///
/// Weights are scaled to a mean of 1: of 784 values of which 196 count, each counts 4 times.
///
/// Whoever learned nothing leaves what is seen, and puts the mean of all known images at each place
/// where nothing is.
///
/// Reference: D. Pathak, P. Krähenbühl, J. Donahue, T. Darrell, A. A. Efros, "Context Encoders: Feature
/// Learning by Inpainting", CVPR 2016, arXiv:1604.07379: half of each side, a band of 7 of 128 pixels at 10
/// times the weight. The adversarial loss of the paper, for sharper pictures, is left out.
public struct InpaintingTask: PretextTask {
  /// The name in protocols.
  public static let name = "inpainting"
  /// What the network is asked.
  public static let summary = "what was in the region that is hidden?"
  /// What a protocol may say of it.
  public static let options = [
    PretextOption(
      "size", .number(0.05...0.9, default: 0.5), "a hidden region's side, of the image's"),
    PretextOption(
      "place", .choice(["random", "centre"], default: "random"),
      "where the region is: anywhere in the image, or in its middle"),
    PretextOption(
      "regions", .wholeNumber(1...16, default: 1),
      "how many regions are hidden, which may overlap; 1 in the middle"),
    HiddenFill.option,
    PretextOption(
      "loss", .choice(["region", "all"], default: "region"),
      "what counts: the hidden pixels, or all of the image"),
    PretextOption(
      "overlap", .wholeNumber(0...8, default: 0),
      "pixels round a region that count too, so that the answer fits them"),
    PretextOption(
      "overlap-weight", .number(0.01...100, default: 10),
      "how much a pixel of the overlap counts, where a hidden one counts 1"),
  ]

  private var images: PretextImages
  private let regions: HiddenRegions
  private let fill: HiddenFill
  private let countsAll: Bool
  private let overlap: Int
  private let overlapWeight: Float
  private let meanImage: [Float]

  /// The image itself as the answer; images of at least 2 × 2 pixels.
  public static func layout(
    _ settings: PretextSettings, on subject: PretextSubject
  ) throws(PretextError) -> PretextLayout {
    let shape = subject.shape
    guard settings.choice("place") != "centre" || settings.wholeNumber("regions") == 1 else {
      throw PretextError(
        of: "regions",
        "\(settings.wholeNumber("regions")) regions in the middle would be one; "
          + "use regions: 1 or place: random")
    }
    guard HiddenRegions.side(settings, shape.rows) < shape.rows,
      HiddenRegions.side(settings, shape.columns) < shape.columns
    else {
      throw PretextError(
        of: "size",
        "nothing would be left to see of images of \(shape.rows)×\(shape.columns); "
          + "use a smaller size, or images of at least 2×2")
    }
    return PretextLayout(input: shape, answer: .image(shape))
  }

  /// Inpainting of some images.
  public init(
    _ settings: PretextSettings, on images: PretextImages, seed: UInt64
  ) throws(PretextError) {
    _ = try Self.layout(settings, on: images.subject)
    self.images = images
    regions = HiddenRegions(
      settings, shape: images.shape,
      streams: RandomStreams(seed: seed, purpose: "pretext/inpainting"))
    fill = HiddenFill(
      settings, on: images, streams: RandomStreams(seed: seed, purpose: "pretext/inpainting/fill"))
    countsAll = settings.choice("loss") == "all"
    overlap = settings.wholeNumber("overlap")
    overlapWeight = Float(settings.number("overlap-weight"))
    meanImage = images.meanImage()
  }

  /// Rows × columns × channels of an image.
  public var shape: Shape { images.shape }

  /// One example an image.
  public var count: Int { images.count }

  /// Draws anew the places, how the images are changed, and their order where they are shuffled.
  public mutating func begin(epoch: Int) { images.begin(epoch: epoch) }

  /// Writes an image with a part of it hidden.
  public func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    images.write(at: image, to: target, rowStride: rowStride)
    var noise = fill.draws(images, at: image)
    regions.visit(images, at: image) { area in
      fill.fill(area, of: target, rowStride: rowStride, &noise)
    }
  }

  /// Writes the image itself, and how much each of its values counts.
  public func writeTarget(
    _ index: Int, to values: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>
  ) {
    images.writeTarget(at: index, to: values)
    writeWeights(index, to: weights)
  }

  private func writeWeights(_ index: Int, to weights: UnsafeMutablePointer<Float>) {
    weights.update(repeating: countsAll ? 1 : 0, count: shape.count)
    if overlap > 0 {
      regions.visit(images, at: index) { area in
        area.widened(by: overlap, in: shape).set(weights, to: overlapWeight, in: shape)
      }
    }
    regions.visit(images, at: index) { $0.set(weights, to: 1, in: shape) }
    normalizeWeights(weights, count: shape.count)
  }
}

extension InpaintingTask {
  /// What is seen, and the mean of the known images where nothing is.
  public func writeTrivialAnswer(_ index: Int, to values: UnsafeMutablePointer<Float>) {
    images.writeTarget(at: index, to: values)
    regions.visit(images, at: index) { $0.copy(meanImage, to: values, in: shape) }
  }

  /// Marks the regions.
  public func markHidden(_ index: Int, in mask: UnsafeMutablePointer<UInt8>) -> Bool {
    regions.visit(images, at: index) { $0.set(mask, to: 1, in: shape) }
    return true
  }

  /// The bytes nearest to the answer; what was seen where nothing was asked.
  public func picture(of answer: [Float], isTarget: Bool, at index: Int) -> [UInt8] {
    let bytes = images.scale.bytes(of: answer, channels: shape.channels)
    guard !isTarget, !countsAll else { return bytes }
    var weights = [Float](repeating: 1, count: shape.count)
    weights.withUnsafeMutableBufferPointer { weights in
      if let base = weights.baseAddress { writeWeights(index, to: base) }
    }
    let seen = images.picture(at: index)
    return bytes.indices.map { weights[$0] > 0 ? bytes[$0] : seen[$0] }
  }
}
