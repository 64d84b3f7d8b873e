/// The backward pass of a convolution without a pool, with stride 1: all outputs are taken to carry a
/// gradient, and the input gradient is a forward pass over them with turned kernels.
final class DenseGradients: Sendable {
  private let plan: AffinePlan
  /// The gradients of the outputs, in a border of zeros as wide as the kernel reaches.
  private let view: View
  private let gradients: Buffer<Float>
  private let offsets: Buffer<Int32>
  private let scratch: Buffer<Float>
  /// The turned kernels, shared by all workspaces of a model.
  private let weights: Buffer<Float>
  /// Biases that there are none of.
  private let zeros: Buffer<Float>
  private let inputPass: ConvolutionPass

  /// Lays out the memory for `tile` images; the turned kernels may be those of another workspace.
  init(_ plan: AffinePlan, tile: Int, sharing other: DenseGradients?) {
    self.plan = plan
    let reach = plan.kernel - 1
    let after = (
      row: plan.input.imageStride / plan.input.rowStride - plan.input.shape.rows
        - plan.before.row,
      column: plan.input.rowStride / plan.inputChannels - plan.input.shape.columns
        - plan.before.column
    )
    let border = (row: reach - plan.before.row, column: reach - plan.before.column)
    view = View(
      plan.output.shape, rows: (border.row, reach - after.row),
      columns: (border.column, reach - after.column))
    gradients = Buffer(
      tile * view.imageStride + view.rowStride + padded(plan.channels) + 16, zero: 0)
    offsets = Buffer(tile * plan.windowCount, zero: 0)
    plan.fillOutputs(offsets, of: view, tile: tile)
    scratch = Buffer(16, zero: 0)
    weights =
      other?.weights
      ?? Buffer(plan.kernel * plan.kernel * plan.channels * padded(plan.inputChannels), zero: 0)
    zeros = Buffer(padded(plan.inputChannels), zero: 0)
    inputPass = ConvolutionPass(
      AffinePlan(
        input: view, output: plan.input, kernel: plan.kernel, stride: 1,
        inputChannels: plan.channels, channels: plan.inputChannels, pooled: false,
        rectified: false, before: border),
      tile: tile, usesWinograd: true, sharing: other?.inputPass)
  }

  /// Brings the turned kernels up to date with the master weights.
  func refresh(_ master: UnsafePointer<Float>, _ kernels: KernelSet) {
    kernels.turnWeights(
      master, weights.pointer, plan.channels, plan.kernel * plan.kernel, plan.inputChannels,
      padded(plan.inputChannels))
    inputPass.refresh(weights.pointer, kernels)
  }

  /// Adds to the gradients of weights and biases, and fills those of the input where they are wanted.
  func backward(
    _ images: Int, _ pass: ConvolutionPass, values: UnsafePointer<Float>,
    valueGradients: UnsafeMutablePointer<Float>?, outputs: UnsafePointer<Float>,
    outputGradients: UnsafePointer<Float>, weightGradients: UnsafeMutablePointer<Float>,
    biasGradients: UnsafeMutablePointer<Float>, _ kernels: KernelSet
  ) {
    let count = images * plan.windowCount
    kernels.maskGradients(
      count, outputGradients, outputs, pass.outputOffsets.pointer, plan.channels, plan.rectified,
      gradients.pointer, offsets.pointer, biasGradients, scratch.pointer)
    kernels.denseWeightGradient(
      values, pass.positions.pointer, count, gradients.pointer, offsets.pointer, plan.channels,
      plan.kernel, plan.kernel * plan.inputChannels, plan.input.rowStride, weightGradients)
    guard let valueGradients else { return }
    inputPass.run(
      images, gradients.pointer, valueGradients, weights.pointer, zeros.pointer, kernels)
  }
}
