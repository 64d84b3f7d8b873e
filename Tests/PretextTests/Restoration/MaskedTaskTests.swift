import Network
import Pretext
import Testing

@Suite("Masked images")
struct MaskedTaskTests {
  private typealias Reader = TaskReader<MaskedTask>
  private static let eight = Shape(rows: 8, columns: 8, channels: 1)

  /// The sixteen marks of a patch, from its first.
  private static func patch(_ mask: [Bool], _ corner: Int) -> [Bool] {
    (0..<4).flatMap { row in mask[(corner + 8 * row)..<(corner + 8 * row + 4)] }
  }

  @Test("Three of four patches are hidden, every one as often, and what is seen stays")
  func patches() throws {
    let pixels = mixedBytes(64 * 1200).map { max($0, 1) }
    let reader = try Reader([("fill", .choice("zero"))], pixels: pixels, shape: Self.eight)
    var seen = [Int](repeating: 0, count: 4)
    for index in 0..<1200 {
      let mask = try #require(reader.hidden(index))
      let patches = [0, 4, 32, 36].map { Self.patch(mask, $0) }
      #expect(patches.allSatisfy { Set($0).count == 1 })
      #expect(patches.filter { $0[0] }.count == 3)
      for patch in 0..<4 where !patches[patch][0] { seen[patch] += 1 }
      let (input, target) = (reader.input(index), reader.target(index))
      #expect(mask.indices.map { mask[$0] ? target.values[$0] : input[$0] } == target.values)
      #expect(mask.indices.allSatisfy { !mask[$0] || input[$0] == 0 })
      #expect(target.weights == mask.map { $0 ? Float(64.0 / 48) : 0 })
    }
    // 300 each are expected; the deviation is 15.
    #expect(seen.allSatisfy { abs($0 - 300) < 60 })
  }

  /// 0.3 × 49 = 14.7 patches; 0.05 × 4 and 0.95 × 4 are rounded to none and all, which will not do.
  @Test(
    "The number of hidden patches is rounded, and neither none nor all",
    arguments: [(28, 0.3, 15), (28, 0.75, 37), (8, 0.05, 1), (8, 0.95, 3)])
  func fraction(side: Int, fraction: Double, patches: Int) throws {
    let shape = Shape(rows: side, columns: side, channels: 1)
    let reader = try Reader(
      [("fraction", .number(fraction))], pixels: mixedBytes(shape.count), shape: shape)
    #expect(reader.hidden()?.filter { $0 }.count == 16 * patches)
  }

  @Test("With all of the image counted, the weights are 1")
  func all() throws {
    let reader = try Reader(
      [("loss", .choice("all"))], pixels: mixedBytes(64), shape: Self.eight)
    #expect(reader.target().weights.allSatisfy { $0 == 1 })
  }

  @Test("Whoever learned nothing puts the mean of the known images where nothing is seen")
  func trivial() throws {
    let pixels = [20, 40, 90].flatMap { [UInt8](repeating: $0, count: 64) }
    let reader = try Reader(pixels: pixels, shape: Self.eight, range: 2..<3, known: 0..<2)
    let mask = try #require(reader.hidden())
    #expect(reader.trivial() == mask.map { $0 ? 30 : 90 })
    #expect(reader.input() == mask.map { $0 ? 30 : 90 })
    let picture = reader.task.picture(
      of: [Float](repeating: 7, count: 64), isTarget: false, at: 0)
    #expect(picture == mask.map { $0 ? 7 : 90 })
  }

  @Test("Augmented images are hidden and asked for as they are seen")
  func augmented() throws {
    let shape = Shape(rows: 8, columns: 8, channels: 3)
    let pixels = mixedBytes(20 * shape.count)
    let augmenter = Augmenter(Augmentation(crop: 2, flips: true), seed: 1, purpose: "pretext")
    var reader = try Reader(pixels: pixels, shape: shape, augmenter: augmenter)
    reader.task.begin(epoch: 1)
    var moved = 0
    for index in 0..<20 {
      let mask = try #require(reader.hidden(index))
      let (input, target) = (reader.input(index), reader.target(index).values)
      #expect(mask.indices.allSatisfy { mask[$0] || input[$0] == target[$0] })
      #expect(reader.task.picture(of: target, isTarget: false, at: index) == target.map(UInt8.init))
      if target != pixels[index * 192..<(index + 1) * 192].map({ Float($0) }) { moved += 1 }
    }
    #expect(moved > 10)
  }

  @Test("Patches that do not fit are refused with those that do")
  func refusal() throws {
    let error = try layoutError(
      of: MaskedTask.self, [("patch", .wholeNumber(5))],
      on: Shape(rows: 28, columns: 14, channels: 1))
    #expect(
      error
        == PretextError(
          of: "patch",
          "images of 28×14 are not cut into patches of 5×5; use 1, 2, 7, 14"))
  }
}
