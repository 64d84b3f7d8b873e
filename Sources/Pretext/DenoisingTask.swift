public import Network
import Random

/// Denoising: noise is added to an image, and the network is asked for the image without it.
///
/// Whoever learned nothing leaves the noise. What it takes to do better is to know what images look
/// like: the noise of two pixels is independent, the image is not. It is drawn anew in every epoch, so
/// that no image can be remembered by its noise.
///
/// `gaussian` is a sum of four bytes of one random word, brought to mean 0 and the deviation asked for:
/// near to normal (its kurtosis is 2.7 of 3), bounded by 3.5 deviations, and made without logarithms or
/// cosines, whose last bits differ between systems. Values may leave the range of bytes. Of
/// `salt-and-pepper` the pixels are a fixed number of them, each black or white as likely.
///
/// Reference: P. Vincent, H. Larochelle, Y. Bengio, P.-A. Manzagol, "Extracting and Composing Robust
/// Features with Denoising Autoencoders", ICML 2008, whose noise blackens a fixed number of pixels (see
/// `masked`); these two kinds: P. Vincent and others, "Stacked Denoising Autoencoders", JMLR 11 (2010).
public struct DenoisingTask: PretextTask {
  /// The name in protocols.
  public static let name = "denoising"
  /// What the network is asked.
  public static let summary = "what does the image look like without the noise?"
  /// What a protocol may say of it.
  public static let options = [
    PretextOption(
      "noise", .choice(["gaussian", "salt-and-pepper"], default: "gaussian"),
      "added to every value and nearly normal, or pixels that become black or white"),
    PretextOption(
      "strength", .number(0.01...1, default: 0.25),
      "the noise's standard deviation, of 1 from black to white; or the part of the pixels"),
  ]

  private var images: PretextImages
  private let streams: RandomStreams
  private let isGaussian: Bool
  /// For `gaussian`, one a channel: values of a sum of bytes that is 1 above its mean.
  private let steps: [Float]
  /// For `salt-and-pepper`: how many pixels, and the values of black and white, one pair a channel.
  private let grains: Int
  private let extremes: [Float]

  /// The image itself as the answer.
  public static func layout(
    _ settings: PretextSettings, on subject: PretextSubject
  ) throws(PretextError) -> PretextLayout {
    PretextLayout(input: subject.shape, answer: .image(subject.shape))
  }

  /// Denoising of some images.
  public init(
    _ settings: PretextSettings, on images: PretextImages, seed: UInt64
  ) throws(PretextError) {
    self.images = images
    streams = RandomStreams(seed: seed, purpose: "pretext/denoising")
    isGaussian = settings.choice("noise") == "gaussian"
    let strength = settings.number("strength")
    let (scale, channels) = (images.scale, images.shape.channels)
    extremes = (0..<channels).flatMap { channel in
      [scale.value(ofLevel: 0, channel: channel), scale.value(ofLevel: 255, channel: channel)]
    }
    // The variance of a byte is (256² − 1) / 12, of four 21,845.
    let deviation = Float(21_845).squareRoot()
    let extremes = extremes
    steps = (0..<channels).map {
      Float(strength) * (extremes[2 * $0 + 1] - extremes[2 * $0]) / deviation
    }
    grains = Int(strength * Double(images.shape.rows * images.shape.columns) + 0.5)
  }

  /// Rows × columns × channels of an image.
  public var shape: Shape { images.shape }

  /// One example an image.
  public var count: Int { images.count }

  /// Draws anew the noise, how the images are changed, and their order where they are shuffled.
  public mutating func begin(epoch: Int) { images.begin(epoch: epoch) }

  /// Writes an image with noise.
  public func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    images.write(at: image, to: target, rowStride: rowStride)
    var draws = images.draws(streams, at: image)
    if isGaussian {
      addNoise(target, rowStride, &draws)
    } else {
      sprinkle(target, rowStride, &draws)
    }
  }

  /// Writes the image itself.
  public func writeTarget(
    _ index: Int, to values: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>
  ) {
    images.writeTarget(at: index, to: values)
  }

  /// The image with its noise.
  public func writeTrivialAnswer(_ index: Int, to values: UnsafeMutablePointer<Float>) {
    write(index, to: values, rowStride: shape.columns * shape.channels)
  }

  /// The bytes nearest to the answer.
  public func picture(of answer: [Float], isTarget: Bool, at index: Int) -> [UInt8] {
    images.scale.bytes(of: answer, channels: shape.channels)
  }
}

extension DenoisingTask {
  private func addNoise(
    _ target: UnsafeMutablePointer<Float>, _ rowStride: Int, _ draws: inout RandomStream
  ) {
    for row in 0..<shape.rows {
      var value = target + row &* rowStride
      for _ in 0..<shape.columns {
        for channel in 0..<shape.channels {
          value[channel] += steps[channel] * Float(Self.centredSum(draws.next()))
        }
        value += shape.channels
      }
    }
  }

  /// The sum of the four bytes of a word, less its mean.
  static func centredSum(_ word: UInt32) -> Int32 {
    let pairs = (word & 0x00FF_00FF) &+ (word >> 8 & 0x00FF_00FF)
    return Int32(truncatingIfNeeded: (pairs & 0xFFFF) &+ pairs >> 16) &- 510
  }

  private func sprinkle(
    _ target: UnsafeMutablePointer<Float>, _ rowStride: Int, _ draws: inout RandomStream
  ) {
    var selection = Selection(grains, of: shape.rows * shape.columns)
    for row in 0..<shape.rows {
      var value = target + row &* rowStride
      for _ in 0..<shape.columns {
        if selection.takesNext(&draws) {
          let extreme = Int(draws.next() >> 31)
          for channel in 0..<shape.channels {
            value[channel] = extremes[2 &* channel &+ extreme]
          }
        }
        value += shape.channels
      }
    }
  }
}
