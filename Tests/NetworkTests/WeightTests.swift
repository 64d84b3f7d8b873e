import Network
import Testing

@Suite("Weights")
struct WeightTests {
  static let input = Shape(rows: 5, columns: 5, channels: 2)
  static let encoder: [Layer] = [
    .convolution(filters: 16, kernel: 3, stride: 1, padding: .same), .relu,
    .maxPooling(size: 2, stride: 2), .convolution(filters: 5, kernel: 2, stride: 1, padding: .same),
  ]

  private func model(head units: Int) throws -> Model {
    let layers = Self.encoder + [.relu, .flatten, .dense(units: units)]
    return Model(try Architecture(input: Self.input, layers: layers), level: .best)
  }

  @Test("Weights that are set come back, in the same order")
  func roundTrip() throws {
    let model = try model(head: 3)
    let weights = (0..<model.architecture.parameterCount).map { Float($0) - 100.25 }
    try model.setWeights(weights, ofFirst: 3)
    #expect(model.weights == weights)
    #expect(model.architecture.affineLayerCount == 3)
  }

  @Test("Weights of the first layers leave the others alone")
  func firstLayersOnly() throws {
    let model = try model(head: 3)
    let count = model.architecture.parameterCount
    try model.setWeights([Float](repeating: 7, count: count), ofFirst: 3)
    let encoderCount = 9 * 2 * 16 + 16 + 4 * 16 * 5 + 5
    try model.setWeights([Float](repeating: 2, count: encoderCount), ofFirst: 2)
    #expect(model.weights.prefix(encoderCount).allSatisfy { $0 == 2 })
    #expect(model.weights.dropFirst(encoderCount).allSatisfy { $0 == 7 })
    try model.setWeights([], ofFirst: 0)
    #expect(model.weights.prefix(encoderCount).allSatisfy { $0 == 2 })
  }

  @Test("Weights of another network are refused", arguments: [(0, 3), (303, 1), (305, 1), (9, 4)])
  func wrongCount(count: Int, layers: Int) throws {
    let model = try model(head: 3)
    let before = model.weights
    #expect(throws: NetworkError.self) {
      try model.setWeights([Float](repeating: 1, count: count), ofFirst: layers)
    }
    #expect(model.weights == before)
  }

  @Test("The refusal names both counts")
  func wrongCountMessage() throws {
    let model = try model(head: 3)
    let error = #expect(throws: NetworkError.self) {
      try model.setWeights([1, 2], ofFirst: 1)
    }
    #expect(error == .weightCount(expected: 304, found: 2))
  }

  @Test("Glorot's rule fills ±√(6 / (fan in + fan out)) evenly, and biases are zero")
  func glorot() throws {
    let model = try model(head: 3)
    model.initialize(seed: 3, purposes: ["init/a", "init/b", "init/head"])
    let weights = model.weights
    // Fans of a convolution count its area: 9 × (2 + 16), 4 × (16 + 5); of the head 20 + 3.
    let parts: [(count: Int, biases: Int, limit: Float)] = [
      (288, 16, (6 / Float(162)).squareRoot()), (320, 5, (6 / Float(84)).squareRoot()),
      (60, 3, (6 / Float(23)).squareRoot()),
    ]
    var next = 0
    for part in parts {
      let kernel = weights[next..<(next + part.count)]
      #expect(kernel.allSatisfy { abs($0) <= part.limit })
      #expect(
        kernel.contains { $0 > 0.9 * part.limit } && kernel.contains { $0 < -0.9 * part.limit })
      let mean = kernel.reduce(0, +) / Float(part.count)
      #expect(abs(mean) < part.limit / 4)
      next += part.count
      #expect(weights[next..<(next + part.biases)].allSatisfy { $0 == 0 })
      next += part.biases
    }
    #expect(next == weights.count)
  }

  @Test("A layer's first weights depend on the seed and its own purpose only")
  func streamsOfLayers() throws {
    let small = try model(head: 3)
    let large = try model(head: 4)
    small.initialize(seed: 3, purposes: ["init/a", "init/b", "init/head"])
    large.initialize(seed: 3, purposes: ["init/a", "init/b", "init/other"])
    #expect(small.weights.prefix(629) == large.weights.prefix(629))
    let head = try Architecture(
      input: Shape(rows: 1, columns: 1, channels: 20), layers: [.dense(units: 3)])
    let alone = Model(head, level: .portable)
    alone.initialize(seed: 3, purposes: ["init/head"])
    #expect(alone.weights == Array(small.weights.dropFirst(629)))
    small.initialize(seed: 4, purposes: ["init/a", "init/b", "init/head"])
    #expect(alone.weights != Array(small.weights.dropFirst(629)))
  }
}
