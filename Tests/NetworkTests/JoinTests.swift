import Random
import Testing

@testable import Network

@Suite("Examples of several images")
struct JoinTests {
  private static let shape = Shape(rows: 4, columns: 3, channels: 2)
  private static let encoder: [Layer] = [.conv(5, 2), .relu]

  private func model(
    _ layers: [Layer], branches: Int, tile: Int = 3, seed: UInt64 = 1
  ) throws -> Model {
    try .random(
      Architecture(input: Self.shape, branches: branches, layers: layers), tile: tile, seed: seed)
  }

  private func source(branches: Int, count: Int, classes: Int = 3) -> TargetSource {
    TargetSource(
      shape: Self.shape, branches: branches,
      images: ListSource.random(Self.shape, count: branches * count, classes: 1).images,
      labels: (0..<count).map { $0 % classes })
  }

  @Test("What the images of an example gave is joined in their order")
  func joined() throws {
    let network = try Architecture(
      input: Shape(rows: 1, columns: 2, channels: 1), branches: 2, layers: [.join])
    #expect(network.output == Shape(rows: 1, columns: 1, channels: 4))
    let model = Model(network, level: .best, trains: false)
    let source = TargetSource(
      shape: network.input, branches: 2, images: [[1, 2], [3, 4], [5, 6], [7, 8]], labels: [0, 0])
    let features = model.features(of: source)
    #expect(features.count == 2)
    #expect(features.values == [1, 2, 3, 4, 5, 6, 7, 8])
  }

  @Test(
    "A joined vector is the values of image after image: row, column, channel", arguments: [2, 9])
  func order(branches: Int) throws {
    let source = source(branches: branches, count: 7)
    let apart = try model(Self.encoder, branches: branches).features(of: source)
    let joined = try model(Self.encoder + [.join], branches: branches).features(of: source)
    #expect(apart.count == 7 * branches)
    #expect(joined.count == 7)
    #expect(joined.values.bits == apart.values.bits)
    // The same images as examples of their own.
    let images = ListSource(
      shape: Self.shape, images: source.images, labels: source.images.map { _ in 0 })
    let single = try model(Self.encoder, branches: 1).features(of: images)
    #expect(apart.values.bits == single.values.bits)
  }

  @Test("The join of one image is a flatten layer")
  func one() throws {
    let head: [Layer] = [.dense(units: 3)]
    let source = source(branches: 1, count: 11)
    let joined = try model(Self.encoder + [.join] + head, branches: 1)
    let flat = try model(Self.encoder + [.flatten] + head, branches: 1)
    #expect(joined.evaluate(source) == flat.evaluate(source))
    #expect(try joined.batchGradient(on: source).bits == flat.batchGradient(on: source).bits)
  }

  @Test("A join takes no stage of its own")
  func stages() throws {
    let model = try model(Self.encoder + [.join, .dense(units: 3)], branches: 9)
    #expect(model.workspace.stages.count == 2)
  }

  @Test(
    "Features of one example are written image after image, joined or not", arguments: [1, 2, 3])
  func writing(branches: Int) throws {
    let source = source(branches: branches, count: 5)
    for layers in [Self.encoder, Self.encoder + [.join, .dense(units: 4)]] {
      let model = try model(layers, branches: branches, tile: 1)
      let shape = model.architecture.output
      let width = shape.columns * shape.channels
      let rows = model.architecture.outputsPerExample * shape.rows
      let all = model.features(of: source).values
      for example in 0..<source.count {
        var written = [Float](repeating: -99, count: rows * (width + 3))
        written.withUnsafeMutableBufferPointer { written in
          guard let start = written.baseAddress else { return }
          model.writeFeatures(of: source, at: example, to: start, rowStride: width + 3)
        }
        for row in 0..<rows {
          let first = (example * rows + row) * width
          #expect(
            Array(written[row * (width + 3)..<(row + 1) * (width + 3)])
              == all[first..<first + width] + [-99, -99, -99])
        }
      }
    }
  }

  @Test("Every image of an example draws dropout of its own, and the joined vector one")
  func dropout() throws {
    let layers: [Layer] = [
      .dropout(rate: 0.25), .conv(5, 2), .relu, .dropout(rate: 0.5), .join, .dropout(rate: 0.125),
      .dense(units: 3),
    ]
    let model = try model(layers, branches: 3)
    let source = TargetSource.random(model.architecture, .crossEntropy, count: 37)
    var start = ReferenceNetwork(
      architecture: model.architecture, weights: model.weights.map(Double.init))
    // Places are those of images, then those of examples, as the factors' documentation counts them.
    start.dropout = { layer, place in
      DropoutTests.factors(
        [0.25, 0.5, 0.125][layer], [24, 30, 90][layer], update: 0, layer: layer, place: place)
    }
    let images = source.images.map { $0.map(Double.init) }
    func loss(_ network: ReferenceNetwork) -> Double {
      Loss.crossEntropy.reference(network.outputs(images, training: true), source)
    }
    let gradient = try model.batchGradient(on: source, dropout: DropoutTests.streams)
      .map(Double.init)
    let middle = loss(start)
    var reference = start
    var (kinks, checked) = (0, 0)
    for index in stride(from: 0, to: gradient.count, by: 5) {
      reference.weights[index] = start.weights[index] + 1e-6
      let right = (loss(reference) - middle) / 1e-6
      reference.weights[index] = start.weights[index] - 1e-6
      let left = (middle - loss(reference)) / 1e-6
      reference.weights[index] = start.weights[index]
      if abs(right - left) > 1e-4 {
        kinks += 1
        continue
      }
      checked += 1
      #expect(abs((left + right) / 2 - gradient[index]) < 4e-4, "weight \(index)")
    }
    #expect(kinks * 10 < checked)
  }

  @Test("Operations count every image of an example up to the join, and one behind it")
  func cost() throws {
    let network = try Architecture(
      input: Shape(rows: 4, columns: 4, channels: 1), branches: 9,
      layers: [.conv(2, 3), .join, .dense(units: 5)])
    #expect(network.multiplications == 9 * (4 * 2 * 9) + 9 * 8 * 5)
    #expect(network.outputsPerExample == 1)
    #expect(network.parameterCount == 20 + 72 * 5 + 5)
    let apart = try Architecture(
      input: Shape(rows: 4, columns: 4, channels: 1), branches: 9, layers: [.conv(2, 3)])
    #expect(apart.outputsPerExample == 9)
    #expect(apart.multiplications == 9 * (4 * 2 * 9))
  }
}
