import Testing

@testable import Pretext

@Suite("Opponent colours")
struct ColourTests {
  private static func colour(_ bytes: [UInt8]) -> OpponentColour {
    bytes.withUnsafeBufferPointer { OpponentColour($0.baseAddress) }
  }

  /// By hand: 0.299 R + 0.587 G + 0.114 B; for the third 29.9 + 88.05 + 22.8 = 140.75.
  @Test(
    "Colours are their lightness and two differences, a thousand times",
    arguments: [
      ([255, 0, 0], 76_245, -76_245, 178_755, 76), ([0, 0, 255], 29_070, 225_930, -29_070, 29),
      ([100, 150, 200], 140_750, 59_250, -40_750, 141), ([77, 77, 77], 77_000, 0, 0, 77),
      ([255, 255, 255], 255_000, 0, 0, 255),
    ] as [([UInt8], Int, Int, Int, UInt8)])
  func byHand(bytes: [UInt8], luma: Int, blue: Int, red: Int, lightness: UInt8) {
    let colour = Self.colour(bytes)
    #expect(colour.luma == luma && colour.blue == blue && colour.red == red)
    #expect(colour.lightness == lightness)
  }

  @Test("No pixel is black, and black is grey")
  func black() {
    #expect(OpponentColour(nil) == Self.colour([0, 0, 0]))
  }

  @Test("From lightness and opponents the pixel comes back to within a byte")
  func back() {
    for place in 0..<4096 {
      let bytes = [UInt8(place % 16 * 17), UInt8(place / 16 % 16 * 17), UInt8(place / 256 * 17)]
      let colour = Self.colour(bytes)
      let found = OpponentColour.pixel(
        lightness: colour.lightness, blue: Double(colour.blue), red: Double(colour.red))
      #expect(zip(found, bytes).allSatisfy { abs(Int($0) - Int($1)) <= 1 }, "\(bytes)")
    }
  }

  @Test("Every class's middle is of the class, and grey of the middle one", arguments: 2...15)
  func grid(bins: Int) {
    let grid = ColourGrid(bins: bins)
    for label in 0..<grid.classCount {
      let centre = grid.centre(of: label)
      let (blue, red) = (Int(centre.blue.rounded()), Int(centre.red.rounded()))
      #expect(grid.label(OpponentColour(luma: 0, blue: blue, red: red)) == label)
    }
    let grey = grid.label(OpponentColour(luma: 9000, blue: 0, red: 0))
    #expect(grey == (bins - 1) / 2 * (bins + 1))
    let corner = OpponentColour(
      luma: 0, blue: OpponentColour.blueLimit, red: OpponentColour.redLimit)
    #expect(grid.label(corner) == grid.classCount - 1)
  }
}
