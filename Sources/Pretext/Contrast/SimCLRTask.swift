public import Network
import Random

/// The pretext task of SimCLR: two views of every image, changed at random; the network is to give
/// views of one image similar vectors, and those of others different ones.
///
/// A view is a part of the image at the image's size, turned a little, mirrored, lighter or darker, with
/// more or less contrast, other colours, blurred and noisy: in this order, each only where its option says
/// so. The two views of an image are drawn independently of one another, anew in every pass.
///
/// Shortcuts, and what prevents them (section 3 of the paper): without `crop` views agree pixel by pixel;
/// crops of one image share its histogram of colours or greys, by which alone they could be told from
/// others: `brightness`, `contrast`, `saturation`, `hue` and `grey` change it.
///
/// The defaults suit digits, grey or coloured: parts are half of an image or more, and not mirrored, since
/// that makes another sign of a digit.
///
/// Reference: T. Chen, S. Kornblith, M. Norouzi, G. Hinton, "A Simple Framework for Contrastive Learning of
/// Visual Representations", ICML 2020, arXiv:2002.05709, appendix A. Departures: crops keep at least half
/// of an image (there 8%), the ratio of their sides is uniform (there its logarithm); views are turned
/// (there not); colours are always changed (there in 80% of the views), in a fixed order, by weaker
/// defaults; a blur is over three pixels (there a tenth of an image, which is three pixels of 28), and off
/// by default, as in its experiments with small images.
public struct SimCLRTask: PretextTask {
  /// The name in protocols.
  public static let name = "simclr"
  /// What the network is asked.
  public static let summary = "which two views are of the same image?"
  /// What a protocol may say of it.
  public static let options = [
    PretextOption(
      "temperature", .number(0.01...10, default: 0.5),
      "what similarities are divided by: a small one is hard on the most similar others"),
    PretextOption(
      "crop", .number(0.08...1, default: 0.5), "the smallest part of an image's area; 1 is all"),
    PretextOption(
      "aspect", .number(1...2, default: 1.3), "how much wider than high a part may be, or higher"),
    PretextOption(
      "turn", .number(0...45, default: 15), "degrees by which a view is turned at most"),
    PretextOption("flip", .flag(default: false), "mirror every other view"),
    PretextOption(
      "brightness", .number(0...1, default: 0.4), "by which share values change at most"),
    PretextOption(
      "contrast", .number(0...1, default: 0.4),
      "by which share differences from the mean change at most"),
    PretextOption(
      "saturation", .number(0...1, default: 0.4),
      "of images with three channels: by which share differences from grey change at most"),
    PretextOption(
      "hue", .number(0...45, default: 36),
      "of images with three channels: degrees by which hues are turned at most"),
    PretextOption(
      "grey", .number(0...1, default: 0.2),
      "of images with three channels: the share of views that are grey"),
    PretextOption("blur", .number(0...1, default: 0), "the share of views that are blurred"),
    PretextOption(
      "noise", .number(0...1, default: 0), "the strongest noise, as a share of black to white"),
  ]

  private var images: PretextImages
  /// The two views.
  private let views: [ViewMaker]

  /// Two images, one vector each.
  public static func layout(
    _ settings: PretextSettings, on subject: PretextSubject
  ) throws(PretextError) -> PretextLayout {
    PretextLayout(
      input: subject.shape, branches: 2,
      answer: .embedding(temperature: Float(settings.number("temperature"))))
  }

  /// The views of some images.
  public init(
    _ settings: PretextSettings, on images: PretextImages, seed: UInt64
  ) throws(PretextError) {
    let isColoured = images.shape.channels == 3
    views = ["first", "second"].map { view in
      ViewMaker(settings, isColoured: isColoured, seed: seed, purpose: "pretext/simclr/" + view)
    }
    self.images = images
  }

  /// Rows × columns × channels of an image.
  public var shape: Shape { images.shape }

  /// The two views.
  public var branches: Int { 2 }

  /// One example an image.
  public var count: Int { images.count }

  /// Draws anew how the images are changed, and their order where they are shuffled.
  public mutating func begin(epoch: Int) { images.begin(epoch: epoch) }

  /// Writes a view.
  public func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    views[image % 2].write(image / 2, of: images, to: target, rowStride: rowStride)
  }
}
