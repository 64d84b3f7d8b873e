/// A sequential network: an input shape and layers that fit one another.
public struct Architecture: Equatable, Sendable {
  /// The shape of one image.
  public let input: Shape
  /// The images of an example, each of which passes all layers.
  public let branches: Int
  /// The layers, first to last.
  public let layers: [Layer]
  /// The shape behind every layer.
  public let outputs: [Shape]

  /// Checks that every layer fits what comes before it.
  ///
  /// - Parameters:
  ///   - input: the shape of one image.
  ///   - branches: images of an example, at least 1.
  ///   - layers: first to last; may be empty.
  /// - Throws: `NetworkError.layer` at the first layer that does not fit.
  public init(input: Shape, branches: Int = 1, layers: [Layer]) throws(NetworkError) {
    precondition(branches >= 1, "at least one image an example")
    self.input = input
    self.branches = branches
    self.layers = layers
    var outputs: [Shape] = []
    var shape = input
    var isFlattened = false
    for (index, layer) in layers.enumerated() {
      if case .convolution = layer, isFlattened {
        throw .layer(
          index: index,
          reason: "a convolution needs rows and columns, which a flatten layer has removed; "
            + "put it before the flatten layer")
      }
      if layer == .flatten { isFlattened = true }
      shape = try Self.output(of: layer, at: index, on: shape)
      outputs.append(shape)
    }
    self.outputs = outputs
  }

  /// The shape behind the last layer.
  public var output: Shape { outputs.last ?? input }

  /// How many outputs an example has.
  public var outputsPerExample: Int { branches }

  /// The shape in front of a layer.
  ///
  /// - Parameter index: the layer's place, from 0.
  /// - Returns: the output of the layer before, or the image.
  public func input(of index: Int) -> Shape { index == 0 ? input : outputs[index - 1] }

  /// How many convolution and dense layers there are.
  public var affineLayerCount: Int {
    layers.count { layer in
      switch layer {
      case .convolution, .dense: true
      case .relu, .maxPooling, .averagePooling, .globalAveragePooling, .flatten,
        .batchNormalization, .dropout:
        false
      }
    }
  }

  /// How many layers have weights: the affine ones, and those of batch normalisation.
  public var weightedLayerCount: Int { layers.count { $0.isWeighted } }

  /// Whether a layer normalises over the batch.
  public var normalizes: Bool {
    layers.contains { if case .batchNormalization = $0 { true } else { false } }
  }

  /// Whether a layer draws random numbers in training.
  public var drops: Bool {
    layers.contains { if case .dropout = $0 { true } else { false } }
  }

  /// Weights, biases and running statistics of all layers.
  public var parameterCount: Int {
    layers.indices.reduce(0) { $0 + layers[$1].parameterCount(on: input(of: $1)) }
  }

  /// What an optimiser changes of them.
  public var trainableCount: Int {
    layers.indices.reduce(0) { $0 + layers[$1].trainableCount(on: input(of: $1)) }
  }

  /// Multiplications of one forward pass of one image as a framework counts them: every output of
  /// every layer, whether a pool drops it or not.
  public var multiplications: Int {
    layers.indices.reduce(0) { sum, index in
      switch layers[index] {
      case .convolution(let filters, let kernel, _, _):
        let output = outputs[index]
        return sum + output.rows * output.columns * filters * kernel * kernel
          * input(of: index).channels
      case .dense(let units): return sum + units * input(of: index).count
      case .relu, .maxPooling, .averagePooling, .globalAveragePooling, .flatten,
        .batchNormalization, .dropout:
        return sum
      }
    }
  }

  private static func output(
    of layer: Layer, at index: Int, on input: Shape
  ) throws(NetworkError) -> Shape {
    func refuse(_ reason: String) -> NetworkError { .layer(index: index, reason: reason) }
    let output: Shape
    switch layer {
    case .relu: return input
    case .batchNormalization(let momentum, let epsilon):
      guard momentum >= 0, momentum < 1 else { throw refuse("momentum must be in 0 ..< 1") }
      guard epsilon > 0, epsilon.isFinite else { throw refuse("epsilon must be above 0") }
      return input
    case .dropout(let rate):
      guard rate >= 0, rate < 1 else { throw refuse("the rate of dropout must be in 0 ..< 1") }
      return input
    case .flatten: return Shape(rows: 1, columns: 1, channels: input.count)
    case .dense(let units):
      guard input.rows == 1, input.columns == 1 else {
        throw refuse(
          "a dense layer needs a flat input, not \(input); put a flatten layer before it")
      }
      guard units >= 1 else { throw refuse("a dense layer needs at least 1 unit") }
      output = Shape(rows: 1, columns: 1, channels: units)
    case .convolution(let filters, let kernel, let stride, let padding):
      guard kernel >= 1, stride >= 1 else { throw refuse("kernel and stride must be at least 1") }
      guard filters >= 1 else { throw refuse("a convolution needs at least 1 filter") }
      output = Shape(
        rows: padding.extent(input.rows, kernel: kernel, stride: stride).output,
        columns: padding.extent(input.columns, kernel: kernel, stride: stride).output,
        channels: filters)
    case .maxPooling(let size, let stride, _), .averagePooling(let size, let stride, _):
      guard size >= 1, stride >= 1 else { throw refuse("size and stride must be at least 1") }
      output = layer.pooling(on: input)?.output(of: input) ?? input
    case .globalAveragePooling:
      output = Shape(rows: 1, columns: 1, channels: input.channels)
    }
    guard output.rows >= 1, output.columns >= 1, output.channels >= 1 else {
      throw refuse("nothing is left of an input of \(input); use a smaller window or fewer layers")
    }
    return output
  }
}
