import Random
import Testing

@testable import Network

@Suite("Dropout")
struct DropoutTests {
  static let shape = Shape(rows: 4, columns: 3, channels: 2)
  static let streams = RandomStreams(seed: 5, purpose: "dropout/test")

  /// The factors as documented: value e of an image is kept where word e % 4 of block
  /// (place × 2³² + e / 4) of the stream (update × 2¹⁶ + layer) is not below the rate.
  static func factors(_ rate: Double, _ count: Int, update: Int, layer: Int, place: Int) -> [Double]
  {
    let stream = RandomStream(
      seed: 5, purpose: "dropout/test", index: UInt64(update * 65_536 + layer))
    return (0..<count).map { element in
      let word = stream.block(at: UInt64(place * 4_294_967_296 + element / 4))[element % 4]
      return Double(word >> 8) / 16_777_216 < rate ? 0 : 1 / (1 - rate)
    }
  }

  @Test("Gradients equal finite differences under the documented masks", arguments: [false, true])
  func gradient(normalizes: Bool) throws {
    let layers: [Layer] =
      [.dropout(rate: 0.25), .conv(5, 2), .relu] + (normalizes ? [.norm] : [])
      + [.dropout(rate: 0.5), .flatten, .dense(units: 3)]
    let model = try NormalizationTests.model(PassCase("", 4, 3, 2, layers))
    var start = ReferenceNetwork(
      architecture: model.architecture, weights: model.weights.map(Double.init))
    start.dropout = { layer, place in
      Self.factors(
        layer == 0 ? 0.25 : 0.5, layer == 0 ? 24 : 30, update: 0, layer: layer, place: place)
    }
    let source = ListSource.random(Self.shape, count: 39, classes: 3)
    let images = source.images.map { $0.map(Double.init) }
    let trainable = NormalizationTests.isTrainable(model.architecture)
    let gradient = try model.batchGradient(on: source, dropout: Self.streams).map(Double.init)
    let loss = start.loss(images, source.labels)
    var reference = start
    var kinks = 0
    for index in stride(from: 0, to: gradient.count, by: 3) where trainable[index] {
      reference.weights[index] = start.weights[index] + 1e-6
      let right = (reference.loss(images, source.labels) - loss) / 1e-6
      reference.weights[index] = start.weights[index] - 1e-6
      let left = (loss - reference.loss(images, source.labels)) / 1e-6
      reference.weights[index] = start.weights[index]
      if abs(right - left) > 1e-4 {
        kinks += 1
        continue
      }
      #expect(abs((left + right) / 2 - gradient[index]) < 4e-4, "weight \(index)")
    }
    #expect(kinks * 10 < gradient.count)
  }

  @Test("In inference values pass as they are")
  func inference() throws {
    let model = try Model.random(
      try Architecture(input: Self.shape, layers: [.dropout(rate: 0.9), .conv(3, 2)]))
    let without = try Model.random(try Architecture(input: Self.shape, layers: [.conv(3, 2)]))
    let source = ListSource.random(Self.shape, count: 7, classes: 3)
    #expect(
      model.features(of: source).values.bits == without.features(of: source).values.bits)
  }

  /// The outputs of a dropout layer alone on images of ones.
  private func outputs(_ rate: Double, update: Int, places: Range<Int>, tile: Int) throws -> [Float]
  {
    let shape = Shape(rows: 5, columns: 5, channels: 3)
    let workspace = Model(
      try Architecture(input: shape, layers: [.dropout(rate: rate)]), level: .best, tile: tile
    ).workspace
    let source = ListSource(
      shape: shape, images: [[Float]](repeating: [Float](repeating: 1, count: 75), count: 400),
      labels: [Int](repeating: 0, count: 400))
    let order = (0..<400).map { Int32($0) }
    var result: [Float] = []
    for first in stride(from: places.lowerBound, to: places.upperBound, by: tile) {
      let count = min(tile, places.upperBound - first)
      workspace.load(source, order.span, from: first, count: count)
      workspace.forward(count, TrainingPass(dropout: Self.streams, update: update, first: first))
      result += (0..<(count * 75)).map { workspace.values[1].pointer[$0] }
    }
    return result
  }

  // 30,000 values: five standard deviations of a proportion are at most 5 × √(0.25 / 30,000) = 0.0145.
  @Test(
    "The share of dropped values is the rate and the mean stays 1", arguments: [0, 0.1, 0.5, 0.9])
  func expectation(rate: Double) throws {
    let values = try outputs(rate, update: 3, places: 0..<400, tile: 8)
    let dropped = Double(values.count { $0 == 0 }) / Double(values.count)
    #expect(abs(dropped - rate) < 0.0145)
    let scale = 1 / (1 - Float(rate))
    #expect(values.allSatisfy { $0 == 0 || $0 == scale })
    if rate == 0 { #expect(dropped == 0) }
  }

  @Test("A mask depends on the update and the place in the batch, and not on the tile")
  func masks() throws {
    let all = try outputs(0.5, update: 3, places: 0..<20, tile: 20)
    #expect(try outputs(0.5, update: 3, places: 0..<20, tile: 3) == all)
    #expect(try outputs(0.5, update: 3, places: 7..<20, tile: 4) == Array(all[(7 * 75)...]))
    #expect(try outputs(0.5, update: 4, places: 0..<20, tile: 20) != all)
    #expect(all[0..<75] != all[75..<150])
  }

  @Test("Threads change no bit of a training with dropout", arguments: [false, true])
  func threads(normalizes: Bool) throws {
    func train(_ threads: Int, seed: UInt64 = 5) throws -> [UInt32] {
      let layers: [Layer] =
        [.conv(5, 2), .relu, .dropout(rate: 0.3)] + (normalizes ? [.norm] : [])
        + [.flatten, .dropout(rate: 0.5), .dense(units: 3)]
      let model = try NormalizationTests.model(
        PassCase("", 4, 3, 2, layers), threads: ThreadShare(threads))
      var trainer = Trainer(
        model, on: ListSource.random(Self.shape, count: 150, classes: 3),
        validation: nil as ListSource?,
        training: Training(
          optimizer: .sgd(learningRate: 0.1, momentum: 0.9), batchSize: 100, shuffles: true,
          length: .epochs(2)),
        order: RandomStream(seed: 1, purpose: "order"),
        dropout: RandomStreams(seed: seed, purpose: "dropout/test"))
      _ = try trainer.run()
      return model.weights.bits
    }
    let expected = try train(1)
    for threads in [2, 3, 8] { #expect(try train(threads) == expected) }
    #expect(try train(1, seed: 6) != expected)
  }
}
