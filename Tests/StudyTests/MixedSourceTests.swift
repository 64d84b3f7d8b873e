import Network
import Testing

@testable import Study

@Suite("Batches of images with and without labels")
struct MixedSourceTests {
  /// Images of one pixel, whose value is their number.
  private func images(_ numbers: [UInt8]) -> ImageSource {
    ImageSource(
      pixels: numbers, labels: numbers.map { $0 % 10 }, indices: Array(numbers.indices),
      shape: Shape(rows: 1, columns: 1, channels: 1), scale: .raw)
  }

  private func source(shuffles: Bool = true) -> MixedSource {
    MixedSource(
      images([1, 2, 3]), images([101, 102, 103, 104, 105, 106, 107]), batchSize: 2,
      shuffles: shuffles, seed: 5)
  }

  private func numbers(_ source: MixedSource) -> [Int] {
    (0..<source.count).map { index in
      var value: Float = 0
      withUnsafeMutablePointer(to: &value) { source.write(index, to: $0, rowStride: 1) }
      return Int(value)
    }
  }

  @Test("In their order: two with labels, two without, and round again")
  func order() {
    var source = source(shuffles: false)
    source.begin(epoch: 1)
    #expect(
      numbers(source) == [1, 2, 101, 102, 3, 1, 103, 104, 2, 3, 105, 106, 1, 2, 107, 101])
    #expect(
      (0..<16).map { source.label($0) } == [
        1, 2, -1, -1, 3, 1, -1, -1, 2, 3, -1, -1, 1, 2, -1, -1,
      ])
    // The labelled ones go on where they were.
    source.begin(epoch: 2)
    #expect(numbers(source).prefix(2) == [3, 1])
  }

  @Test("Shuffled, every image without a label comes once a pass, those with labels equally often")
  func counts() {
    var source = source()
    var seen = [Int](repeating: 0, count: 4)
    var orders: Set<[Int]> = []
    for epoch in 1...6 {
      source.begin(epoch: epoch)
      let found = numbers(source)
      orders.insert(found)
      // Eight places for seven images: the first of the pass fills the last place.
      #expect(Set(found.filter { $0 > 100 }) == Set(101...107))
      for number in found where number < 100 { seen[number] += 1 }
      #expect((seen[1...].max() ?? 0) - (seen[1...].min() ?? 0) <= 1)
    }
    #expect(orders.count == 6)
  }
}
