public import Network

/// Colorization: the network sees the lightness of an image, and is asked for its colours.
///
/// The lightness stands in all three channels, so that the encoder is that of every other task and takes
/// coloured images afterwards. The colours are asked for as a class a pixel, of a grid over the plane of
/// the two opponents Cb and Cr (`OpponentColour` says why not of Lab), or as their two values.
///
/// Against the shortcut of answering with what is most frequent, which is hardly coloured: with classes
/// rare colours count more (`ColourStatistics.weights`), by their frequency among the known images; and a
/// class can be one of several likely colours, where the squared error of `regression` wants their mean,
/// which is grey.
///
/// Whoever learned nothing answers with the most frequent class, or with the mean of the two values, of
/// the known images, everywhere.
///
/// Reference: R. Zhang, P. Isola, A. A. Efros, "Colorful Image Colorization", ECCV 2016, arXiv:1603.08511.
/// There a pixel's target is spread over its five nearest of 313 classes; here it is the one that it is
/// in, and `picture` shows the likeliest class instead of an annealed mean.
public struct ColorizationTask: PretextTask {
  /// The name in protocols.
  public static let name = "colorization"
  /// What the network is asked.
  public static let summary = "what colours does the grey image have?"
  /// What a protocol may say of it.
  public static let options = [
    PretextOption(
      "answer", .choice(["classes", "regression"], default: "classes"),
      "a class of colours a pixel, or the colour's two values"),
    PretextOption(
      "bins", .wholeNumber(2...15, default: 7),
      "classes on each side of the grid of colours: their number is its square"),
    PretextOption(
      "uniform", .number(0.01...1, default: 0.5),
      "the uniform distribution's part in what frequencies are taken to be; 1: all pixels count the same"
    ),
  ]

  private var images: PretextImages
  private let table: [Float]
  private let grid: ColourGrid
  /// One a class; empty for regression.
  private let classWeights: [Float]
  private let mostFrequent: Int
  /// The step from 1000 × (B − Y) and 1000 × (R − Y) to values.
  private let steps: (blue: Float, red: Float)
  private let means: (blue: Float, red: Float)

  private static func isRegression(_ settings: PretextSettings) -> Bool {
    settings.choice("answer") == "regression"
  }

  /// A class or two values a pixel; images of red, green and blue only.
  public static func layout(
    _ settings: PretextSettings, on subject: PretextSubject
  ) throws(PretextError) -> PretextLayout {
    var answer = subject.shape
    guard answer.channels == 3 else {
      throw PretextError(
        "images of \(answer.rows)×\(answer.columns)×\(answer.channels) have no colours to find; "
          + "use images of 3 channels, such as those of shapes or cifar10")
    }
    let bins = settings.wholeNumber("bins")
    answer.channels = isRegression(settings) ? 2 : bins * bins
    return PretextLayout(
      input: subject.shape, answer: isRegression(settings) ? .image(answer) : .pixelClasses(answer))
  }

  /// Colorization of some images.
  public init(
    _ settings: PretextSettings, on images: PretextImages, seed: UInt64
  ) throws(PretextError) {
    _ = try Self.layout(settings, on: images.subject)
    self.images = images
    table = images.scale.table(channels: 3)
    grid = ColourGrid(bins: settings.wholeNumber("bins"))
    let statistics = ColourStatistics(images, grid)
    mostFrequent = statistics.mostFrequent
    classWeights =
      Self.isRegression(settings) ? [] : statistics.weights(uniform: settings.number("uniform"))
    let largest: Float = images.scale.scale == .unit ? 255 : 1
    let steps = (blue: 1 / (1772 * largest), red: 1 / (1402 * largest))
    let total = Double(max(statistics.total, 1))
    means = (
      Float(Double(statistics.blueSum) / total) * steps.blue,
      Float(Double(statistics.redSum) / total) * steps.red
    )
    self.steps = steps
  }

  /// Rows × columns × channels of an image.
  public var shape: Shape { images.shape }

  /// One example an image.
  public var count: Int { images.count }

  /// Draws anew how the images are changed, and their order where they are shuffled.
  public mutating func begin(epoch: Int) { images.begin(epoch: epoch) }

  /// Writes an image's lightness, three times a pixel.
  public func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    table.withUnsafeBufferPointer { table in
      images.visit(at: image) { row, column, pixel in
        let lightness = Int(OpponentColour(pixel).lightness)
        let to = target + (row &* rowStride &+ column &* 3)
        to[0] = table[lightness]
        to[1] = table[256 &+ lightness]
        to[2] = table[512 &+ lightness]
      }
    }
  }
}

extension ColorizationTask {
  /// Writes a class a pixel and its weight, or Cb and Cr: these in the scale of bytes (−0.5 to 0.5, or −127.5
  /// to 127.5), whatever the mean and deviation of the channels, so that grey is 0.
  public func writeTarget(
    _ index: Int, to values: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>
  ) {
    let columns = shape.columns
    guard !classWeights.isEmpty else {
      images.visit(at: index) { row, column, pixel in
        let colour = OpponentColour(pixel)
        let to = values + 2 &* (row &* columns &+ column)
        to[0] = Float(colour.blue) * steps.blue
        to[1] = Float(colour.red) * steps.red
      }
      return
    }
    classWeights.withUnsafeBufferPointer { classWeights in
      images.visit(at: index) { row, column, pixel in
        let label = grid.label(OpponentColour(pixel))
        let place = row &* columns &+ column
        values[place] = Float(label)
        weights[place] = classWeights[label]
      }
    }
  }

  /// The most frequent class of the known images everywhere, or their mean colour.
  public func writeTrivialAnswer(_ index: Int, to values: UnsafeMutablePointer<Float>) {
    let pixels = shape.rows * shape.columns
    guard classWeights.isEmpty else {
      return values.update(repeating: Float(mostFrequent), count: pixels)
    }
    for place in 0..<pixels {
      values[2 * place] = means.blue
      values[2 * place + 1] = means.red
    }
  }

  /// The image's lightness in the colours of the answer.
  public func picture(of answer: [Float], isTarget: Bool, at index: Int) -> [UInt8] {
    let columns = shape.columns
    var bytes: [UInt8] = []
    bytes.reserveCapacity(shape.count)
    images.visit(at: index) { row, column, pixel in
      let place = row * columns + column
      let colour = opponents(in: answer, isTarget: isTarget, at: place)
      bytes += OpponentColour.pixel(
        lightness: OpponentColour(pixel).lightness, blue: colour.blue, red: colour.red)
    }
    return bytes
  }

  private func opponents(
    in answer: [Float], isTarget: Bool, at place: Int
  ) -> (blue: Double, red: Double) {
    guard !classWeights.isEmpty else {
      return (
        Double(answer[2 * place]) / Double(steps.blue),
        Double(answer[2 * place + 1]) / Double(steps.red)
      )
    }
    guard !isTarget else { return grid.centre(of: Int(answer[place])) }
    var best = 0
    let first = place * grid.classCount
    for label in 1..<grid.classCount where answer[first + label] > answer[first + best] {
      best = label
    }
    return grid.centre(of: best)
  }
}
