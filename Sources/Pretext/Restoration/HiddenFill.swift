import Network
import Random

/// What stands where pixels are hidden.
///
/// The mean colour tells least: black may be what is really there, and an edge in noise that no image
/// has tells where to look.
struct HiddenFill {
  /// The option that chooses it.
  static let option = PretextOption(
    "fill", .choice(["mean", "zero", "noise"], default: "mean"),
    "what stands where pixels are hidden: the mean colour, black, or random bytes")

  /// One value a channel; none for noise.
  private let values: [Float]
  private let table: [Float]
  private let streams: RandomStreams

  /// What the settings say.
  ///
  /// - Parameters:
  ///   - settings: with the option above.
  ///   - images: whose mean colour it is.
  ///   - streams: of a purpose of its own.
  init(_ settings: PretextSettings, on images: PretextImages, streams: RandomStreams) {
    self.streams = streams
    let channels = images.shape.channels
    table = images.scale.table(channels: channels)
    switch settings.choice("fill") {
    case "mean": values = images.meanPixel()
    case "zero": values = (0..<channels).map { images.scale.value(ofLevel: 0, channel: $0) }
    default: values = []
    }
  }

  /// The stream of an image's noise.
  func draws(_ images: PretextImages, at place: Int) -> RandomStream {
    images.draws(streams, at: place)
  }

  /// Fills a part of an image.
  ///
  /// - Parameters:
  ///   - area: rows and columns.
  ///   - target: the image.
  ///   - rowStride: floats from one row to the next.
  ///   - stream: the image's; read for noise alone.
  func fill(
    _ area: Area, of target: UnsafeMutablePointer<Float>, rowStride: Int,
    _ stream: inout RandomStream
  ) {
    let channels = table.count / 256
    for row in area.rows {
      for column in area.columns {
        let pixel = target + (row &* rowStride &+ column &* channels)
        for channel in 0..<channels {
          pixel[channel] =
            values.isEmpty
            ? table[channel &* 256 &+ Int(stream.next() >> 24)] : values[channel]
        }
      }
    }
  }
}
