import Testing

@testable import Network

/// Pooling by hand, at odd sizes.
@Suite("Pooling examples")
struct PoolingExampleTests {
  /// The output for the image 1 … 15 of 3 rows and 5 columns:
  ///
  ///      1  2  3  4  5
  ///      6  7  8  9 10
  ///     11 12 13 14 15
  private func output(_ layer: Layer, level: CPULevel) throws -> [Float] {
    let shape = Shape(rows: 3, columns: 5, channels: 1)
    let model = Model(try Architecture(input: shape, layers: [layer]), level: level)
    let source = ListSource(shape: shape, images: [(1...15).map { Float($0) }], labels: [0])
    return model.outputs(for: source)[0]
  }

  @Test("Max-pooling 3×3 with stride 2", arguments: CPULevel.available)
  func maximum(level: CPULevel) throws {
    let layer = { (padding: Padding) in Layer.maxPooling(size: 3, stride: 2, padding: padding) }
    #expect(try output(layer(.valid), level: level) == [13, 15])
    // One row of zeros above and below, one column left and right: as PyTorch's padding=1.
    #expect(try output(layer(.symmetric), level: level) == [7, 9, 10, 12, 14, 15])
    // TensorFlow pads 3 rows to 2 outputs with one row on each side, 5 columns to 3 likewise.
    #expect(try output(layer(.same), level: level) == [7, 9, 10, 12, 14, 15])
  }

  @Test("Max-pooling 2×2 with stride 2 and SAME has the odd row and column alone")
  func even() throws {
    let layer = Layer.maxPooling(size: 2, stride: 2, padding: .same)
    #expect(try output(layer, level: .best) == [7, 9, 10, 12, 14, 15])
    // (2 − 1) / 2 = 0: no padding.
    let symmetric = Layer.maxPooling(size: 2, stride: 2, padding: .symmetric)
    #expect(try output(symmetric, level: .best) == [7, 9])
  }

  @Test("Negative values win over padding")
  func negative() throws {
    let shape = Shape(rows: 2, columns: 2, channels: 1)
    let layers: [Layer] = [.maxPooling(size: 3, stride: 2, padding: .symmetric)]
    let model = Model(try Architecture(input: shape, layers: layers), level: .best)
    let source = ListSource(shape: shape, images: [[-4, -3, -2, -1]], labels: [0])
    #expect(model.outputs(for: source) == [[-1]])
  }

  @Test("Average-pooling 3×3 with stride 2", arguments: CPULevel.available)
  func average(level: CPULevel) throws {
    let layer = { (padding: Padding) in Layer.averagePooling(size: 3, stride: 2, padding: padding) }
    #expect(try output(layer(.valid), level: level) == [7, 9])
    // Corners have 4 of 9 elements inside, the middle 6. PyTorch divides by 9 everywhere …
    let symmetric: [Float] = [16, 33, 28, 36, 63, 48].map { $0 / 9 }
    #expect(try output(layer(.symmetric), level: level) == symmetric)
    // … TensorFlow by what is inside.
    #expect(try output(layer(.same), level: level) == [4, 5.5, 7, 9, 10.5, 12])
  }

  @Test("The global average is the mean of each channel", arguments: CPULevel.available)
  func global(level: CPULevel) throws {
    #expect(try output(.globalAveragePooling, level: level) == [8])
    let shape = Shape(rows: 1, columns: 3, channels: 2)
    let layers: [Layer] = [.globalAveragePooling]
    let model = Model(try Architecture(input: shape, layers: layers), level: level)
    let source = ListSource(shape: shape, images: [[1, 10, 2, 20, 6, 60]], labels: [0])
    #expect(model.outputs(for: source) == [[3, 30]])
  }

  @Test("Shapes are PyTorch's for NIN's pools: 32 to 16 to 8")
  func shapes() throws {
    let architecture = try Architecture(
      input: Shape(rows: 32, columns: 32, channels: 3),
      layers: [
        .maxPooling(size: 3, stride: 2, padding: .symmetric),
        .averagePooling(size: 3, stride: 2, padding: .symmetric), .globalAveragePooling,
      ])
    #expect(architecture.outputs.map(\.rows) == [16, 8, 1])
    #expect(architecture.output.channels == 3)
    #expect(architecture.layers.map { $0.parameterCount(on: architecture.input) } == [0, 0, 0])
  }
}
