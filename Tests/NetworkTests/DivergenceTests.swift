import Testing

@testable import Network

@Suite("Divergence")
struct DivergenceTests {
  private func train(
    rate: Float, scale: PixelValues, length: Training.Length = .epochs(4)
  ) throws -> TrainingLog {
    let shape = Shape(rows: 6, columns: 6, channels: 1)
    let layers: [Layer] = [
      .convolution(filters: 16, kernel: 3, stride: 1, padding: .same), .relu, .flatten,
      .dense(units: 2),
    ]
    let model = try Model.random(try Architecture(input: shape, layers: layers))
    let source = ImageSource(
      pixels: (0..<(36 * 8)).map { UInt8(truncatingIfNeeded: $0 * 73) },
      labels: [0, 1, 0, 1, 1, 0, 0, 1], indices: Array(0..<8), shape: shape, scale: scale)
    var trainer = Trainer<ImageSource, ListSource>(
      model, on: source,
      training: Training(
        optimizer: .sgd(learningRate: rate, momentum: 0.9), batchSize: 4, shuffles: false,
        length: length))
    return try trainer.run()
  }

  @Test("A huge learning rate on raw pixels is named as divergence, at a measurement")
  func rawPixels() throws {
    let error = #expect(throws: NetworkError.self) { try train(rate: 1e20, scale: .raw) }
    guard case .diverged(let update) = try #require(error) else {
      Issue.record("not divergence: \(String(describing: error))")
      return
    }
    #expect(update % 2 == 0 && update <= 8)
  }

  @Test("Weights that are not finite after the last update are divergence too")
  func lastUpdate() {
    // The loss of the only batch is taken before its update, and is finite.
    let error = #expect(throws: NetworkError.self) {
      try train(rate: .greatestFiniteMagnitude, scale: .raw, length: .updates(1, interval: 1))
    }
    #expect(error == .diverged(update: 1))
  }

  @Test("The same network with scaled pixels and a small rate does not diverge")
  func scaledPixels() throws {
    #expect(try train(rate: 1e-3, scale: .unit).updates == 8)
  }
}
