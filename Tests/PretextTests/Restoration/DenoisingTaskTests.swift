import Network
import Random
import Testing

@testable import Pretext

@Suite("Denoising")
struct DenoisingTaskTests {
  private typealias Reader = TaskReader<DenoisingTask>
  private static let grey = [UInt8](repeating: 128, count: 784)
  private static let shape = Shape(rows: 28, columns: 28, channels: 1)
  private static let salt = [("noise", PretextValue.choice("salt-and-pepper"))]

  @Test(
    "The bytes of a word are summed, less the mean of such sums",
    arguments: [(0, -510), (0xFFFF_FFFF, 510), (0x0102_0304, -500), (0xFF00_00FF, 0)]
      as [(UInt32, Int32)])
  func sums(word: UInt32, sum: Int32) {
    #expect(DenoisingTask.centredSum(word) == sum)
  }

  @Test("Noise has mean 0 and the deviation asked for, in the scale of the values")
  func moments() throws {
    let pixels = [UInt8](repeating: 128, count: 784 * 50)
    let scale = PixelValues(.unit, mean: [0.5], deviation: [0.25])
    let reader = try Reader(
      [("strength", .number(0.1))], pixels: pixels, shape: Self.shape, scale: scale)
    let clean = Double(reader.target().values[0])
    let noise = (0..<50).flatMap { reader.input($0).map { Double($0) - clean } }
    let mean = noise.reduce(0, +) / Double(noise.count)
    let square = noise.reduce(0) { $0 + $1 * $1 } / Double(noise.count)
    // 39,200 values of deviation 0.1 / 0.25: the mean's is 0.002, that of the deviation 0.0014.
    #expect(abs(mean) < 0.008)
    #expect(abs(square.squareRoot() - 0.4) < 0.006)
    #expect(reader.trivial(3) == reader.input(3) && reader.input(3) != reader.input(4))
  }

  @Test("So many grains as asked are black or white, and nothing else changes")
  func grains() throws {
    let reader = try Reader(Self.salt, pixels: Self.grey, shape: Self.shape)
    let input = reader.input()
    let (black, white) = (input.filter { $0 == 0 }.count, input.filter { $0 == 255 }.count)
    #expect(black + white == 196 && input.filter { $0 == 128 }.count == 588)
    // 98 each are expected; the deviation is 7.
    #expect(abs(black - 98) < 35)
    #expect(reader.target().values.allSatisfy { $0 == 128 })
  }

  @Test("A grain is black or white in all channels")
  func colours() throws {
    let shape = Shape(rows: 10, columns: 10, channels: 3)
    let reader = try Reader(
      Self.salt + [("strength", .number(0.37))], pixels: [UInt8](repeating: 60, count: 300),
      shape: shape)
    let pixels = (0..<100).map { Array(reader.input()[3 * $0..<3 * $0 + 3]) }
    #expect(pixels.allSatisfy { Set($0).count == 1 })
    #expect(pixels.filter { $0[0] != 60 }.count == 37)
  }

  @Test("Noise is new in every epoch", arguments: ["gaussian", "salt-and-pepper"])
  func epochs(noise: String) throws {
    var reader = try Reader(
      [("noise", .choice(noise))], pixels: Self.grey, shape: Self.shape)
    let measured = reader.input()
    reader.task.begin(epoch: 1)
    let first = reader.input()
    reader.task.begin(epoch: 2)
    #expect(first != measured && reader.input() != first)
  }

  @Test("A selection takes as many as it is to, each as often")
  func selection() {
    var counts = [Int](repeating: 0, count: 5)
    for index in UInt64(0)..<2000 {
      var stream = RandomStream(seed: 1, purpose: "test", index: index)
      var selection = Selection(2, of: 5)
      let taken = (0..<5).filter { _ in selection.takesNext(&stream) }
      #expect(taken.count == 2)
      for place in taken { counts[place] += 1 }
    }
    // 800 each are expected; the deviation is 22.
    #expect(counts.allSatisfy { abs($0 - 800) < 90 })
  }
}
