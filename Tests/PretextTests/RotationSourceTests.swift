import Network
import Pretext
import Testing

@Suite("Rotation")
struct RotationSourceTests {
  /// The example's values, read through a target with wider rows than the image has.
  static func values(_ source: RotationSource, _ index: Int) -> [Float] {
    let width = source.shape.columns * source.shape.channels
    let stride = width + 3
    var target = [Float](repeating: -1, count: source.shape.rows * stride)
    target.withUnsafeMutableBufferPointer { target in
      guard let start = target.baseAddress else { return }
      source.write(index, to: start, rowStride: stride)
    }
    for row in 0..<source.shape.rows {
      #expect(target[(row * stride + width)..<((row + 1) * stride)].allSatisfy { $0 == -1 })
    }
    return (0..<source.shape.rows).flatMap { target[($0 * stride)..<($0 * stride + width)] }
  }

  static func source(
    _ pixels: [UInt8], images: Range<Int>, size: Int, channels: Int = 1,
    scale: PixelValues = .raw, firstImageLast: Bool = false
  ) -> RotationSource {
    RotationSource(
      pixels: pixels, images: images, shape: Shape(rows: size, columns: size, channels: channels),
      scale: scale, firstImageLast: firstImageLast)
  }

  /// By hand, and equal to `numpy.rot90(numpy.arange(1, 10).reshape(3, 3), k)`.
  @Test(
    "A numbered 3×3 turns counter-clockwise by k × 90°",
    arguments: [
      (0, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
      (1, [3, 6, 9, 2, 5, 8, 1, 4, 7]),
      (2, [9, 8, 7, 6, 5, 4, 3, 2, 1]),
      (3, [7, 4, 1, 8, 5, 2, 9, 6, 3]),
    ] as [(Int, [Float])])
  func quarterTurns(turns: Int, expected: [Float]) {
    let source = Self.source(Array(1...9), images: 0..<1, size: 3)
    #expect(Self.values(source, turns) == expected)
    #expect(source.label(turns) == turns)
  }

  @Test("An even size turns about its centre too")
  func evenSize() {
    let source = Self.source([1, 2, 3, 4], images: 0..<1, size: 2)
    #expect(Self.values(source, 1) == [2, 4, 1, 3])
    #expect(Self.values(source, 2) == [4, 3, 2, 1])
    #expect(Self.values(source, 3) == [3, 1, 4, 2])
  }

  @Test("The channels of a pixel stay together and in order")
  func channels() {
    let source = Self.source(Array(1...12), images: 0..<1, size: 2, channels: 3)
    #expect(Self.values(source, 0) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    #expect(Self.values(source, 1) == [4, 5, 6, 10, 11, 12, 1, 2, 3, 7, 8, 9])
    #expect(Self.values(source, 2) == [10, 11, 12, 7, 8, 9, 4, 5, 6, 1, 2, 3])
    #expect(Self.values(source, 3) == [7, 8, 9, 1, 2, 3, 10, 11, 12, 4, 5, 6])
  }

  @Test("Example 4i + k is image i of the range, turned k times")
  func order() {
    let source = Self.source(Array(0..<40), images: 3..<8, size: 2)
    #expect(source.count == 20)
    #expect(RotationSource.classCount == 4)
    let firstPixels = (0..<20).map { Int(Self.values(source, $0).min() ?? -1) / 4 }
    #expect(firstPixels == [3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7])
    #expect((0..<20).map(source.label) == (0..<20).map { $0 % 4 })
  }

  @Test("With the first image last, its four examples wrap around to the end")
  func firstImageLast() {
    let source = Self.source(Array(0..<40), images: 3..<8, size: 2, firstImageLast: true)
    let images = (0..<20).map { Int(Self.values(source, $0).min() ?? -1) / 4 }
    #expect(images == [4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7, 3, 3, 3, 3])
    #expect((0..<20).map(source.label) == (0..<20).map { $0 % 4 })
    #expect(Self.values(source, 17) == [13, 15, 12, 14])
  }

  @Test("A single image is first and last at once")
  func singleImage() {
    let source = Self.source([1, 2, 3, 4], images: 0..<1, size: 2, firstImageLast: true)
    #expect(source.count == 4)
    #expect(Self.values(source, 1) == [2, 4, 1, 3])
  }

  @Test("Pixels are scaled to [0, 1] or left as they are")
  func scales() {
    let unit = Self.source([0, 51, 102, 255], images: 0..<1, size: 2, scale: .unit)
    #expect(Self.values(unit, 0) == [0, 51 / 255, 102 / 255, 1])
    let raw = Self.source([0, 51, 102, 255], images: 0..<1, size: 2)
    #expect(Self.values(raw, 0) == [0, 51, 102, 255])
  }
}
