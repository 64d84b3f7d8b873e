import Testing

@testable import Network

@Suite("Upsampling, transposed convolutions and joins")
struct RearrangementTests {
  /// The outputs of a network for examples of some images.
  private func outputs(
    _ images: [[Float]], _ shape: Shape, branches: Int = 1, _ layers: [Layer],
    weights: [Float] = []
  ) throws -> (shape: Shape, values: [Float]) {
    let network = try Architecture(input: shape, branches: branches, layers: layers)
    let model = Model(network, level: .best, trains: false)
    try model.setWeights(weights, ofFirst: network.weightedLayerCount)
    let source = TargetSource(shape: shape, branches: branches, images: images,
      labels: images.map { _ in 0 })
    let features = model.features(of: source)
    return (network.output, features.values)
  }

  @Test("Every pixel of a 2×2 becomes a square")
  func upsampling() throws {
    let result = try outputs(
      [[1, 2, 3, 4]], Shape(rows: 2, columns: 2, channels: 1), [.upsampling(factor: 2)])
    #expect(result.shape == Shape(rows: 4, columns: 4, channels: 1))
    #expect(result.values == [1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4])
  }

  /// The engine's kernel is turned by 180°: 9 … 1 is the kernel 1 … 9 of Keras and PyTorch.
  private static let turned: [Float] = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]

  @Test("A transposed convolution of stride 1 adds a multiple of the kernel for every pixel")
  func strideOne() throws {
    // 1 at the upper left and 10 beside it: the kernel, and ten times the kernel a column further.
    let result = try outputs(
      [[1, 10]], Shape(rows: 1, columns: 2, channels: 1),
      [.transposedConvolution(filters: 1, kernel: 3, stride: 1, padding: .valid)],
      weights: Self.turned)
    #expect(result.shape == Shape(rows: 3, columns: 4, channels: 1))
    #expect(result.values == [1, 12, 23, 30, 4, 45, 56, 60, 7, 78, 89, 90])
  }

  @Test("With stride 2 and valid padding the kernels of a 2×2 overlap in one row and column")
  func valid() throws {
    let result = try outputs(
      [[1, 10, 100, 1000]], Shape(rows: 2, columns: 2, channels: 1),
      [.transposedConvolution(filters: 1, kernel: 3, stride: 2, padding: .valid)],
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
      [[1, 10, 100, 1000]], Shape(rows: 2, columns: 2, channels: 1),
      [.transposedConvolution(filters: 1, kernel: 3, stride: 2, padding: .same)],
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
      [[1, 10]], Shape(rows: 1, columns: 2, channels: 1),
      [.transposedConvolution(filters: 1, kernel: 1, stride: 2, padding: .valid)],
      weights: [3, 0.5])
    #expect(result.shape == Shape(rows: 2, columns: 4, channels: 1))
    #expect(result.values == [3.5, 0.5, 30.5, 0.5, 0.5, 0.5, 0.5, 0.5])
  }

  @Test("What the images of an example gave is joined in their order")
  func joined() throws {
    let images: [[Float]] = [[1, 2], [3, 4], [5, 6], [7, 8]]
    let result = try outputs(
      images, Shape(rows: 1, columns: 2, channels: 1), branches: 2, [.join])
    #expect(result.shape == Shape(rows: 1, columns: 1, channels: 4))
    #expect(result.values == [1, 2, 3, 4, 5, 6, 7, 8])
  }

  @Test("Layers that do not fit are refused with the rule and the remedy")
  func errors() throws {
    func reason(_ layers: [Layer]) -> String? {
      do {
        _ = try Architecture(
          input: Shape(rows: 4, columns: 4, channels: 1), branches: 2, layers: layers)
        return nil
      } catch {
        return "\(error)"
      }
    }
    #expect(reason([.join, .join])?.contains("leave this join out") == true)
    #expect(reason([.join, .upsampling(factor: 2)])?.contains("put it before that layer") == true)
    #expect(reason([.upsampling(factor: 0)])?.contains("at least 1") == true)
    let symmetric = Layer.transposedConvolution(
      filters: 1, kernel: 3, stride: 2, padding: .symmetric)
    #expect(reason([symmetric])?.contains("the padding same or valid") == true)
  }

  @Test("Operations count every image of an example up to the join, and one behind it")
  func cost() throws {
    let network = try Architecture(
      input: Shape(rows: 4, columns: 4, channels: 1), branches: 9,
      layers: [.convolution(filters: 2, kernel: 3, stride: 1, padding: .valid), .join, .dense(units: 5)])
    #expect(network.multiplications == 9 * (4 * 2 * 9) + 9 * 8 * 5)
    #expect(network.outputsPerExample == 1 && network.parameterCount == 20 + 72 * 5 + 5)
  }
}
