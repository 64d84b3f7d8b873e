import Network

extension LayerSpecification {
  /// The layers of the engine that this one stands for.
  var layers: [Layer] {
    switch self {
    case .convolution(let it):
      [
        .convolution(
          filters: it.filters, kernel: it.kernel, stride: it.stride, padding: it.padding)
      ] + it.activation.layers
    case .transposedConvolution(let it):
      [
        .transposedConvolution(
          filters: it.filters, kernel: it.kernel, stride: it.stride, padding: it.padding)
      ] + it.activation.layers
    case .maxPooling(let it):
      [.maxPooling(size: it.size, stride: it.stride, padding: it.padding)]
    case .averagePooling(let it):
      [.averagePooling(size: it.size, stride: it.stride, padding: it.padding)]
    case .globalAveragePooling: [.globalAveragePooling]
    case .relu: [.relu]
    case .flatten: [.flatten]
    case .join: [.join]
    case .depthToSpace(let it): [.depthToSpace(factor: it.factor)]
    case .upsampling(let it): [.upsampling(factor: it.factor)]
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
