import Testing

@testable import Network

/// One network whose passes are compared with the double-precision reference.
struct PassCase: Sendable, CustomTestStringConvertible {
  let name: String
  let input: Shape
  let layers: [Layer]

  init(_ name: String, _ rows: Int, _ columns: Int, _ channels: Int, _ layers: [Layer]) {
    self.name = name
    input = Shape(rows: rows, columns: columns, channels: channels)
    self.layers = layers
  }

  var testDescription: String { name }
}

extension Layer {
  static func conv(
    _ filters: Int, _ kernel: Int, _ stride: Int = 1, _ padding: Padding = .valid
  ) -> Layer {
    .convolution(filters: filters, kernel: kernel, stride: stride, padding: padding)
  }

  static func pool(_ size: Int, _ stride: Int, _ padding: Padding = .valid) -> Layer {
    .maxPooling(size: size, stride: stride, padding: padding)
  }

  static func average(_ size: Int, _ stride: Int, _ padding: Padding = .valid) -> Layer {
    .averagePooling(size: size, stride: stride, padding: padding)
  }
}

extension PassCase {
  static let head: [Layer] = [.flatten, .dense(units: 3)]

  static let all: [PassCase] =
    [
      PassCase("dense alone", 1, 1, 5, [.dense(units: 3)]),
      PassCase("dense with 16 units on few inputs", 1, 1, 5, [.dense(units: 16)]),
      PassCase("dense on a flattened image", 3, 4, 2, [.flatten, .dense(units: 3)]),
      PassCase(
        "dense, ReLU, dense", 1, 1, 7, [.dense(units: 19), .relu, .dense(units: 4)]),
      PassCase(
        "dense, ReLU, ReLU, dense", 1, 1, 4,
        [.dense(units: 6), .relu, .relu, .dense(units: 2)]),
      PassCase("ReLU first", 1, 1, 9, [.relu, .dense(units: 3)]),
      PassCase("ReLU first on an image", 3, 3, 2, [.relu, .conv(3, 2)] + head),
      PassCase("VALID convolution", 5, 4, 1, [.conv(3, 3)] + head),
      PassCase("SAME convolution", 4, 5, 1, [.conv(3, 3, 1, .same)] + head),
      PassCase("SAME convolution, even kernel", 4, 5, 2, [.conv(2, 2, 1, .same)] + head),
      PassCase("VALID, stride 2", 6, 7, 2, [.conv(3, 3, 2)] + head),
      PassCase("SAME, stride 2, even and odd sizes", 6, 5, 1, [.conv(4, 3, 2, .same)] + head),
      PassCase("SAME, stride 3", 7, 8, 1, [.conv(3, 3, 3, .same)] + head),
      PassCase("SAME, stride 3, kernel 5", 6, 7, 1, [.conv(2, 5, 3, .same)] + head),
      PassCase("VALID, stride 3, kernel 2", 7, 6, 2, [.conv(3, 2, 3)] + head),
      PassCase("kernel 1, stride 2", 4, 5, 3, [.conv(4, 1, 2, .same), .relu] + head),
      PassCase("fused ReLU", 5, 5, 1, [.conv(4, 3), .relu] + head),
      PassCase("fused ReLU and pool", 6, 7, 2, [.conv(4, 3, 1, .same), .relu, .pool(2, 2)] + head),
      PassCase("fused pool without ReLU", 5, 6, 1, [.conv(3, 2), .pool(2, 2)] + head),
      PassCase("pool before ReLU", 6, 6, 1, [.conv(4, 3, 1, .same), .pool(2, 2), .relu] + head),
      PassCase("overlapping pool", 7, 6, 1, [.conv(3, 2), .relu, .pool(3, 2)] + head),
      PassCase("standalone pool 3", 6, 7, 2, [.conv(3, 1), .pool(3, 3)] + head),
      PassCase("pool first", 6, 5, 2, [.pool(2, 2), .conv(3, 2), .relu] + head),
      PassCase(
        "two pools", 9, 8, 1, [.conv(3, 2), .relu, .pool(2, 2), .pool(2, 2)] + head),
      PassCase("first layer with 16 channels", 5, 5, 1, [.conv(16, 3, 1, .same), .relu] + head),
      PassCase(
        "first layer with 16 channels, pooled", 6, 7, 2,
        [.conv(16, 3, 1, .same), .relu, .pool(2, 2)] + head),
      PassCase(
        "first layer with 16 channels, pooled, no ReLU", 5, 5, 4,
        [.conv(16, 2), .pool(2, 2)] + head),
      PassCase(
        "first layer with 80 channels, stride 2", 5, 5, 1,
        [.conv(80, 3, 2, .same), .pool(2, 2), .relu] + head),
      PassCase("17 channels", 4, 4, 1, [.conv(17, 2), .relu] + head),
      PassCase("18 input channels", 4, 4, 18, [.conv(3, 2), .relu] + head),
      PassCase(
        "deep stack", 12, 11, 2,
        [
          .conv(16, 3, 2, .same), .relu, .pool(2, 2), .conv(5, 3, 1, .same), .relu,
          .conv(17, 2, 1, .same), .relu, .pool(3, 1), .flatten, .dense(units: 6), .relu,
          .dense(units: 4),
        ]),
      PassCase("symmetric convolution, stride 2", 6, 7, 2, [.conv(3, 3, 2, .symmetric)] + head),
      PassCase("symmetric convolution, even kernel", 5, 6, 2, [.conv(3, 4, 1, .symmetric)] + head),
      PassCase("SAME pool", 7, 6, 2, [.conv(3, 1), .relu, .pool(3, 2, .same)] + head),
      PassCase("SAME pool 2", 5, 7, 1, [.conv(4, 2, 1, .same), .relu, .pool(2, 2, .same)] + head),
      PassCase("symmetric pool", 7, 8, 1, [.conv(17, 3), .relu, .pool(3, 2, .symmetric)] + head),
      PassCase("symmetric pool of 5", 7, 6, 1, [.conv(3, 1), .pool(5, 3, .symmetric)] + head),
      PassCase("average pool", 7, 6, 2, [.conv(3, 2), .relu, .average(3, 2)] + head),
      PassCase("average pool, SAME", 6, 7, 1, [.conv(18, 2), .average(3, 2, .same)] + head),
      PassCase(
        "average pool, symmetric", 8, 7, 1,
        [.conv(17, 2), .relu, .average(3, 2, .symmetric)] + head),
      PassCase(
        "average pool first", 6, 5, 2, [.average(2, 1, .same), .conv(3, 2), .relu] + head),
      PassCase("average pool of one pixel", 5, 4, 2, [.conv(3, 2), .average(1, 2)] + head),
      PassCase(
        "global average", 5, 4, 2, [.conv(19, 2), .relu, .globalAveragePooling, .dense(units: 3)]),
      PassCase("the output is a global average", 4, 5, 1, [.conv(3, 2), .globalAveragePooling]),
      PassCase(
        "average into a padded convolution", 7, 7, 1,
        [.conv(4, 3), .average(3, 2, .symmetric), .conv(3, 3, 1, .symmetric), .relu] + head),
      PassCase(
        "a network in a network", 9, 9, 3,
        [
          .conv(20, 5, 1, .symmetric), .relu, .conv(16, 1), .relu, .pool(3, 2, .symmetric),
          .conv(18, 3, 1, .symmetric), .relu, .average(3, 2, .symmetric),
          .conv(17, 3, 1, .symmetric),
          .relu, .globalAveragePooling, .dense(units: 4),
        ]),
      PassCase(
        "dense gradients of 3×3", 6, 7, 2,
        [.conv(16, 3, 1, .same), .relu, .conv(16, 3, 1, .same), .relu] + head),
      PassCase(
        "dense gradients of 3×3, odd channels, VALID", 7, 6, 1,
        [.conv(16, 1), .conv(18, 3)] + head),
      PassCase(
        "dense gradients of 5×5", 7, 6, 1,
        [.conv(32, 1), .relu, .conv(7, 5, 1, .same), .relu] + head),
      PassCase(
        "dense gradients of 4×4, symmetric", 6, 6, 1,
        [.conv(16, 1), .relu, .conv(5, 4, 1, .symmetric)] + head),
      PassCase(
        "dense gradients of 1×1", 4, 5, 2, [.conv(16, 2), .conv(13, 1, 1, .same), .relu] + head),
      PassCase(
        "dense gradients of a first layer with many channels", 5, 4, 16,
        [.conv(3, 2, 1, .same)] + head),
      PassCase("the output is an image", 4, 4, 1, [.conv(3, 3, 1, .valid)]),
      PassCase("the output is a flattened image", 4, 4, 1, [.conv(3, 3), .relu, .flatten]),
      PassCase("the output is a pooled image", 5, 5, 1, [.conv(3, 2), .relu, .pool(2, 2)]),
      PassCase("one pixel is left", 4, 4, 2, [.conv(3, 3, 2), .relu, .conv(4, 1)]),
    ] + decoders
}

@Suite("Forward and backward passes")
struct GradientTests {
  private func setUp(_ test: PassCase) throws -> (Model, ReferenceNetwork, ListSource) {
    let architecture = try Architecture(input: test.input, layers: test.layers)
    let model = try Model.random(architecture, tile: 2)
    let reference = ReferenceNetwork(
      architecture: architecture, weights: model.weights.map(Double.init))
    let source = ListSource.random(test.input, count: 3, classes: architecture.output.count)
    return (model, reference, source)
  }

  @Test("Outputs and loss equal the double-precision reference", arguments: PassCase.all)
  func forward(_ test: PassCase) throws {
    let (model, reference, source) = try setUp(test)
    let images = source.images.map { $0.map(Double.init) }
    for (output, image) in zip(model.outputs(for: source), images) {
      let expected = reference.outputs(image)
      #expect(output.count == expected.count)
      for (value, exact) in zip(output, expected) {
        #expect(abs(Double(value) - exact) < 2e-5 * max(1, abs(exact)))
      }
    }
    let evaluation = model.evaluate(source)
    #expect(abs(evaluation.loss - reference.loss(images, source.labels)) < 2e-5)
  }

  @Test("Gradients equal central finite differences in double precision", arguments: PassCase.all)
  func gradient(_ test: PassCase) throws {
    let (model, start, source) = try setUp(test)
    let gradient = model.gradient(on: source).map(Double.init)
    let images = source.images.map { $0.map(Double.init) }
    let loss = start.loss(images, source.labels)
    let largest = gradient.map(abs).max() ?? 0
    #expect(largest > 1e-3, "a gradient that is not zero")
    var reference = start
    var kinks = 0
    var checked = 0
    let epsilon = 1e-6
    // A step prime to all kernel sizes reaches every tap and channel; the last are the head's biases.
    let step = gradient.count > 120 ? 7 : 1
    for index in stride(from: 0, to: gradient.count, by: step) {
      reference.weights[index] = start.weights[index] + epsilon
      let right = (reference.loss(images, source.labels) - loss) / epsilon
      reference.weights[index] = start.weights[index] - epsilon
      let left = (loss - reference.loss(images, source.labels)) / epsilon
      reference.weights[index] = start.weights[index]
      if abs(right - left) > 1e-4 * largest {
        kinks += 1
        continue
      }
      checked += 1
      let difference = abs((left + right) / 2 - gradient[index])
      #expect(difference < 1e-4 * largest, "weight \(index): \(gradient[index]), not \(left)")
    }
    #expect(kinks * 20 <= checked, "\(kinks) kinks beside \(checked) weights")
  }
}
