/// A network with its weights and the memory for a tile of images: forward and explicit backward
/// passes over buffers that are laid out once.
///
/// One thread uses a model at a time. Values are kept for `tile` images; how many that is changes no
/// bit of any result.
public final class Model {
  /// The layers and shapes.
  public let architecture: Architecture
  let kernels: KernelSet
  let tile: Int
  let stages: [Stage]
  /// The input of every stage, then the output of the last.
  let values: [Buffer<Float>]
  /// The gradients of `values`; none for the images.
  let valueGradients: [Buffer<Float>]
  let outputView: View
  let inputView: View
  /// All weights and biases, every part padded to a multiple of 16.
  let parameters: Buffer<Float>
  let probabilities: Buffer<Float>
  let labels: Buffer<Int32>

  /// A model whose weights are all zero.
  ///
  /// - Parameters:
  ///   - architecture: layers and shapes.
  ///   - level: a CPU level that this machine has; changes no bit.
  ///   - trains: whether memory for backward passes is needed.
  ///   - tile: images at a time, at least 1; changes no bit.
  public init(
    _ architecture: Architecture, level: CPULevel, trains: Bool = true, tile: Int = 4
  ) {
    precondition(tile >= 1, "at least one image at a time")
    precondition(level <= .best, "a level that this machine has")
    self.architecture = architecture
    self.tile = tile
    kernels = .level(level)
    let plans = StagePlan.fuse(architecture)
    var layout = StageLayout(plans: plans, output: architecture.output, tile: tile, trains: trains)
    stages = plans.indices.map { layout.stage(at: $0) }
    outputView = layout.outputView
    inputView = layout.inputView(of: architecture.input)
    values = (0...plans.count).map { Buffer(layout.size(at: $0), zero: 0) }
    valueGradients = (0...plans.count).map {
      Buffer(trains && $0 > 0 ? layout.size(at: $0) : 0, zero: 0)
    }
    parameters = Buffer(layout.parameterEnd, zero: 0)
    probabilities = Buffer(padded(architecture.output.count), zero: 0)
    labels = Buffer(tile, zero: 0)
  }
}

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

  mutating func stage(at index: Int) -> Stage {
    let plan = plans[index]
    let output = view(at: index + 1)
    if let affine = plan.affinePlan(output: flat(output, for: plan)) {
      let stage = AffineStage(
        affine, tile: tile, offset: parameterEnd, isFirst: index == 0, trains: trains)
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
