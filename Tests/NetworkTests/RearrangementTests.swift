import Testing

@testable import Network

@Suite("Upsampling and transposed convolutions")
struct RearrangementTests {
  /// The outputs of one layer for an image of one channel.
  private func outputs(
    _ image: [Float], rows: Int, columns: Int, _ layer: Layer, weights: [Float] = []
  ) throws -> (shape: Shape, values: [Float]) {
    let network = try Architecture(
      input: Shape(rows: rows, columns: columns, channels: 1), layers: [layer])
    let model = Model(network, level: .best, trains: false)
    try model.setWeights(weights, ofFirst: network.weightedLayerCount)
    let source = ListSource(shape: network.input, images: [image], labels: [0])
    return (network.output, model.features(of: source).values)
  }

  @Test("Every pixel of a 2×2 becomes a square")
  func upsampling() throws {
    let result = try outputs(
      [1, 2, 3, 4], rows: 2, columns: 2, .upsampling(factor: 2))
    #expect(result.shape == Shape(rows: 4, columns: 4, channels: 1))
    #expect(result.values == [1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4])
  }

  @Test("The channels of a pixel become a square, row by row")
  func depthToSpace() throws {
    let network = try Architecture(
      input: Shape(rows: 1, columns: 2, channels: 8), layers: [.depthToSpace(factor: 2)])
    let image = (1...16).map { Float($0) }
    let values = Model(network, level: .best, trains: false).features(
      of: ListSource(shape: network.input, images: [image], labels: [0])
    ).values
    #expect(network.output == Shape(rows: 2, columns: 4, channels: 2))
    #expect(values == [1, 2, 3, 4, 9, 10, 11, 12, 5, 6, 7, 8, 13, 14, 15, 16])
  }

  /// The engine's kernel is turned by 180°: 9 … 1 is the kernel 1 … 9 of Keras and PyTorch.
  private static let turned: [Float] = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]

  @Test("A transposed convolution of stride 1 adds a multiple of the kernel for every pixel")
  func strideOne() throws {
    // 1 at the upper left and 10 beside it: the kernel, and ten times the kernel a column further.
    let result = try outputs(
      [1, 10], rows: 1, columns: 2,
      .transposedConvolution(filters: 1, kernel: 3, stride: 1, padding: .valid),
      weights: Self.turned)
    #expect(result.shape == Shape(rows: 3, columns: 4, channels: 1))
    #expect(result.values == [1, 12, 23, 30, 4, 45, 56, 60, 7, 78, 89, 90])
  }

  @Test("With stride 2 and valid padding the kernels of a 2×2 overlap in one row and column")
  func valid() throws {
    let result = try outputs(
      [1, 10, 100, 1000], rows: 2, columns: 2,
      .transposedConvolution(filters: 1, kernel: 3, stride: 2, padding: .valid),
      weights: Self.turned)
    #expect(result.shape == Shape(rows: 5, columns: 5, channels: 1))
    #expect(
      result.values == [
        1, 2, 13, 20, 30,
        4, 5, 46, 50, 60,
        107, 208, 1379, 2080, 3090,
        400, 500, 4600, 5000, 6000,
        700, 800, 7900, 8000, 9000,
      ])
  }

  @Test("With same padding the last row and column fall away, as TensorFlow has it")
  func same() throws {
    let result = try outputs(
      [1, 10, 100, 1000], rows: 2, columns: 2,
      .transposedConvolution(filters: 1, kernel: 3, stride: 2, padding: .same),
      weights: Self.turned)
    #expect(result.shape == Shape(rows: 4, columns: 4, channels: 1))
    #expect(
      result.values == [
        1, 2, 13, 20, 4, 5, 46, 50, 107, 208, 1379, 2080, 400, 500, 4600, 5000,
      ])
  }

  @Test("A kernel smaller than the stride leaves gaps of the bias")
  func gaps() throws {
    let result = try outputs(
      [1, 10], rows: 1, columns: 2,
      .transposedConvolution(filters: 1, kernel: 1, stride: 2, padding: .valid),
      weights: [3, 0.5])
    #expect(result.shape == Shape(rows: 2, columns: 4, channels: 1))
    #expect(result.values == [3.5, 0.5, 30.5, 0.5, 0.5, 0.5, 0.5, 0.5])
  }

  @Test("The odd row and column that same padding cuts off is the last, the others half and half")
  func sameOfKernelFive() throws {
    // Three of 3 × 2 + 3 columns are cut off: the first, and the last two.
    let row: [Float] = [5, 4, 3, 2, 1]
    let result = try outputs(
      [1, 10, 100], rows: 1, columns: 3,
      .transposedConvolution(filters: 1, kernel: 5, stride: 2, padding: .same),
      weights: [Float](repeating: 0, count: 15) + row + [0, 0, 0, 0, 0] + [0])
    // All columns: 1, 2, 3 + 10, 4 + 20, 5 + 30 + 100, 40 + 200, 50 + 300, 400, 500. Of the rows, which lie
    // the other way round in the kernel, the first is cut off, too; the one with values is the second.
    #expect(result.shape == Shape(rows: 2, columns: 6, channels: 1))
    #expect(result.values == [2, 13, 24, 135, 240, 350, 0, 0, 0, 0, 0, 0])
  }

  @Test("Channels are summed, and every filter has a kernel and a bias of its own")
  func channels() throws {
    let network = try Architecture(
      input: Shape(rows: 1, columns: 1, channels: 2),
      layers: [.transposedConvolution(filters: 2, kernel: 2, stride: 2, padding: .same)])
    let model = Model(network, level: .best, trains: false)
    // Four taps of two input channels of two filters, the tap at the lower right first; then the biases.
    try model.setWeights(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 0.5, 0.25], ofFirst: 1)
    let source = ListSource(shape: network.input, images: [[1, 100]], labels: [0])
    #expect(
      model.features(of: source).values == [
        1513.5, 1614.25, 1109.5, 1210.25, 705.5, 806.25, 301.5, 402.25,
      ])
  }
}
