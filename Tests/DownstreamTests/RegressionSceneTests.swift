import Foundation
import Random
import Testing

@testable import Downstream

@Suite("Regression scenes")
struct RegressionSceneTests {
  private static func changed(
    _ image: ByteImage, _ property: RegressionTask.Property, by value: Double,
    isDisc: Bool = false
  ) -> [UInt8] {
    RegressionTask(property, limit: property.largestLimit, isDisc: isDisc)
      .changed(image, by: value).bytes
  }

  /// Equal to `numpy.rot90(numpy.arange(1, 10).reshape(3, 3), k)` for k = 1 and k = −1, and to what the
  /// pretext task of rotations makes.
  @Test(
    "A numbered 3×3 turns counter-clockwise with a positive angle",
    arguments: [
      (0, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
      (90, [3, 6, 9, 2, 5, 8, 1, 4, 7]),
      (-90, [7, 4, 1, 8, 5, 2, 9, 6, 3]),
    ] as [(Double, [UInt8])])
  func turned(degrees: Double, expected: [UInt8]) {
    #expect(Self.changed(.numbered(), .rotation, by: degrees) == expected)
  }

  /// By hand: at 45°, the pixel right of the centre comes from 1/√2 to the right and down of it, which is a
  /// mixture of 50, 60, 80 and 90 with the weights .0858, .2071, .2071 and .5: 78.28.
  @Test("Between pixels there are mixtures of four of them")
  func mixture() {
    let turned = Self.changed(.numbered(times: 10), .rotation, by: 45)
    #expect(turned[4] == 50)
    #expect(turned[5] == 78)
  }

  /// By hand: the upper row moves to the right, the lower one to the left, and black follows.
  @Test(
    "A numbered 3×3 is slanted as italics are",
    arguments: [
      (0, [10, 20, 30, 40, 50, 60, 70, 80, 90]),
      (1, [0, 10, 20, 40, 50, 60, 80, 90, 0]),
      (-1, [20, 30, 0, 40, 50, 60, 0, 70, 80]),
      (0.5, [5, 15, 25, 40, 50, 60, 75, 85, 45]),
    ] as [(Double, [UInt8])])
  func slanted(slant: Double, expected: [UInt8]) {
    #expect(Self.changed(.numbered(times: 10), .slant, by: slant) == expected)
  }

  @Test("The channels of a pixel stay together")
  func channels() {
    let image = ByteImage(rows: 2, columns: 2, channels: 3, bytes: Array(1...12))
    #expect(
      Self.changed(image, .rotation, by: 90) == [4, 5, 6, 10, 11, 12, 1, 2, 3, 7, 8, 9])
  }

  @Test(
    "A white image in a disc is the same whatever is done to it", arguments: [0, 7, 45, 90])
  func disc(value: Double) {
    let white = ByteImage(
      rows: 9, columns: 13, bytes: [UInt8](repeating: 255, count: 9 * 13))
    let turned = Self.changed(white, .rotation, by: value, isDisc: true)
    #expect(turned == Self.changed(white, .rotation, by: 0, isDisc: true))
    let slanted = Self.changed(white, .slant, by: value / 90, isDisc: true)
    #expect(slanted == Self.changed(white, .slant, by: 0, isDisc: true))
    #expect(Set(turned) == [0, 255] && Set(slanted) == [0, 255])
    #expect(turned[4 * 13 + 6] == 255 && turned[0] == 0)
  }

  @Test("Sine and cosine are correct to 4 units of 10⁻¹⁶ up to a quarter turn")
  func turn() {
    var largest = 0.0
    for step in -9000...9000 {
      let turn = Turn(degrees: Double(step) / 100)
      let angle = Double(step) / 100 * (Double.pi / 180)
      largest = max(largest, abs(turn.cosine - cos(angle)), abs(turn.sine - sin(angle)))
    }
    #expect(largest <= 4e-16, "\(largest)")
    #expect(Turn(degrees: 0).cosine == 1 && Turn(degrees: 0).sine == 0)
  }

  @Test("Drawn values fill the range evenly, and the picture is changed by just so much")
  func draws() {
    let task = RegressionTask(.slant, limit: 1, isDisc: false)
    var quarters = [0, 0, 0, 0]
    for index in 0..<1000 {
      var stream = RandomStream(seed: 1, purpose: "test", index: UInt64(index))
      let scene = task.scene(of: .numbered(times: 10), &stream)
      quarters[Int((scene.values[0] + 1) * 2)] += 1
      #expect(
        scene.picture == task.changed(.numbered(times: 10), by: Double(scene.values[0])))
    }
    #expect(quarters.allSatisfy { abs($0 - 250) < 60 }, "\(quarters)")
  }
}
