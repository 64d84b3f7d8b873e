/// Lays out the stages of a model one after the other.
struct StageLayout {
  let plans: [StagePlan]
  /// The first stage that gets what the images of an example gave, joined.
  let firstJoined: Int
  let output: Shape
  /// Examples at a time.
  let examples: Int
  /// Images of an example, until they are joined.
  let branches: Int
  let trains: Bool
  var parameterEnd = 0
  var statisticsEnd = 0
  var dropouts = 0

  /// The last output: flat outputs keep whole vectors, since the loss reads them as such.
  var outputView: View {
    let isFlat = output.rows == 1 && output.columns == 1 && plans.last?.output == output
    return View(output, pixelStride: isFlat ? padded(output.channels) : nil)
  }

  func view(at index: Int) -> View {
    index < plans.count ? plans[index].inputView : outputView
  }

  /// The view that examples are written to: where a flatten comes first, the first stage sees the same
  /// values as one row.
  func inputView(of shape: Shape) -> View {
    let first = view(at: 0)
    return first.shape == shape ? first : View(shape)
  }

  /// How many images of an example a stage gets; behind the last stage, how many outputs there are.
  func images(at index: Int) -> Int { index < firstJoined ? branches : 1 }

  /// Room for a tile of images, one vector of every channel that nobody reads, and the row and pixel
  /// beyond the last image that a kernel's tile of an odd size touches.
  func size(at index: Int) -> Int {
    let view = view(at: index)
    return examples * images(at: index) * view.imageStride + view.rowStride
      + padded(view.shape.channels) + 16
  }

  /// The next stage; it shares the weights' forward layout with one of another workspace, if any.
  mutating func stage(at index: Int, sharing other: Stage?) -> Stage {
    let plan = plans[index]
    let tile = examples * images(at: index)
    let output = flat(view(at: index + 1), for: plan)
    if let affine = plan.affinePlan(output: output) {
      let stage = AffineStage(
        affine, tile: tile, offset: parameterEnd, isFirst: index == 0, trains: trains,
        sharing: other?.affine)
      parameterEnd = stage.end
      return .affine(stage)
    }
    if let pooling = plan.layer.pooling(on: plan.input) {
      return .pool(
        PoolStage(input: plan.inputView, output: output, pooling: pooling, tile: tile))
    }
    switch plan.layer {
    case .batchNormalization(let momentum, let epsilon):
      let stage = NormalizationStage(
        momentum: momentum, epsilon: epsilon, input: plan.inputView, output: output,
        rectified: plan.rectified, offset: parameterEnd, statisticsOffset: statisticsEnd,
        sharing: other?.normalization)
      parameterEnd = stage.end
      statisticsEnd = stage.statisticsEnd
      return .normalization(stage)
    case .dropout(let rate):
      defer { dropouts += 1 }
      return .dropout(
        DropoutStage(
          rate: rate, layer: dropouts, input: plan.inputView, output: output, tile: tile,
          imagesPerExample: images(at: index)))
    case .depthToSpace(let factor):
      return .rearrangement(
        .depthToSpace(input: plan.inputView, output: output, factor: factor))
    case .upsampling(let factor):
      return .rearrangement(
        .upsampling(input: plan.inputView, output: output, factor: factor))
    case .transposedConvolution(_, let kernel, let stride, let padding):
      guard let spread = Spread(plan.input, kernel: kernel, stride: stride, padding: padding) else {
        preconditionFailure("a padding that the architecture has checked")
      }
      return .rearrangement(
        .spreading(input: plan.inputView, output: output, spread: spread))
    case .relu, .flatten, .join, .convolution, .dense, .maxPooling, .averagePooling,
      .globalAveragePooling:
      return .relu(ReluStage(input: plan.inputView, output: output))
    }
  }

  /// A flattened or joined view has no border: seen with the rows and columns of the stage that writes it.
  private func flat(_ view: View, for plan: StagePlan) -> View {
    view.shape == plan.output ? view : View(plan.output)
  }
}
