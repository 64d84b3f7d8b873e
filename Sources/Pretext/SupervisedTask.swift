public import Network

/// A control, and no pretext: the network is asked for the class of an image, as its label says.
///
/// This is how features were made before labels could be done without: an encoder is trained on a large
/// labelled set such as ImageNet, then used on other images. It tells what labels for the pretext's own
/// images would have been worth: give it other data than the arms have, or images of the same set whose
/// labels they do not use, and compare its arms with those of tasks that saw the same images without
/// labels. An arm of it is not self-supervised.
///
/// Reference: A. Sharif Razavian, H. Azizpour, J. Sullivan, S. Carlsson, "CNN Features off-the-shelf: an
/// Astounding Baseline for Recognition", CVPR 2014 workshops, arXiv:1403.6382.
public struct SupervisedTask: PretextTask {
  /// The name in protocols.
  public static let name = "supervised"
  /// What the network is asked.
  public static let summary = "which class is the image of? (a control that needs labels)"
  /// What a protocol may say of it: nothing.
  public static let options: [PretextOption] = []
  /// Labels are what it learns from.
  public static let usesLabels = true

  private var images: PretextImages

  /// The image, and its class.
  public static func layout(
    _ settings: PretextSettings, on subject: PretextSubject
  ) throws(PretextError) -> PretextLayout {
    guard subject.classCount >= 2 else {
      throw PretextError("images of \(subject.classCount) class have nothing to tell; use others")
    }
    return PretextLayout(input: subject.shape, answer: .classes(subject.classCount))
  }

  /// Some images with their labels.
  public init(
    _ settings: PretextSettings, on images: PretextImages, seed: UInt64
  ) throws(PretextError) {
    _ = try Self.layout(settings, on: images.subject)
    guard images.labels.count >= images.range.upperBound else {
      throw PretextError(
        "\(images.labels.count) labels for images up to \(images.range.upperBound); "
          + "use a labelled data set")
    }
    self.images = images
  }

  /// Rows × columns × channels of an image.
  public var shape: Shape { images.shape }

  /// One example an image.
  public var count: Int { images.count }

  /// The image's label.
  public func label(_ index: Int) -> Int { Int(images.labels[images.number(at: index)]) }

  /// Draws anew how the images are changed, and their order where they are shuffled.
  public mutating func begin(epoch: Int) { images.begin(epoch: epoch) }

  /// Writes an image's scaled pixels.
  public func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    images.write(at: image, to: target, rowStride: rowStride)
  }
}
