import Kernels

/// The forward pass of a convolution or dense layer: its tables, scratch memory and transformed weights,
/// and the choice between Winograd's method and the definition.
final class ConvolutionPass: Sendable {
  private let plan: AffinePlan
  let positions: Buffer<Int32>
  let outputOffsets: Buffer<Int32>
  let winners: Buffer<Int32>
  private let winograd: Borrowed<WinogradScratch>

  /// Lays out the tables for `tile` images; transformed weights may be those of another workspace.
  init(_ plan: AffinePlan, tile: Int, usesWinograd: Bool, sharing other: ConvolutionPass?) {
    self.plan = plan
    let group = plan.pooled ? 4 : 1
    let count = (tile * plan.windowCount * group + 11) / 12 * 12
    positions = Buffer(count, zero: 0)
    outputOffsets = Buffer(count, zero: Int32(tile * plan.output.imageStride))
    plan.fill(positions: positions, outputOffsets: outputOffsets, tile: tile)
    winners = Buffer(plan.pooled ? count / 4 * padded(plan.channels) : 0, zero: 0)
    winograd = Borrowed(
      usesWinograd && plan.suitsWinograd
        ? WinogradScratch(
          plan, tile: tile, positions: positions, outputOffsets: outputOffsets,
          weights: other?.winograd.first?.weights) : nil)
  }

  /// Transforms the weights anew, where the method needs it.
  ///
  /// - Parameters:
  ///   - weights: field × padded output channels.
  ///   - kernels: those of a CPU level.
  func refresh(_ weights: UnsafePointer<Float>, _ kernels: KernelSet) {
    guard !winograd.isEmpty else { return }
    winograd.with(0) { winograd in
      kernels.winogradWeights(
        weights, winograd.weights.pointer, plan.inputChannels, padded(plan.channels))
    }
  }

  /// Computes the outputs of `images` images.
  ///
  /// - Parameters:
  ///   - images: how many.
  ///   - values: the padded input.
  ///   - outputs: written.
  ///   - weights: field × padded output channels.
  ///   - bias: one a padded output channel.
  ///   - kernels: those of a CPU level.
  func run(
    _ images: Int, _ values: UnsafePointer<Float>, _ outputs: UnsafeMutablePointer<Float>,
    _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>, _ kernels: KernelSet
  ) {
    if !winograd.isEmpty {
      winograd.with(0) { winograd in
        kernels.winogradForward(
          values, winograd.tiles.pointer, images * winograd.tilesPerImage, plan.input.rowStride,
          plan.inputChannels, winograd.weights.pointer, bias, plan.channels,
          padded(plan.channels), outputs, winograd.outputOffsets.pointer, winners.pointer,
          plan.pooled, plan.rectified, winograd.transformed.pointer, winograd.products.pointer)
      }
      return
    }
    let count = images * plan.windowCount * (plan.pooled ? 4 : 1)
    kernels.affineForward(
      values, positions.pointer, (count + 11) / 12 * 12, plan.kernel,
      plan.kernel * plan.inputChannels, plan.input.rowStride, weights, bias, plan.channels,
      padded(plan.channels), outputs, outputOffsets.pointer, winners.pointer, plan.pooled,
      plan.rectified)
  }
}

/// Tables and scratch memory of a 3×3 convolution by Winograd's method.
private final class WinogradScratch: Sendable {
  let tilesPerImage: Int
  let tiles: Buffer<Int32>
  let outputOffsets: Buffer<Int32>
  let weights: Buffer<Float>
  let transformed: Buffer<Float>
  let products: Buffer<Float>

  /// Pooled, a tile is a window, in the order of the windows. The weights may be those of another
  /// workspace.
  init(
    _ plan: AffinePlan, tile: Int, positions: Buffer<Int32>, outputOffsets windows: Buffer<Int32>,
    weights shared: Buffer<Float>?
  ) {
    if plan.pooled {
      tilesPerImage = plan.windowCount
      tiles = Buffer(tile * tilesPerImage, zero: 0)
      for index in 0..<tiles.count { tiles.pointer[index] = positions.pointer[index * 4] }
      outputOffsets = windows
    } else {
      let rows = (plan.computedRows + 1) / 2
      let columns = (plan.computedColumns + 1) / 2
      tilesPerImage = rows * columns
      tiles = Buffer(tile * tilesPerImage, zero: 0)
      outputOffsets = Buffer(tile * tilesPerImage * 4, zero: 0)
      plan.fillTiles(tiles, outputOffsets, rows: rows, columns: columns, tile: tile)
    }
    weights = shared ?? Buffer(16 * plan.inputChannels * padded(plan.channels), zero: 0)
    transformed = Buffer(16 * winogradBatch * plan.inputChannels, zero: 0)
    products = Buffer(16 * winogradBatch * padded(plan.channels), zero: 0)
  }
}
