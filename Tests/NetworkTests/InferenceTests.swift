import Testing

@testable import Network

@Suite("Evaluation and features")
struct InferenceTests {
  static let input = Shape(rows: 7, columns: 6, channels: 1)
  static let encoder: [Layer] = [
    .convolution(filters: 16, kernel: 3, stride: 1, padding: .same), .relu,
    .maxPooling(size: 2, stride: 2), .convolution(filters: 5, kernel: 2, stride: 1, padding: .same),
    .relu,
  ]
  static let head: [Layer] = [.flatten, .dense(units: 4)]

  static func whole(tile: Int = 8, level: CPULevel = .best) throws -> Model {
    try .random(
      try Architecture(input: input, layers: encoder + head), level: level, tile: tile)
  }

  @Test("The tile and the CPU level change no bit of an evaluation", arguments: [1, 2, 3, 8, 32])
  func tileAndLevel(tile: Int) throws {
    let source = ListSource.random(Self.input, count: 11, classes: 4)
    let expected = try Self.whole().evaluate(source)
    for level in CPULevel.available {
      let evaluation = try Self.whole(tile: tile, level: level).evaluate(source)
      #expect(evaluation.loss.bitPattern == expected.loss.bitPattern)
      #expect(evaluation == expected)
    }
  }

  @Test("An evaluation counts right predictions, the first of the largest outputs")
  func counts() throws {
    let model = Model(
      try Architecture(input: Shape(rows: 1, columns: 1, channels: 3), layers: []), level: .best)
    let source = ListSource(
      shape: Shape(rows: 1, columns: 1, channels: 3),
      images: [[0, 2, 1], [5, 5, 5], [-1, -3, -1], [0, 0, 9]], labels: [1, 0, 2, 1])
    let evaluation = model.evaluate(source)
    #expect(evaluation.predictions == [1, 0, 0, 2])
    #expect(evaluation.correct == 2)
    #expect(evaluation.total == 4)
    #expect(evaluation.accuracy == 0.5)
  }

  @Test("Nothing to evaluate gives zeros")
  func noExamples() throws {
    let evaluation = try Self.whole().evaluate(
      ListSource(shape: Self.input, images: [], labels: []))
    #expect(evaluation == Evaluation(correct: 0, total: 0, loss: 0, predictions: []))
    #expect(evaluation.accuracy == 0)
  }

  @Test("A head on an encoder's features gives every bit of the whole network")
  func featuresOfEncoder() throws {
    let whole = try Self.whole()
    let source = ListSource.random(Self.input, count: 11, classes: 4)
    let encoder = Model(
      try Architecture(input: Self.input, layers: Self.encoder), level: .best, trains: false,
      tile: 3)
    let encoderCount = encoder.architecture.parameterCount
    try encoder.setWeights(Array(whole.weights.prefix(encoderCount)), ofFirst: 2)
    let features = encoder.features(of: source)
    #expect(features.shape == Shape(rows: 3, columns: 3, channels: 5))
    #expect(features.count == 11)
    let head = Model(
      try Architecture(input: features.shape, layers: Self.head), level: .best)
    try head.setWeights(Array(whole.weights.dropFirst(encoderCount)), ofFirst: 1)
    let labels = source.labels.map { UInt8($0) }
    let rows = FeatureSource(features: features, rows: Array(0..<11), labels: labels)
    let expected = whole.evaluate(source)
    let found = head.evaluate(rows)
    #expect(found.loss.bitPattern == expected.loss.bitPattern)
    #expect(found == expected)
    #expect(head.features(of: rows).values.bits == whole.features(of: source).values.bits)
  }

  @Test("Features behind a flatten layer are flat and have the same values")
  func flatFeatures() throws {
    let source = ListSource.random(Self.input, count: 5, classes: 4)
    let image = try Model.random(try Architecture(input: Self.input, layers: Self.encoder))
    let flat = try Model.random(
      try Architecture(input: Self.input, layers: Self.encoder + [.flatten]))
    #expect(flat.features(of: source).shape == Shape(rows: 1, columns: 1, channels: 45))
    #expect(flat.features(of: source).values.bits == image.features(of: source).values.bits)
  }

  @Test("A model that does not train gives the same outputs as one that does")
  func inferenceOnly() throws {
    let whole = try Self.whole()
    let frozen = Model(whole.architecture, level: .best, trains: false)
    try frozen.setWeights(whole.weights, ofFirst: 3)
    let source = ListSource.random(Self.input, count: 9, classes: 4)
    #expect(frozen.evaluate(source) == whole.evaluate(source))
  }
}
