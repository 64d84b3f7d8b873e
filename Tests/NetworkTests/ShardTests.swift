import Testing

@testable import Network

@Suite("Shards")
struct ShardTests {
  static let shape = Shape(rows: 4, columns: 4, channels: 1)

  private func model() throws -> Model {
    try .random(
      try Architecture(
        input: Self.shape,
        layers: [
          .convolution(filters: 3, kernel: 2, stride: 2, padding: .same), .relu, .flatten,
          .dense(units: 3),
        ]), tile: 8)
  }

  /// The gradient of a batch by the documented order: every shard of 32 summed on its own from zero,
  /// then added in the order of the shards.
  private func gradient(_ model: Model, _ source: ListSource, shards: [Range<Int>]) -> [Float] {
    let shard = Buffer<Float>(model.parameters.count, zero: 0)
    var sum = [Float](repeating: 0, count: model.parameters.count)
    let order = (0..<Int32(source.count)).map { $0 }
    var lossSum = 0.0
    for range in shards {
      shard.fill(0)
      for image in range {
        model.workspace.load(source, order.span, from: image, count: 1)
        model.workspace.forward(1)
        _ = model.workspace.loss(
          1, scale: 1 / Float(source.count), predictions: nil, into: &lossSum)
        model.workspace.backward(1, into: shard.pointer)
      }
      for index in sum.indices { sum[index] += shard.pointer[index] }
    }
    return sum
  }

  @Test(
    "A batch is cut into shards of 32, summed on their own and added in order",
    arguments: [192, 32, 33, 70, 5])
  func documentedOrder(count: Int) throws {
    let source = ListSource.random(Self.shape, count: count, classes: 3)
    let shards = stride(from: 0, to: count, by: 32).map { $0..<min($0 + 32, count) }
    let reference = try model()
    let gradient = gradient(reference, source, shards: shards)
    let expected = gradient.indices.map { index in
      reference.parameters.pointer[index] + Float(0).addingProduct(gradient[index], -0.5)
    }
    let trained = try model()
    var trainer = Trainer(
      trained, on: source,
      training: Training(
        optimizer: .sgd(learningRate: 0.5, momentum: 0), batchSize: count, shuffles: false,
        length: .updates(1, interval: 1)))
    _ = try trainer.run()
    let found = expected.indices.map { trained.parameters.pointer[$0] }
    #expect(found.bits == expected.bits)
  }

  @Test("The order of sums is visible: one chain over 192 examples gives other bits")
  func oneChainDiffers() throws {
    let source = ListSource.random(Self.shape, count: 192, classes: 3)
    let shards = stride(from: 0, to: 192, by: 32).map { $0..<($0 + 32) }
    let model = try model()
    let inShards = gradient(model, source, shards: shards)
    let inOneChain = gradient(model, source, shards: [0..<192])
    #expect(inShards.bits != inOneChain.bits)
    for (one, other) in zip(inShards, inOneChain) { #expect(abs(one - other) < 1e-5) }
  }
}
