/// A sequential network: an input shape and layers that fit one another.
public struct Architecture: Equatable, Sendable {
  /// The shape of one image.
  public let input: Shape
  /// The images of an example, each of which passes all layers up to the one that joins them.
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
  /// - Throws: `NetworkError.layer` at the first layer that does not fit, or is too large.
  public init(input: Shape, branches: Int = 1, layers: [Layer]) throws(NetworkError) {
    precondition(branches >= 1, "at least one image an example")
    self.input = input
    self.branches = branches
    self.layers = layers
    var outputs: [Shape] = []
    var shape = input
    var isFlattened = false
    guard layers.count <= ArchitectureLimits.layers else {
      throw .layer(
        index: ArchitectureLimits.layers,
        reason: "a network has at most \(ArchitectureLimits.layers) layers; leave some out")
    }
    for (index, layer) in layers.enumerated() {
      guard layer.hasSizesWithinLimits else {
        throw .layer(
          index: index,
          reason: "a size is above \(ArchitectureLimits.side); use a smaller one")
      }
      if layer.needsImages, isFlattened {
        throw .layer(
          index: index,
          reason: "\(layer.name) needs rows and columns, which a flatten or join layer has "
            + "removed; put it before that layer")
      }
      if layer == .join, layers[..<index].contains(.join) {
        throw .layer(
          index: index, reason: "the images of an example are joined already; leave this join out")
      }
      if layer == .flatten || layer == .join { isFlattened = true }
      shape =
        layer == .join
        ? Shape(rows: 1, columns: 1, channels: branches * shape.count)
        : try Self.output(of: layer, at: index, on: shape)
      guard layer.fits(from: outputs.last ?? input, to: shape) else {
        throw .layer(
          index: index,
          reason: "more values, weights or multiplications than can be had; use smaller layers")
      }
      outputs.append(shape)
    }
    self.outputs = outputs
  }

  /// The shape behind the last layer.
  public var output: Shape { outputs.last ?? input }

  /// How many outputs an example has.
  public var outputsPerExample: Int { joins ? 1 : branches }

  /// Whether a layer joins what the images of an example gave.
  public var joins: Bool { layers.contains(.join) }

  /// The shape in front of a layer.
  ///
  /// - Parameter index: the layer's place, from 0.
  /// - Returns: the output of the layer before, or the image.
  public func input(of index: Int) -> Shape { index == 0 ? input : outputs[index - 1] }

  /// How many convolution and dense layers there are.
  public var affineLayerCount: Int {
    layers.count { layer in
      switch layer {
      case .convolution, .transposedConvolution, .dense: true
      case .relu, .maxPooling, .averagePooling, .globalAveragePooling, .flatten,
        .batchNormalization, .dropout, .upsampling, .depthToSpace, .join:
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

  /// Multiplications of one forward pass of one example as a framework counts them: every output of
  /// every layer, whether a pool drops it or not.
  public var multiplications: Int {
    layers.indices.reduce(0) { $0 + images(at: $1) * multiplications(of: $1) }
  }

  /// How many images of an example a layer gets: one behind the layer that joins them.
  private func images(at index: Int) -> Int {
    layers[..<index].contains(.join) ? 1 : branches
  }

  private func multiplications(of index: Int) -> Int {
    let (input, output) = (input(of: index), outputs[index])
    switch layers[index] {
    case .convolution(let filters, let kernel, _, _):
      return output.rows * output.columns * filters * kernel * kernel * input.channels
    case .transposedConvolution(let filters, let kernel, _, _):
      return input.rows * input.columns * filters * kernel * kernel * input.channels
    case .dense(let units): return units * input.count
    case .relu, .maxPooling, .averagePooling, .globalAveragePooling, .flatten,
      .batchNormalization, .dropout, .upsampling, .depthToSpace, .join:
      return 0
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
    case .flatten, .join: return Shape(rows: 1, columns: 1, channels: input.count)
    case .depthToSpace(let factor):
      guard factor >= 1, input.channels % (factor * factor) == 0 else {
        throw refuse(
          "\(input.channels) channels are no \(factor)×\(factor) pixels; use a multiple of "
            + "\(factor * factor)")
      }
      return Shape(
        rows: input.rows * factor, columns: input.columns * factor,
        channels: input.channels / (factor * factor))
    case .upsampling(let factor):
      guard factor >= 1 else { throw refuse("the factor of an upsampling must be at least 1") }
      return Shape(
        rows: input.rows * factor, columns: input.columns * factor, channels: input.channels)
    case .transposedConvolution(let filters, let kernel, let stride, let padding):
      guard kernel >= 1, stride >= 1 else { throw refuse("kernel and stride must be at least 1") }
      guard filters >= 1 else { throw refuse("a convolution needs at least 1 filter") }
      guard let spread = Spread(input, kernel: kernel, stride: stride, padding: padding) else {
        throw refuse(
          "a transposed convolution has no padding symmetric, since no output size follows from it; "
            + "use same or valid")
      }
      return Shape(
        rows: spread.output.rows, columns: spread.output.columns, channels: filters)
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
