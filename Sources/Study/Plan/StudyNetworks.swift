public import Network

/// The networks of a study: layers checked against the shape of the images.
public struct StudyNetworks: Sendable, Equatable {
  /// The layers that arms share.
  public let encoder: Architecture
  /// Encoder and classifier: what the trained arms train.
  public let classifier: Architecture
  /// The classifier alone, on the encoder's output: what the frozen arms train.
  public let head: Architecture
  /// Encoder and the pretext task's head; nil without a pretext.
  public let pretext: Architecture?

  /// The networks of a study on images of a shape.
  ///
  /// - Parameters:
  ///   - study: a validated study.
  ///   - input: the shape of an image.
  /// - Throws: `StudyError.network` where a layer does not fit.
  public init(_ study: Study, input: Shape) throws(StudyError) {
    encoder = try Self.architecture("encoder", input, study.encoder)
    classifier = try Self.architecture("head", input, study.head, after: study.encoder)
    head = try Self.architecture("head", encoder.output, study.head)
    pretext = try study.pretext.map { pretext throws(StudyError) in
      try Self.architecture("pretext.head", input, pretext.head, after: study.encoder)
    }
  }

  /// A network of a key's layers, behind others that are known to fit.
  private static func architecture(
    _ key: String, _ input: Shape, _ layers: [LayerSpecification],
    after fitting: [LayerSpecification] = []
  ) throws(StudyError) -> Architecture {
    do throws(NetworkError) {
      return try Architecture(input: input, layers: (fitting + layers).flatMap(\.layers))
    } catch .layer(let index, let reason) {
      let place = place(of: index - fitting.flatMap(\.layers).count, in: layers)
      throw .network(key: key, .layer(index: place, reason: reason))
    } catch {
      throw .network(key: key, error)
    }
  }

  /// The layer of the protocol that one of the engine comes from: an activation is part of a layer in
  /// the protocol, and one of its own in the engine.
  private static func place(of index: Int, in layers: [LayerSpecification]) -> Int {
    let owners = layers.enumerated().flatMap { owner, layer in layer.layers.map { _ in owner } }
    return owners.indices.contains(index) ? owners[index] : index
  }
}

extension LayerSpecification {
  /// The layers of the engine that this one stands for.
  var layers: [Layer] {
    switch self {
    case .convolution(let it):
      [
        .convolution(
          filters: it.filters, kernel: it.kernel, stride: it.stride, padding: it.padding)
      ] + it.activation.layers
    case .maxPooling(let it):
      [.maxPooling(size: it.size, stride: it.stride, padding: it.padding)]
    case .averagePooling(let it):
      [.averagePooling(size: it.size, stride: it.stride, padding: it.padding)]
    case .globalAveragePooling: [.globalAveragePooling]
    case .relu: [.relu]
    case .flatten: [.flatten]
    case .dense(let it): [.dense(units: it.units)] + it.activation.layers
    case .batchNormalization(let it):
      [.batchNormalization(momentum: it.momentum, epsilon: it.epsilon)] + it.activation.layers
    case .dropout(let it): [.dropout(rate: it.rate)]
    }
  }
}

extension LayerSpecification.Activation {
  var layers: [Layer] { self == .relu ? [.relu] : [] }
}
