/// What a network may be at most, so that no size that is computed of it can overflow, and a description
/// of a few bytes cannot ask for more memory than there is. Networks that can be trained are far below.
enum ArchitectureLimits {
  /// Layers.
  static let layers = 256
  /// A kernel's side, a window's, a stride, a factor.
  static let side = 1 << 16
  /// Values between two layers, of one image: 1 GB of them.
  static let values = 1 << 28
  /// Weights of one layer.
  static let weights = 1 << 28
  /// Multiplications of one layer on one image.
  static let multiplications = 1 << 48

  /// Whether a product is at most a limit, however large its factors are.
  ///
  /// - Parameters:
  ///   - factors: none is negative.
  ///   - limit: the most.
  /// - Returns: false where the product is larger.
  static func holds(_ factors: Int..., atMost limit: Int) -> Bool {
    var product = 1
    for factor in factors {
      let (next, overflow) = product.multipliedReportingOverflow(by: factor)
      guard !overflow, next <= limit else { return false }
      product = next
    }
    return true
  }
}

extension Layer {
  /// Whether all sizes that the layer is described by can be computed with.
  var hasSizesWithinLimits: Bool {
    let limit = ArchitectureLimits.side
    switch self {
    case .convolution(_, let kernel, let stride, _),
      .transposedConvolution(_, let kernel, let stride, _):
      return kernel <= limit && stride <= limit
    case .maxPooling(let size, let stride, _), .averagePooling(let size, let stride, _):
      return size <= limit && stride <= limit
    case .upsampling(let factor), .depthToSpace(let factor): return factor <= limit
    case .relu, .globalAveragePooling, .flatten, .dense, .batchNormalization, .dropout, .join:
      return true
    }
  }

  /// Whether what the layer gives, weighs and computes is within the limits.
  ///
  /// - Parameters:
  ///   - input: the shape that comes in.
  ///   - output: the shape that goes out.
  /// - Returns: false where one of them is not.
  func fits(from input: Shape, to output: Shape) -> Bool {
    typealias Limits = ArchitectureLimits
    guard Limits.holds(output.rows, output.columns, output.channels, atMost: Limits.values) else {
      return false
    }
    switch self {
    case .convolution(let filters, let kernel, _, _):
      return Limits.holds(kernel, kernel, input.channels, filters, atMost: Limits.weights)
        && Limits.holds(
          output.rows, output.columns, kernel, kernel, input.channels, filters,
          atMost: Limits.multiplications)
    case .transposedConvolution(let filters, let kernel, _, _):
      return Limits.holds(kernel, kernel, input.channels, filters, atMost: Limits.weights)
        && Limits.holds(
          input.rows, input.columns, kernel, kernel, input.channels, filters,
          atMost: Limits.multiplications)
    case .dense(let units):
      return Limits.holds(input.channels, units, atMost: Limits.weights)
    case .relu, .maxPooling, .averagePooling, .globalAveragePooling, .flatten,
      .batchNormalization, .dropout, .upsampling, .depthToSpace, .join:
      return true
    }
  }
}
