import Network
import Testing

@testable import Pretext

@Suite("Colorization")
struct ColorizationTaskTests {
  private typealias Reader = TaskReader<ColorizationTask>
  private static let two = Shape(rows: 2, columns: 2, channels: 3)
  private static let regression = [("answer", PretextValue.choice("regression"))]
  /// Red, grey, blue and white.
  private static let pixels: [UInt8] = [255, 0, 0, 77, 77, 77, 0, 0, 255, 255, 255, 255]

  @Test("The network sees the lightness in every channel, scaled as pixels of the channel are")
  func lightness() throws {
    let reader = try Reader(pixels: Self.pixels, shape: Self.two)
    #expect(reader.input() == [76, 76, 76, 77, 77, 77, 29, 29, 29, 255, 255, 255])
    let scale = PixelValues(.raw, mean: [1, 2, 3], deviation: [1, 2, 4])
    let scaled = try Reader(pixels: Self.pixels, shape: Self.two, scale: scale)
    #expect(scaled.input().prefix(3) == [75, 37, 18.25])
  }

  /// By hand, of 3 × 3 classes: red has least blue, since −76,245 is just below −225,930 / 3, and most
  /// red, 0 × 3 + 2; blue has most blue and middle red, 2 × 3 + 1; grey and white are in the middle.
  @Test("A pixel's target is the cell of its colour")
  func classes() throws {
    let reader = try Reader([("bins", .wholeNumber(3))], pixels: Self.pixels, shape: Self.two)
    #expect(reader.target().values == [2, 4, 7, 4])
  }

  /// By hand: −76,245 / 1772 / 255 and 178,755 / 1402 / 255 = 0.5.
  @Test("A regression's target is Cb and Cr in the scale of bytes")
  func values() throws {
    let unit = try Reader(Self.regression, pixels: Self.pixels, shape: Self.two, scale: .unit)
    let values = unit.target().values
    #expect(abs(values[0] - -0.168736) < 1e-6 && abs(values[1] - 0.5) < 1e-6)
    #expect(values[2...3] == [0, 0] && values[6...7] == [0, 0])
    #expect(abs(values[4] - 0.5) < 1e-6)
    let raw = try Reader(Self.regression, pixels: Self.pixels, shape: Self.two)
    #expect(abs(raw.target().values[1] - 127.5) < 1e-4)
    #expect(unit.target().weights.allSatisfy { $0 == 1 })
  }

  /// By hand, for 9 classes, of which grey has 6 of 8 pixels and red 2: 1 / (3/8 + 1/18) = 2.322581 and
  /// 1 / (1/8 + 1/18) = 5.538462, whose mean over the pixels is 3.126551.
  @Test("Rare colours count more, with a mean of 1 over the known pixels")
  func weights() throws {
    let grey = [UInt8](repeating: 50, count: 3)
    let known = [grey, grey, grey, [255, 0, 0]].flatMap { $0 }
    let bins = ("bins", PretextValue.wholeNumber(3))
    let reader = try Reader([bins], pixels: known + known, shape: Self.two)
    let weights = reader.target().weights
    #expect(abs(weights[0] - 0.742857) < 1e-6 && abs(weights[3] - 1.771429) < 1e-6)
    let even = try Reader(
      [bins, ("uniform", .number(1))], pixels: known, shape: Self.two)
    #expect(even.target().weights == [1, 1, 1, 1])
  }

  @Test("Whoever learned nothing says the most frequent class, or the mean of the values")
  func trivial() throws {
    let bins = ("bins", PretextValue.wholeNumber(3))
    let reader = try Reader([bins], pixels: Self.pixels, shape: Self.two)
    #expect(reader.trivial() == [4, 4, 4, 4])
    let values = try Reader(Self.regression, pixels: Self.pixels, shape: Self.two)
    let blue = Float(-76_245 + 225_930) / 4 / 1772
    let red = Float(178_755 - 29_070) / 4 / 1402
    let found = values.trivial()
    for place in 0..<4 {
      #expect(abs(found[2 * place] - blue) < 1e-4 && abs(found[2 * place + 1] - red) < 1e-4)
    }
    #expect(values.hidden() == nil)
  }

  @Test("Classes are looked up among the known images, not among those that are measured")
  func known() throws {
    let grey = [UInt8](repeating: 50, count: 12)
    let reader = try Reader(
      [("bins", .wholeNumber(3))], pixels: grey + Self.pixels, shape: Self.two, range: 1..<2,
      known: 0..<1)
    #expect(reader.trivial() == [4, 4, 4, 4])
    let weights = reader.target().weights
    #expect(weights[1] == 1 && weights[0] == weights[2] && weights[0] > 5)
  }

  @Test("The target of the regression is the picture itself, to within a byte")
  func regressionPicture() throws {
    let shape = Shape(rows: 16, columns: 16, channels: 3)
    let pixels = mixedBytes(shape.count)
    let reader = try Reader(Self.regression, pixels: pixels, shape: shape, scale: .unit)
    let picture = reader.task.picture(of: reader.target().values, isTarget: true, at: 0)
    #expect(zip(picture, pixels).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
  }

  @Test("The picture of classes has the image's lightness and the classes' colours")
  func classPicture() throws {
    let shape = Shape(rows: 16, columns: 16, channels: 3)
    // Hardly coloured, so that no colour of a cell's middle is beyond the range of bytes.
    let pixels = mixedBytes(shape.count).map { 118 + $0 % 20 }
    let reader = try Reader([("bins", .wholeNumber(15))], pixels: pixels, shape: shape)
    let target = reader.target().values
    let picture = reader.task.picture(of: target, isTarget: true, at: 0)
    let grid = ColourGrid(bins: 15)
    for place in 0..<256 {
      let seen = picture[3 * place..<3 * place + 3].withUnsafeBufferPointer {
        OpponentColour($0.baseAddress)
      }
      let image = pixels[3 * place..<3 * place + 3].withUnsafeBufferPointer {
        OpponentColour($0.baseAddress)
      }
      #expect(abs(Int(seen.lightness) - Int(image.lightness)) <= 1)
      #expect(grid.label(seen) == Int(target[place]))
    }
    var outputs = [Float](repeating: 0, count: 256 * 225)
    for place in 0..<256 { outputs[place * 225 + Int(target[place])] = 0.1 }
    #expect(reader.task.picture(of: outputs, isTarget: false, at: 0) == picture)
  }

  @Test("Augmented images are coloured as they are seen, and black beyond their border")
  func augmented() throws {
    let shape = Shape(rows: 8, columns: 8, channels: 3)
    let augmenter = Augmenter(Augmentation(crop: 3, flips: true), seed: 1, purpose: "pretext")
    var reader = try Reader(
      Self.regression,
      pixels: [UInt8](repeating: 0, count: 1152).enumerated().map {
        $0.offset % 3 == 0 ? 200 : 40
      }, shape: shape, augmenter: augmenter)
    reader.task.begin(epoch: 1)
    for index in 0..<6 {
      let (input, target) = (reader.input(index), reader.target(index).values)
      for place in 0..<64 { #expect((input[3 * place] == 0) == (target[2 * place + 1] == 0)) }
    }
    #expect((0..<6).contains { reader.input($0).contains(0) })
  }

  @Test("Grey images are refused with the remedy")
  func refusal() throws {
    let error = try layoutError(
      of: ColorizationTask.self, [], on: Shape(rows: 28, columns: 28, channels: 1))
    #expect(
      error
        == PretextError(
          "images of 28×28×1 have no colours to find; use images of 3 channels, such as those of "
            + "shapes or cifar10"))
  }

  @Test("The layout is classes of pixels, or two values a pixel")
  func layout() throws {
    var settings = PretextSettings(ColorizationTask.options)
    let subject = PretextSubject(
      shape: Shape(rows: 28, columns: 28, channels: 3), classCount: 10)
    #expect(
      try ColorizationTask.layout(settings, on: subject).answer
        == .pixelClasses(Shape(rows: 28, columns: 28, channels: 49)))
    try settings.set("answer", to: .choice("regression"))
    #expect(
      try ColorizationTask.layout(settings, on: subject).answer
        == .image(Shape(rows: 28, columns: 28, channels: 2)))
  }
}
