import Network
import Random
import Testing

@testable import Pretext

@Suite("Values of patches")
struct PatchValuesTests {
  /// Changes some values of a patch.
  private func changed(
    _ values: [Float], rows: Int, channels: Int = 1, _ change: (PatchValues) -> Void
  ) -> [Float] {
    var values = values
    let shape = Shape(
      rows: rows, columns: values.count / rows / channels, channels: channels)
    values.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      change(PatchValues(values: start, shape: shape, rowStride: shape.columns * channels))
    }
    return values
  }

  private let grey = TaskFixture.images([0], rows: 1, columns: 1, scale: .raw)
  private let coloured = TaskFixture.images(
    [0, 0, 0], rows: 1, columns: 1, channels: 3, scale: .unit)

  private func isNear(_ values: [Float], _ expected: [Float]) -> Bool {
    values.count == expected.count
      && zip(values, expected).allSatisfy { abs($0 - $1) < 1e-6 }
  }

  /// By hand: mean 50, deviation √((900 + 100 + 100 + 900) / 4) = √500.
  @Test("Mean and deviation are taken out")
  func normalized() {
    let values: [Float] = [20, 40, 60, 80]
    #expect(changed(values, rows: 2) { $0.normalize(.none, as: grey) } == values)
    #expect(changed(values, rows: 2) { $0.normalize(.mean, as: grey) } == [-30, -10, 10, 30])
    let deviation = Float(500).squareRoot()
    #expect(
      isNear(
        changed(values, rows: 2) { $0.normalize(.deviation, as: grey) },
        [-30 / deviation, -10 / deviation, 10 / deviation, 30 / deviation]))
  }

  /// A sixteenth of 255 is 15.9375.
  @Test("Weak noise is not blown up, and an even patch becomes 0")
  func weak() {
    #expect(
      isNear(
        changed([9, 11], rows: 1) { $0.normalize(.deviation, as: grey) },
        [-1 / 15.9375, 1 / 15.9375]))
    #expect(changed([7, 7, 7], rows: 1) { $0.normalize(.deviation, as: grey) } == [0, 0, 0])
  }

  @Test("Large pixels are means, smaller ones at the right and at the bottom")
  func pixelated() {
    let values = changed([1, 2, 3, 4, 5, 6, 7, 8, 9], rows: 3) { $0.pixelate(2) }
    #expect(values == [3, 3, 4.5, 3, 3, 4.5, 7.5, 7.5, 9])
  }

  /// By hand: green (0, 1, 0) has 1/3 of (−1, 2, −1); grey has nothing of it.
  @Test("A projected colour has no difference of green and magenta")
  func projected() {
    let values = changed([0, 1, 0, 0.5, 0.5, 0.5, 0.6, 0, 0], rows: 1, channels: 3) {
      $0.projectColours(as: coloured)
    }
    let third = Float(1) / 3
    #expect(isNear(values, [third, third, third, 0.5, 0.5, 0.5, 0.5, 0.2, -0.1]))
  }

  @Test("Colours less their saturation are grey, as light as the luma")
  func luma() {
    let values = changed([1, 0, 0, 0, 1, 0], rows: 1, channels: 3) {
      $0.takeColours(as: coloured, share: 1)
    }
    #expect(isNear(values, [0.299, 0.299, 0.299, 0.587, 0.587, 0.587]))
  }

  @Test("A third of a turn takes red to green, green to blue, and leaves grey")
  func hue() {
    // Three turns by 40°, since one is by 45° at most.
    let values = changed(
      [1, 0, 0, 0, 1, 0, 0.5, 0.5, 0.5], rows: 1, channels: 3
    ) { patch in
      for _ in 0..<3 { patch.turnHues(as: coloured, by: Turn(degrees: 40)) }
    }
    #expect(isNear(values, [0, 1, 0, 0, 0, 1, 0.5, 0.5, 0.5]))
  }

  @Test("A blur spreads a point over its neighbours and keeps the sum, also at the border")
  func blurred() {
    let middle = changed([0, 0, 0, 0, 16, 0, 0, 0, 0], rows: 3) { $0.blur(0.25) }
    #expect(middle == [1, 2, 1, 2, 4, 2, 1, 2, 1])
    let even = changed([3, 3, 3, 3], rows: 2) { $0.blur(0.2) }
    #expect(isNear(even, [3, 3, 3, 3]))
    let border = changed([16, 0, 0, 0], rows: 1) { $0.blur(0.25) }
    #expect(border == [12, 4, 0, 0])
  }

  @Test("Values beyond black and white are taken back")
  func clamped() {
    let values = changed([-3, 0, 128, 255, 300], rows: 1) { $0.clamp(0, as: grey) }
    #expect(values == [0, 0, 128, 255, 255])
  }
}
