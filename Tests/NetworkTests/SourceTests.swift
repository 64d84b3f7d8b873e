import Testing

@testable import Network

@Suite("Example sources")
struct SourceTests {
  private func values(_ source: some ExampleSource, _ index: Int, gap: Int = 2) -> [Float] {
    let width = source.shape.columns * source.shape.channels
    var target = [Float](repeating: -1, count: source.shape.rows * (width + gap))
    target.withUnsafeMutableBufferPointer { target in
      guard let start = target.baseAddress else { return }
      source.write(index, to: start, rowStride: width + gap)
    }
    return target
  }

  @Test("Images are picked by index, rows apart by the stride, the gap left alone")
  func images() {
    let source = ImageSource(
      pixels: Array(0..<24), labels: [5, 6, 7, 8], indices: [2, 0, 2],
      shape: Shape(rows: 2, columns: 3, channels: 1), scale: .raw)
    #expect(source.count == 3)
    #expect(values(source, 0) == [12, 13, 14, -1, -1, 15, 16, 17, -1, -1])
    #expect(values(source, 1) == [0, 1, 2, -1, -1, 3, 4, 5, -1, -1])
    #expect((0..<3).map(source.label) == [7, 5, 7])
  }

  @Test("Channels lie side by side")
  func channels() {
    let source = ImageSource(
      pixels: Array(0..<12), labels: [1], indices: [0],
      shape: Shape(rows: 2, columns: 2, channels: 3), scale: .raw)
    #expect(values(source, 0, gap: 1) == [0, 1, 2, 3, 4, 5, -1, 6, 7, 8, 9, 10, 11, -1])
  }

  @Test("The unit scale divides every byte by 255 in single precision; raw keeps it")
  func scales() {
    #expect(PixelValues.unit.table(channels: 1) == (0..<256).map { Float($0) / 255 })
    #expect(PixelValues.raw.table(channels: 1) == (0..<256).map { Float($0) })
    #expect(PixelValues.unit.table(channels: 1).last == 1)
    let two = (0..<512).map { Float($0 % 256) }
    #expect(PixelValues.raw.table(channels: 2) == two)
  }

  @Test("Features are picked by row, with labels of their own")
  func features() {
    let features = Features(
      shape: Shape(rows: 1, columns: 1, channels: 3), values: (0..<12).map(Float.init))
    #expect(features.count == 4)
    let source = FeatureSource(features: features, rows: [3, 1], labels: [9, 4])
    #expect(source.count == 2)
    #expect(values(source, 0, gap: 0) == [9, 10, 11])
    #expect(values(source, 1, gap: 0) == [3, 4, 5])
    #expect((0..<2).map(source.label) == [9, 4])
  }

  @Test("Features with rows and columns keep them")
  func imageFeatures() {
    let features = Features(
      shape: Shape(rows: 2, columns: 1, channels: 2), values: (0..<8).map(Float.init))
    let source = FeatureSource(features: features, rows: [1], labels: [0])
    #expect(source.shape == features.shape)
    #expect(values(source, 0, gap: 1) == [4, 5, -1, 6, 7, -1])
  }
}
