import Network
import Testing

@Suite("Values of pixels")
struct PixelValuesTests {
  private static let scales: [PixelValues] = [
    .unit, .raw, PixelValues(.unit, mean: [0.49, 0.48, 0.45], deviation: [0.25, 0.24, 0.26]),
    PixelValues(.raw, mean: [0, 128, 33.3], deviation: [1, -2, 70]),
  ]

  @Test("Every byte comes back from its value, and its level has the same value", arguments: scales)
  func back(scale: PixelValues) {
    let table = scale.table(channels: 3)
    let bytes = (0..<3).flatMap { _ in (0...255).map { UInt8($0) } }
    let found = table.enumerated().map { scale.byte(of: $1, channel: $0 / 256) }
    #expect(found == bytes)
    for place in table.indices {
      let value = scale.value(ofLevel: Double(place % 256), channel: place / 256)
      #expect(abs(value - table[place]) <= table[place].ulp)
    }
  }

  @Test("Beyond the bytes it is black or white, and halves become the larger byte")
  func limits() {
    #expect(PixelValues.unit.byte(of: -0.1, channel: 0) == 0)
    #expect(PixelValues.unit.byte(of: 1.1, channel: 0) == 255)
    #expect(PixelValues.raw.byte(of: .nan, channel: 0) == 0)
    #expect(PixelValues.raw.byte(of: .infinity, channel: 0) == 255)
    #expect(PixelValues.raw.byte(of: 7.5, channel: 0) == 8)
    #expect(PixelValues.raw.byte(of: 254.7, channel: 0) == 255)
  }

  @Test("A level between bytes lies between their values")
  func between() {
    let scale = PixelValues(.raw, mean: [10], deviation: [4])
    #expect(scale.value(ofLevel: 21.5, channel: 0) == 2.875)
    #expect(scale.bytes(of: [2.875, 0], channels: 1) == [22, 10])
  }
}
