import Network
import Pretext
import Testing

@Suite("Super-resolution")
struct SuperResolutionTaskTests {
  private typealias Reader = TaskReader<SuperResolutionTask>

  private static func shape(_ rows: Int, _ columns: Int, _ channels: Int = 1) -> Shape {
    Shape(rows: rows, columns: columns, channels: channels)
  }

  /// By hand: the means of the squares are 3.5, 5.5, 11.5 and 13.5.
  @Test("A numbered 4×4 becomes 2×2 means, each four times")
  func nearest() throws {
    let reader = try Reader(
      [("enlargement", .choice("nearest"))], pixels: Array(1...16), shape: Self.shape(4, 4))
    #expect(
      reader.input() == [
        3.5, 3.5, 5.5, 5.5, 3.5, 3.5, 5.5, 5.5, 11.5, 11.5, 13.5, 13.5, 11.5, 11.5, 13.5, 13.5,
      ])
    #expect(reader.target().values == (1...16).map { Float($0) })
    #expect(reader.target().weights.allSatisfy { $0 == 1 })
  }

  /// By hand: centres of the large pixels are at −1/4, 1/4, 3/4 and 5/4 of the small ones.
  @Test("Between the centres of means it is interpolated, beyond them it stays")
  func bilinear() throws {
    let reader = try Reader(pixels: Array(1...16), shape: Self.shape(4, 4))
    #expect(
      reader.input() == [
        3.5, 4, 5, 5.5, 5.5, 6, 7, 7.5, 9.5, 10, 11, 11.5, 11.5, 12, 13, 13.5,
      ])
  }

  @Test("Whoever learned nothing leaves the image as it is")
  func trivial() throws {
    let reader = try Reader(pixels: mixedBytes(192), shape: Self.shape(8, 8, 3), scale: .unit)
    #expect(reader.trivial() == reader.input())
    #expect(reader.hidden() == nil)
    let picture = reader.task.picture(of: reader.target().values, isTarget: true, at: 0)
    #expect(picture == mixedBytes(192))
  }

  /// The small image apart, and every pixel from its definition.
  @Test("In place or apart, the pixels are the same", arguments: [2, 3, 4, 6])
  func inPlace(factor: Int) throws {
    let shape = Self.shape(24, 12, 3)
    let pixels = mixedBytes(shape.count)
    let reader = try Reader([("factor", .wholeNumber(factor))], pixels: pixels, shape: shape)
    let found = reader.input()
    func mean(_ row: Int, _ column: Int, _ channel: Int) -> Float {
      let row = min(max(row, 0), shape.rows / factor - 1)
      let column = min(max(column, 0), shape.columns / factor - 1)
      var sum = 0
      for y in 0..<factor {
        for x in 0..<factor {
          sum += Int(
            pixels[((row * factor + y) * shape.columns + column * factor + x) * 3 + channel])
        }
      }
      return Float(sum) / Float(factor * factor)
    }
    for row in 0..<shape.rows {
      for column in 0..<shape.columns {
        let y = (Double(row) + 0.5) / Double(factor) - 0.5
        let x = (Double(column) + 0.5) / Double(factor) - 0.5
        let (top, left) = (Int(y.rounded(.down)), Int(x.rounded(.down)))
        let (down, right) = (Float(y - Double(top)), Float(x - Double(left)))
        for channel in 0..<3 {
          let upper =
            mean(top, left, channel) * (1 - right) + mean(top, left + 1, channel) * right
          let lower =
            mean(top + 1, left, channel) * (1 - right) + mean(top + 1, left + 1, channel) * right
          let expected = upper * (1 - down) + lower * down
          let value = found[(row * shape.columns + column) * 3 + channel]
          #expect(abs(value - expected) < 1e-3, "row \(row), column \(column)")
        }
      }
    }
  }

  @Test("A factor that does not divide the sides is refused with those that do")
  func refusal() throws {
    let factor = PretextValue.wholeNumber(4)
    let error = try layoutError(
      of: SuperResolutionTask.self, [("factor", factor)], on: Self.shape(30, 18))
    #expect(
      error
        == PretextError(
          of: "factor", "4 divides not both sides of images of 30×18; use 2, 3, 6"))
    let odd = try layoutError(of: SuperResolutionTask.self, [], on: Self.shape(11, 11))
    #expect(odd?.reason == "2 divides not both sides of images of 11×11; use images of even sides")
  }
}
