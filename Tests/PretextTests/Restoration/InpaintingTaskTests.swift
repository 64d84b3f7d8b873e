import Network
import Pretext
import Testing

@Suite("Inpainting")
struct InpaintingTaskTests {
  private typealias Reader = TaskReader<InpaintingTask>
  private static let four = Shape(rows: 4, columns: 4, channels: 1)
  private static let centre: [(String, PretextValue)] = [
    ("place", .choice("centre")), ("fill", .choice("zero")),
  ]

  @Test("The middle of a numbered 4×4 is hidden, asked for, and counts four times")
  func middle() throws {
    let reader = try Reader(Self.centre, pixels: Array(1...16), shape: Self.four)
    #expect(reader.input() == [1, 2, 3, 4, 5, 0, 0, 8, 9, 0, 0, 12, 13, 14, 15, 16])
    #expect(reader.target().values == (1...16).map { Float($0) })
    let hole = [0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    #expect(reader.target().weights == hole.map { Float(4 * $0) })
    #expect(reader.hidden() == hole.map { $0 == 1 })
    let all = try Reader(
      Self.centre + [("loss", .choice("all"))], pixels: Array(1...16), shape: Self.four)
    #expect(all.target().weights.allSatisfy { $0 == 1 })
  }

  /// By hand: 4 hidden pixels of weight 1 and 12 round them of weight 2 make 28 for 36 pixels.
  @Test("A band round the region counts more")
  func overlap() throws {
    let shape = Shape(rows: 6, columns: 6, channels: 1)
    let changes: [(String, PretextValue)] = [
      ("size", .number(1.0 / 3)), ("overlap", .wholeNumber(1)), ("overlap-weight", .number(2)),
    ]
    let reader = try Reader(Self.centre + changes, pixels: Array(1...36), shape: shape)
    let weights = reader.target().weights
    #expect(weights.filter { $0 == 0 }.count == 20)
    #expect(weights.filter { $0 == Float(36.0 / 28) }.count == 4)
    #expect(weights.filter { $0 == 2 * Float(36.0 / 28) }.count == 12)
    #expect(weights[7] == 2 * Float(36.0 / 28) && weights[14] == Float(36.0 / 28))
    #expect(reader.hidden()?.filter { $0 }.count == 4)
  }

  @Test("Regions lie inside, anywhere, and the rest of the image is as it was")
  func places() throws {
    let shape = Shape(rows: 5, columns: 7, channels: 3)
    let pixels = mixedBytes(400 * shape.count).map { max($0, 1) }
    let reader = try Reader([("fill", .choice("zero"))], pixels: pixels, shape: shape)
    var corners: Set<[Int]> = []
    for index in 0..<400 {
      let (input, target) = (reader.input(index), reader.target(index).values)
      let mask = try #require(reader.hidden(index))
      let places = mask.indices.filter { mask[$0] }.map { [$0 / 21, $0 % 21 / 3] }
      let first = try #require(places.first)
      corners.insert(first)
      // Half of each side, rounded up: 3 × 4 pixels of 3 values.
      #expect(places.count == 36)
      #expect(places.allSatisfy { $0[0] - first[0] < 3 && (0..<4).contains($0[1] - first[1]) })
      let restored = mask.indices.map { mask[$0] ? target[$0] : input[$0] }
      #expect(restored == target && mask.indices.allSatisfy { !mask[$0] || input[$0] == 0 })
      #expect(target == pixels[index * 105..<(index + 1) * 105].map { Float($0) })
    }
    #expect(corners.count == 12)
  }

  @Test("Places are new in every epoch, and stay where none begins")
  func epochs() throws {
    let pixels = mixedBytes(8 * 784)
    let shape = Shape(rows: 28, columns: 28, channels: 1)
    func masks(_ reader: Reader) -> [[Bool]?] { (0..<8).map { reader.hidden($0) } }
    var reader = try Reader(pixels: pixels, shape: shape)
    let measured = masks(reader)
    #expect(masks(reader) == measured)
    reader.task.begin(epoch: 1)
    let first = masks(reader)
    reader.task.begin(epoch: 2)
    #expect(first != measured && masks(reader) != first)
    var again = try Reader(pixels: pixels, shape: shape)
    again.task.begin(epoch: 1)
    #expect(masks(again) == first)
    let other = try Reader(pixels: pixels, shape: shape, seed: 2)
    #expect(masks(other) != measured)
  }

  /// By hand: images of 10s and 30s are known, the one of 200s is not.
  @Test("The fill and the trivial answer are made of the known images")
  func known() throws {
    let pixels = [10, 30, 200].flatMap { [UInt8](repeating: $0, count: 16) }
    var bytes = pixels
    bytes[5] = 50
    let reader = try Reader(
      [("place", .choice("centre"))], pixels: bytes, shape: Self.four, range: 2..<3, known: 0..<2)
    // (15 × 10 + 50 + 16 × 30) / 32 = 21.25; at place 5 (50 + 30) / 2 = 40, at the others 20.
    #expect(reader.input()[5] == 21.25 && reader.input()[0] == 200)
    #expect(reader.trivial()[5] == 40 && reader.trivial()[6] == 20 && reader.trivial()[0] == 200)
  }

  @Test("Noise is bytes of its own, the same whenever an image is read")
  func noise() throws {
    let shape = Shape(rows: 28, columns: 28, channels: 1)
    let reader = try Reader(
      [("fill", .choice("noise"))], pixels: [UInt8](repeating: 9, count: 1568), shape: shape)
    let mask = try #require(reader.hidden(1))
    let noise = zip(reader.input(1), mask).filter(\.1).map(\.0)
    #expect(noise.count == 196 && Set(noise).count > 80)
    #expect(noise.allSatisfy { $0 >= 0 && $0 <= 255 && $0 == $0.rounded() })
    #expect(reader.input(1) == reader.input(1) && reader.input(0) != reader.input(1))
  }

  @Test("A picture shows the answer where one was asked, and elsewhere what was seen")
  func picture() throws {
    let pixels: [UInt8] = Array(1...16)
    let reader = try Reader(Self.centre, pixels: pixels, shape: Self.four)
    let answer = [Float](repeating: 99.6, count: 16)
    #expect(
      reader.task.picture(of: answer, isTarget: false, at: 0)
        == [1, 2, 3, 4, 5, 100, 100, 8, 9, 100, 100, 12, 13, 14, 15, 16])
    #expect(
      reader.task.picture(of: reader.target().values, isTarget: true, at: 0) == pixels)
  }

  @Test("Several regions in one middle, and images that would be hidden whole, are refused")
  func refusals() throws {
    let several = try layoutError(
      of: InpaintingTask.self, [("place", .choice("centre")), ("regions", .wholeNumber(3))],
      on: Self.four)
    #expect(
      several
        == PretextError(
          of: "regions",
          "3 regions in the middle would be one; use regions: 1 or place: random"))
    let whole = try layoutError(
      of: InpaintingTask.self, [("size", .number(0.9))], on: Self.four)
    #expect(
      whole
        == PretextError(
          of: "size",
          "nothing would be left to see of images of 4×4; use a smaller size, or images of at "
            + "least 2×2"))
  }

  @Test("Small regions may overlap, and are hidden once")
  func several() throws {
    let shape = Shape(rows: 8, columns: 8, channels: 1)
    let reader = try Reader(
      [("regions", .wholeNumber(4)), ("size", .number(0.25))], pixels: mixedBytes(64 * 100),
      shape: shape)
    var counts: Set<Int> = []
    for index in 0..<100 {
      let hidden = try #require(reader.hidden(index)).filter { $0 }.count
      counts.insert(hidden)
      let weights = reader.target(index).weights
      #expect(weights.filter { $0 > 0 }.count == hidden)
      #expect(weights.allSatisfy { $0 == 0 || $0 == Float(64.0 / Double(hidden)) })
    }
    #expect(counts.max() == 16 && (counts.min() ?? 0) < 14)
  }
}
