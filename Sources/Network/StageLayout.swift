/// Lays out the stages of a model one after the other.
struct StageLayout {
  let plans: [StagePlan]
  let output: Shape
  let tile: Int
  let trains: Bool
  var parameterEnd = 0

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

  /// Room for a tile of images, one vector of every channel that nobody reads, and the row and pixel
  /// beyond the last image that a kernel's tile of an odd size touches.
  func size(at index: Int) -> Int {
    let view = view(at: index)
    return tile * view.imageStride + view.rowStride + padded(view.shape.channels) + 16
  }

  /// The next stage; it shares the weights' forward layout with one of another workspace, if any.
  mutating func stage(at index: Int, sharing other: AffineStage?) -> Stage {
    let plan = plans[index]
    let output = view(at: index + 1)
    if let affine = plan.affinePlan(output: flat(output, for: plan)) {
      let stage = AffineStage(
        affine, tile: tile, offset: parameterEnd, isFirst: index == 0, trains: trains,
        sharing: other)
      parameterEnd = stage.end
      return .affine(stage)
    }
    if case .maxPooling(let size, let stride) = plan.layer {
      return .pool(
        PoolStage(
          input: plan.inputView, output: flat(output, for: plan), size: size, stride: stride,
          tile: tile))
    }
    return .relu(ReluStage(input: plan.inputView, output: flat(output, for: plan)))
  }

  /// A flattened view has no border: seen with the rows and columns of the stage that writes it.
  private func flat(_ view: View, for plan: StagePlan) -> View {
    view.shape == plan.output ? view : View(plan.output)
  }
}
