import Random

@testable import Network

/// Weights that repeat the formula of the Python program which made the expected numbers:
/// ((i × step) mod modulus − modulus / 2) / divisor, starting anew in every kernel, biases 0.
func rampWeights(
  _ architecture: Architecture, step: Int, modulus: Int, divisor: Float, biasToo: Bool = true
) -> [Float] {
  var weights: [Float] = []
  for (index, layer) in architecture.layers.enumerated() {
    let total = layer.parameterCount(on: architecture.input(of: index))
    let biases: Int =
      switch layer {
      case .convolution(let filters, _, _, _), .transposedConvolution(let filters, _, _, _):
        filters
      case .dense(let units): units
      case .relu, .maxPooling, .averagePooling, .globalAveragePooling, .flatten: 0
      case .batchNormalization, .dropout, .upsampling, .depthToSpace, .join: 0
      }
    for count in [total - biases, biasToo ? biases : 0] {
      weights += (0..<count).map { Float(($0 * step) % modulus - modulus / 2) / divisor }
    }
    if !biasToo { weights += [Float](repeating: 0, count: biases) }
  }
  return weights
}

extension Model {
  /// A model with all weights and biases random in ±limit.
  static func random(
    _ architecture: Architecture, level: CPULevel = .best, tile: Int = 8, limit: Float = 0.6,
    seed: UInt64 = 1, threads: ThreadShare = ThreadShare(1), loss: Loss = .crossEntropy
  ) throws -> Model {
    let model = Model(architecture, level: level, tile: tile, threads: threads, loss: loss)
    var stream = RandomStream(seed: seed, purpose: "weights")
    let weights = (0..<architecture.parameterCount).map { _ in stream.uniform(-limit, limit) }
    try model.setWeights(weights, ofFirst: model.architecture.weightedLayerCount)
    return model
  }

  /// Makes random running variances positive, and scales about 1.
  func makeVariancesSensible() throws {
    var weights = self.weights
    var next = 0
    for (index, layer) in architecture.layers.enumerated() {
      let count = layer.parameterCount(on: architecture.input(of: index))
      if case .batchNormalization = layer {
        for place in (next + 3 * count / 4)..<(next + count) {
          weights[place] = 0.5 + abs(weights[place])
        }
        for place in next..<(next + count / 4) { weights[place] += 1 }
      }
      next += count
    }
    try setWeights(weights, ofFirst: architecture.weightedLayerCount)
  }

  /// The gradient of the mean loss over a source, in the order of `weights`.
  func gradient(on source: ListSource) -> [Float] {
    let gradients = Buffer<Float>(parameters.count, zero: 0)
    let order = (0..<Int32(source.count)).map { $0 }
    var lossSum = 0.0
    for first in stride(from: 0, to: source.count, by: workspace.tile) {
      let count = min(workspace.tile, source.count - first)
      workspace.load(source, order.span, from: first, count: count)
      workspace.forward(count)
      _ = workspace.loss(
        count, scale: 1 / Float(source.count), predictions: nil, into: &lossSum)
      workspace.backward(count, into: gradients.pointer)
    }
    let kept = Buffer<Float>(parameters.count, zero: 0)
    kept.copy(from: parameters)
    parameters.copy(from: gradients)
    defer { parameters.copy(from: kept) }
    return weights
  }

  /// The outputs for every example, one row each.
  func outputs(for source: ListSource) -> [[Float]] {
    let features = features(of: source)
    return (0..<features.count).map { row in
      Array(features.values[(row * features.shape.count)..<((row + 1) * features.shape.count)])
    }
  }
}

extension Trainer where Validation == ListSource {
  /// A training without a validation set.
  init(
    _ model: Model, on source: Source, training: Training, order: UInt64 = 1
  ) {
    self.init(
      model, on: source, validation: nil, training: training,
      order: RandomStream(seed: order, purpose: "order"))
  }
}

extension [Float] {
  /// For comparisons in which every bit counts.
  var bits: [UInt32] { map(\.bitPattern) }
}
