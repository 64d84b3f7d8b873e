/// One step of a forward pass: a layer with what is fused to it.
enum Stage {
  case affine(AffineStage)
  case pool(PoolStage)
  case relu(ReluStage)
  case normalization(NormalizationStage)
  case dropout(DropoutStage)
  case rearrangement(RearrangementStage)

  var input: View {
    switch self {
    case .affine(let stage): stage.input
    case .pool(let stage): stage.input
    case .relu(let stage): stage.input
    case .normalization(let stage): stage.input
    case .dropout(let stage): stage.input
    case .rearrangement(let stage): stage.input
    }
  }

  var affine: AffineStage? {
    if case .affine(let stage) = self { stage } else { nil }
  }

  var normalization: NormalizationStage? {
    if case .normalization(let stage) = self { stage } else { nil }
  }
}

/// Keeps a stage for the passes, which read it several times a tile: a constant of an object that is
/// borrowed can be used without retaining what it refers to, an element of an array cannot.
final class StageHolder {
  let stage: Stage

  init(_ stage: Stage) {
    self.stage = stage
  }
}

/// A stage's layers, before memory is laid out.
struct StagePlan {
  /// The layer that does the work.
  let layer: Layer
  let input: Shape
  var output: Shape
  var rectified = false
  var pooled = false

  /// Fuses what follows a layer into its stage: ReLU, then a 2×2 max-pool with stride 2. Flatten and
  /// join need no stage: a view without border is flat already, and images in it are joined.
  ///
  /// - Parameter architecture: layers and shapes.
  /// - Returns: the stages, and the first one that gets what was joined: one behind the last where that is
  ///   the output, and beyond all where nothing is.
  static func fuse(_ architecture: Architecture) -> (plans: [StagePlan], firstJoined: Int) {
    var plans: [StagePlan] = []
    var firstJoined = Int.max
    for (index, layer) in architecture.layers.enumerated() {
      let output = architecture.outputs[index]
      switch layer {
      case .flatten: continue
      case .join: firstJoined = plans.count
      case .relu where plans.last?.acceptsRelu == true:
        plans[plans.count - 1].rectified = true
      case .maxPooling(2, 2, .valid) where plans.last?.acceptsPool == true:
        plans[plans.count - 1].pooled = true
        plans[plans.count - 1].output = output
      case .transposedConvolution(let filters, let kernel, let stride, let padding):
        let input = architecture.input(of: index)
        guard let spread = Spread(input, kernel: kernel, stride: stride, padding: padding) else {
          preconditionFailure("a padding that the architecture has checked")
        }
        let wide = Shape(
          rows: spread.input.rows, columns: spread.input.columns, channels: input.channels)
        plans.append(StagePlan(layer: layer, input: input, output: wide))
        plans.append(
          StagePlan(
            layer: .convolution(filters: filters, kernel: kernel, stride: 1, padding: .valid),
            input: wide, output: output))
      default:
        plans.append(
          StagePlan(layer: layer, input: architecture.input(of: index), output: output))
      }
    }
    return (plans, firstJoined)
  }

  private var acceptsRelu: Bool {
    switch layer {
    case .convolution, .dense, .batchNormalization: !rectified && !pooled
    default: false
    }
  }

  private var acceptsPool: Bool {
    if case .convolution = layer { return !pooled }
    return false
  }

  /// The view that this stage reads, with the zeros that its padding needs.
  var inputView: View {
    guard case .convolution(_, let kernel, let stride, let padding) = layer else {
      return View(input)
    }
    let rows = padding.extent(input.rows, kernel: kernel, stride: stride)
    let columns = padding.extent(input.columns, kernel: kernel, stride: stride)
    return View(
      input, rows: (rows.before, rows.after), columns: (columns.before, columns.after))
  }

  func affinePlan(output view: View) -> AffinePlan? {
    let input = inputView
    switch layer {
    case .convolution(let filters, let kernel, let stride, let padding):
      return AffinePlan(
        input: input, output: view, kernel: kernel, stride: stride,
        inputChannels: self.input.channels, channels: filters, pooled: pooled,
        rectified: rectified,
        before: (
          padding.extent(self.input.rows, kernel: kernel, stride: stride).before,
          padding.extent(self.input.columns, kernel: kernel, stride: stride).before
        ))
    case .dense(let units):
      return AffinePlan(
        input: input, output: view, kernel: 1, stride: 1, inputChannels: self.input.count,
        channels: units, pooled: false, rectified: rectified, before: (0, 0))
    case .relu, .maxPooling, .averagePooling, .globalAveragePooling, .flatten, .batchNormalization,
      .dropout, .transposedConvolution, .upsampling, .depthToSpace, .join:
      return nil
    }
  }
}
