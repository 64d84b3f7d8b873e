import Network
import Random

/// Makes a view of an image: a part of it, changed at random.
struct ViewMaker: Sendable {
  private let isColoured: Bool
  private let crop: Float
  private let aspect: Float
  private let turn: Float
  private let flips: Bool
  private let brightness: Float
  private let contrast: Float
  private let saturation: Float
  private let hue: Float
  private let grey: Float
  private let blur: Float
  private let noise: Float
  // A purpose for everything that is drawn: what is switched off moves no other number.
  private let crops: RandomStreams
  private let turns: RandomStreams
  private let mirrors: RandomStreams
  private let lights: RandomStreams
  private let colours: RandomStreams
  private let blurs: RandomStreams
  private let noises: RandomStreams

  /// A maker of views.
  ///
  /// - Parameters:
  ///   - settings: of `SimCLRTask.options`.
  ///   - isColoured: whether images have three channels.
  ///   - seed: the repetition's seed.
  ///   - purpose: what the names of all streams begin with.
  init(_ settings: PretextSettings, isColoured: Bool, seed: UInt64, purpose: String) {
    self.isColoured = isColoured
    crop = Float(settings.number("crop"))
    aspect = Float(settings.number("aspect"))
    turn = Float(settings.number("turn"))
    flips = settings.flag("flip")
    brightness = Float(settings.number("brightness"))
    contrast = Float(settings.number("contrast"))
    saturation = Float(settings.number("saturation"))
    hue = Float(settings.number("hue"))
    grey = Float(settings.number("grey"))
    blur = Float(settings.number("blur"))
    noise = Float(settings.number("noise"))
    crops = RandomStreams(seed: seed, purpose: purpose + "/crop")
    turns = RandomStreams(seed: seed, purpose: purpose + "/turn")
    mirrors = RandomStreams(seed: seed, purpose: purpose + "/flip")
    lights = RandomStreams(seed: seed, purpose: purpose + "/light")
    colours = RandomStreams(seed: seed, purpose: purpose + "/colour")
    blurs = RandomStreams(seed: seed, purpose: purpose + "/blur")
    noises = RandomStreams(seed: seed, purpose: purpose + "/noise")
  }

  /// Writes a view.
  ///
  /// - Parameters:
  ///   - place: of the image.
  ///   - images: of which it is one.
  ///   - target: the first value of the first row.
  ///   - rowStride: floats from one row of the target to the next.
  func write(
    _ place: Int, of images: PretextImages, to target: UnsafeMutablePointer<Float>, rowStride: Int
  ) {
    let frame = frame(place, of: images)
    images.read(at: place) { $0.write(frame, to: target, rowStride: rowStride) }
    let view = PatchValues(values: target, shape: images.shape, rowStride: rowStride)
    light(view, place, of: images)
    if isColoured { colour(view, place, of: images) }
    if blur > 0 {
      var stream = images.draws(blurs, at: place)
      if stream.unit() < blur { view.blur(stream.uniform(0, 0.25)) }
    }
    if noise > 0 {
      var stream = images.draws(noises, at: place)
      view.addNoise(stream.uniform(0, noise), as: images, &stream)
    }
  }

  /// The part of the image that is seen.
  private func frame(_ place: Int, of images: PretextImages) -> ViewFrame {
    var frame = ViewFrame(images.shape)
    if crop < 1 {
      var stream = images.draws(crops, at: place)
      let area = stream.uniform(crop, 1)
      let ratio = stream.uniform(1, aspect)
      let (long, short) = (min((area * ratio).squareRoot(), 1), (area / ratio).squareRoot())
      let isWide = stream.integer(below: 2) == 1
      frame.cut(
        rows: isWide ? short : long, columns: isWide ? long : short, down: stream.unit(),
        right: stream.unit())
    }
    if turn > 0 {
      var stream = images.draws(turns, at: place)
      frame.turn = Turn(degrees: stream.uniform(-turn, turn))
    }
    if flips {
      var stream = images.draws(mirrors, at: place)
      frame.isMirrored = stream.integer(below: 2) == 1
    }
    return frame
  }

  private func light(_ view: PatchValues, _ place: Int, of images: PretextImages) {
    guard brightness > 0 || contrast > 0 else { return }
    var stream = images.draws(lights, at: place)
    let brighter = 1 + brightness * stream.uniform(-1, 1)
    let stronger = 1 + contrast * stream.uniform(-1, 1)
    for channel in 0..<view.shape.channels {
      let black = images.range(of: channel).black
      if brightness > 0 {
        view.map(channel) { black + brighter * ($0 - black) }
        view.clamp(channel, as: images)
      }
      if contrast > 0 {
        let mean = view.mean(of: channel)
        view.map(channel) { mean + stronger * ($0 - mean) }
        view.clamp(channel, as: images)
      }
    }
  }

  private func colour(_ view: PatchValues, _ place: Int, of images: PretextImages) {
    var stream = images.draws(colours, at: place)
    let weaker = saturation * stream.uniform(-1, 1)
    let angle = hue * stream.uniform(-1, 1)
    let isGrey = stream.unit() < grey
    if saturation > 0 { view.takeColours(as: images, share: weaker) }
    if hue > 0 { view.turnHues(as: images, by: Turn(degrees: angle)) }
    if isGrey { view.takeColours(as: images, share: 1) }
    guard saturation > 0 || hue > 0 || isGrey else { return }
    for channel in 0..<view.shape.channels { view.clamp(channel, as: images) }
  }
}
