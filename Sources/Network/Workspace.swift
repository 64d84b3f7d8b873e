/// The memory of one thread for passes over a tile of images: values, gradients and scratch, laid out
/// once. The weights and their forward layouts are shared by all workspaces of a model.
final class Workspace {
  /// Examples at a time.
  let tile: Int
  /// Images of an example.
  let branches: Int
  let kernels: KernelSet
  let stages: Borrowed<StageHolder>
  /// The input of every stage, then the output of the last.
  let values: [Buffer<Float>]
  /// The gradients of `values`; none for the images.
  let valueGradients: [Buffer<Float>]
  let input: Shape
  let output: Shape
  let inputView: View
  let outputView: View
  /// What the optimiser changes, then the running statistics of batch normalisation, every part padded to
  /// a multiple of 16.
  let parameters: Buffer<Float>
  /// How many of the parameters the optimiser changes.
  let trainableCount: Int
  let probabilities: Buffer<Float>
  let labels: Buffer<Int32>
  /// The first stage that gets what the images of an example gave, joined; beyond all where there is none.
  let firstJoined: Int
  /// What the outputs are compared with.
  let loss: Loss
  /// Values of an example's target, and as many weights.
  let targetCount: Int
  let targets: Buffer<Float>
  let targetWeights: Buffer<Float>

  /// Memory for the passes of a network.
  ///
  /// - Parameters:
  ///   - architecture: layers and shapes.
  ///   - kernels: those of a CPU level.
  ///   - tile: examples at a time.
  ///   - loss: what the outputs are compared with.
  ///   - trains: whether memory for backward passes is needed.
  ///   - other: a workspace of the same architecture whose weights are shared; nil for new ones, zero.
  init(
    _ architecture: Architecture, kernels: KernelSet, tile: Int, loss: Loss, trains: Bool,
    sharing other: Workspace? = nil
  ) {
    self.tile = tile
    branches = architecture.branches
    self.kernels = kernels
    input = architecture.input
    output = architecture.output
    let (plans, firstJoined) = StagePlan.fuse(architecture)
    var layout = StageLayout(
      plans: plans, firstJoined: firstJoined, output: output, examples: tile, branches: branches,
      trains: trains)
    self.firstJoined = firstJoined
    stages = Borrowed(
      plans.indices.map { index in
        StageHolder(
          layout.stage(at: index, sharing: other?.stages.with(index, { $0.stage })))
      })
    outputView = layout.outputView
    inputView = layout.inputView(of: input)
    values = (0...plans.count).map { Buffer(layout.size(at: $0), zero: 0) }
    valueGradients = (0...plans.count).map {
      Buffer(trains && $0 > 0 ? layout.size(at: $0) : 0, zero: 0)
    }
    trainableCount = layout.parameterEnd
    parameters =
      other?.parameters ?? Buffer(layout.parameterEnd + layout.statisticsEnd, zero: 0)
    probabilities = Buffer(padded(output.count), zero: 0)
    labels = Buffer(tile, zero: 0)
    self.loss = loss
    targetCount = loss.targetCount(for: output)
    targets = Buffer(tile * targetCount, zero: 0)
    targetWeights = Buffer(tile * targetCount, zero: 1)
  }
}
