import Kernels

/// A convolution or dense layer, with the ReLU and the 2×2 max-pool that follow it, if any.
///
/// A dense layer is a 1×1 convolution on a flat shape. The master weights are kept as the gradient
/// comes: channels × field for the sparse walks, field × channels for a first layer with few input
/// channels.
final class AffineStage: Sendable {
  let input: View
  let output: View
  let kernel: Int
  let inputChannels: Int
  let channels: Int
  let pooled: Bool
  let rectified: Bool
  /// Windows (pooled) or positions of one image.
  let windows: Int
  /// Whether the weight gradient's lanes are output channels.
  let isFirstLayer: Bool
  let weightOffset: Int
  let biasOffset: Int
  /// The first parameter behind this stage.
  let end: Int

  private let positions: Buffer<Int32>
  private let outputOffsets: Buffer<Int32>
  private let winners: Buffer<Int32>
  private let forwardWeights: Buffer<Float>
  // What only some stages have; lent, since taking an object out of an optional would retain it.
  private let winograd: Borrowed<WinogradScratch>
  private let active: Borrowed<ActiveWindows>
  private let lists: Borrowed<GradientLists>

  var paddedChannels: Int { padded(channels) }
  var fieldSize: Int { kernel * kernel * inputChannels }
  var weightCount: Int { fieldSize * channels }

  /// Lays out the tables and the scratch memory of a stage.
  ///
  /// - Parameters:
  ///   - plan: what the stage computes.
  ///   - tile: images at a time.
  ///   - offset: the first parameter of the stage in the model's buffer, a multiple of 16.
  ///   - isFirst: whether the stage reads the images themselves.
  ///   - trains: whether a backward pass is wanted.
  ///   - other: the same stage of another workspace, whose forward layouts are shared; or nil.
  init(
    _ plan: AffinePlan, tile: Int, offset: Int, isFirst: Bool, trains: Bool,
    sharing other: AffineStage? = nil
  ) {
    input = plan.input
    output = plan.output
    kernel = plan.kernel
    inputChannels = plan.inputChannels
    channels = plan.channels
    pooled = plan.pooled
    rectified = plan.rectified
    windows = plan.windowCount
    isFirstLayer = isFirst && plan.inputChannels < 16 && plan.channels % 16 == 0
    weightOffset = offset
    let field = plan.kernel * plan.kernel * plan.inputChannels
    biasOffset = offset + padded(field * plan.channels)
    end = biasOffset + padded(plan.channels)

    let group = plan.pooled ? 4 : 1
    let count = (tile * plan.windowCount * group + 11) / 12 * 12
    positions = Buffer(count, zero: 0)
    outputOffsets = Buffer(count, zero: Int32(tile * plan.output.imageStride))
    plan.fill(positions: positions, outputOffsets: outputOffsets, tile: tile)
    winners = Buffer(plan.pooled ? count / 4 * padded(plan.channels) : 0, zero: 0)
    forwardWeights =
      other?.forwardWeights
      ?? Buffer(isFirstLayer ? 0 : field * padded(plan.channels), zero: 0)
    winograd = Borrowed(
      !isFirstLayer && plan.suitsWinograd
        ? WinogradScratch(
          plan, tile: tile, positions: positions, outputOffsets: outputOffsets,
          weights: other?.winograd.first?.weights) : nil)
    active = Borrowed(isFirstLayer ? ActiveWindows(plan, tile: tile, trains: trains) : nil)
    lists = Borrowed(trains && !isFirstLayer ? GradientLists(plan, tile: tile) : nil)
  }
}

extension AffineStage {
  /// Brings the forward layouts up to date with the master weights.
  func refresh(_ parameters: UnsafePointer<Float>, _ kernels: KernelSet) {
    guard !isFirstLayer else { return }
    kernels.transpose(
      parameters + weightOffset, forwardWeights.pointer, channels, fieldSize, paddedChannels)
    guard !winograd.isEmpty else { return }
    winograd.with(0) { winograd in
      kernels.winogradWeights(
        forwardWeights.pointer, winograd.weights.pointer, inputChannels, paddedChannels)
    }
  }

  func forward(
    _ images: Int, _ values: UnsafePointer<Float>, _ outputs: UnsafeMutablePointer<Float>,
    _ parameters: UnsafePointer<Float>, _ kernels: KernelSet
  ) {
    let bias = parameters + biasOffset
    if !winograd.isEmpty {
      winograd.with(0) { winograd in
        kernels.winogradForward(
          values, winograd.tiles.pointer, images * winograd.tilesPerImage, input.rowStride,
          inputChannels, winograd.weights.pointer, bias, channels, paddedChannels, outputs,
          winograd.outputOffsets.pointer, winners.pointer, pooled, rectified,
          winograd.transformed.pointer, winograd.products.pointer)
      }
      return
    }
    if !active.isEmpty {
      active.with(0) { active in
        active.list(
          images * windows, values, positions.pointer, pooled ? 4 : 1, input.rowStride, kernels)
        guard pooled else { return }
        kernels.firstLayerForward(
          values, positions.pointer, images * windows, active.windows.pointer, active.count,
          kernel, kernel * inputChannels, input.rowStride, parameters + weightOffset, bias,
          channels, outputs, outputOffsets.pointer, winners.pointer, rectified)
      }
      if pooled { return }
    }
    let count = images * windows * (pooled ? 4 : 1)
    kernels.affineForward(
      values, positions.pointer, (count + 11) / 12 * 12, kernel, kernel * inputChannels,
      input.rowStride,
      isFirstLayer ? parameters + weightOffset : UnsafePointer(forwardWeights.pointer),
      bias, channels, paddedChannels, outputs, outputOffsets.pointer, winners.pointer, pooled,
      rectified)
  }

  /// Adds to the gradients of this stage's parameters, and fills those of its input where they are
  /// wanted.
  func backward(
    _ images: Int, values: UnsafePointer<Float>, valueGradients: UnsafeMutablePointer<Float>?,
    outputs: UnsafePointer<Float>, outputGradients: UnsafePointer<Float>,
    parameters: UnsafePointer<Float>, gradients: UnsafeMutablePointer<Float>,
    _ kernels: KernelSet
  ) {
    if !active.isEmpty {
      active.with(0) { active in
        kernels.firstLayerBackward(
          values, positions.pointer, images * windows, active.windows.pointer, active.count,
          kernel, kernel * inputChannels, input.rowStride, outputGradients, outputs,
          outputOffsets.pointer, winners.pointer, channels, pooled, rectified,
          gradients + weightOffset, gradients + biasOffset, active.spread.pointer)
      }
      return
    }
    precondition(!lists.isEmpty, "a model that trains")
    lists.with(0) { lists in
      backward(
        images, lists, values, valueGradients, outputs, outputGradients, parameters, gradients,
        kernels)
    }
  }

  /// The same by the lists of what carries a gradient, as many images at a time as they hold.
  private func backward(
    _ images: Int, _ lists: GradientLists, _ values: UnsafePointer<Float>,
    _ valueGradients: UnsafeMutablePointer<Float>?, _ outputs: UnsafePointer<Float>,
    _ outputGradients: UnsafePointer<Float>, _ parameters: UnsafePointer<Float>,
    _ gradients: UnsafeMutablePointer<Float>, _ kernels: KernelSet
  ) {
    for first in stride(from: 0, to: images, by: lists.images) {
      let count = min(lists.images, images - first)
      let shift = first * input.imageStride
      kernels.listGradients(
        lists.fields.pointer, count * windows, outputGradients + first * output.imageStride,
        outputs + first * output.imageStride, outputOffsets.pointer,
        winners.pointer + (pooled ? first * windows * paddedChannels : 0), channels,
        paddedChannels, pooled, rectified, lists.offsets.pointer, lists.gradients.pointer,
        lists.counts.pointer, lists.capacity, gradients + biasOffset, lists.scratch.pointer)
      lists.backward(
        self, count, values + shift, valueGradients.map { $0 + shift },
        parameters + weightOffset, gradients + weightOffset, kernels)
    }
  }

  /// The place in the model's buffer of the weight at (field element, channel).
  func place(_ element: Int, _ channel: Int) -> Int {
    weightOffset
      + (isFirstLayer ? element * channels + channel : channel * fieldSize + element)
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

/// The windows of a first layer that see anything, listed in its forward pass.
private final class ActiveWindows: @unchecked Sendable {
  let windows: Buffer<Int32>
  let spread: Buffer<Float>
  private(set) var count = 0
  private let rows: Int
  private let rowLength: Int

  init(_ plan: AffinePlan, tile: Int, trains: Bool) {
    let all = tile * plan.windowCount
    windows = Buffer(all, zero: 0)
    spread = Buffer(trains ? all * (plan.pooled ? 4 : 1) * plan.channels : 0, zero: 0)
    let extent = plan.kernel + (plan.pooled ? plan.stride : 0)
    rows = extent
    rowLength = extent * plan.inputChannels
  }

  func list(
    _ windowCount: Int, _ values: UnsafePointer<Float>, _ positions: UnsafePointer<Int32>,
    _ group: Int, _ rowStride: Int, _ kernels: KernelSet
  ) {
    count = kernels.listActiveWindows(
      values, positions, group, windowCount, rows, rowLength, rowStride, windows.pointer)
  }
}

/// The outputs that carry a gradient, of as many images as fit the first cache, and what their walks
/// need.
private final class GradientLists: Sendable {
  /// Images at a time.
  let images: Int
  let capacity: Int
  /// Receptive fields as the walks count them.
  let fields: Buffer<Int32>
  let offsets: Buffer<Int32>
  let gradients: Buffer<Float>
  let counts: Buffer<Int32>
  let scratch: Buffer<Int32>
  private let slices: Buffer<Float>
  private let sliceCount: Int
  private let pixelsPerImage: Int

  init(_ plan: AffinePlan, tile: Int) {
    let isPointwise = plan.kernel == 1
    pixelsPerImage = plan.input.imageStride / plan.inputChannels
    // Two slices of sixteen floats a pixel.
    images = isPointwise ? tile : max(1, min(tile, 49_152 / (pixelsPerImage * 128)))
    capacity = images * plan.windowCount + 1
    let count = images * plan.windowCount * (plan.pooled ? 4 : 1)
    fields = Buffer(count, zero: 0)
    plan.fillFields(fields, images: images, unit: isPointwise ? plan.inputChannels : 16)
    offsets = Buffer(capacity * plan.channels, zero: 0)
    gradients = Buffer(capacity * plan.channels, zero: 0)
    counts = Buffer(plan.channels, zero: 0)
    scratch = Buffer(64, zero: 0)
    let slice = isPointwise ? 0 : 16 * images * pixelsPerImage
    slices = Buffer(2 * slice, zero: 0)
    sliceCount = slice
  }

  func backward(
    _ stage: AffineStage, _ images: Int, _ values: UnsafePointer<Float>,
    _ valueGradients: UnsafeMutablePointer<Float>?, _ weights: UnsafePointer<Float>,
    _ weightGradients: UnsafeMutablePointer<Float>, _ kernels: KernelSet
  ) {
    if stage.kernel == 1 {
      valueGradients?.update(repeating: 0, count: images * stage.input.imageStride)
      kernels.pointwiseBackward(
        offsets.pointer, gradients.pointer, counts.pointer, capacity, stage.channels, values,
        valueGradients, stage.inputChannels, weights, weightGradients)
    } else {
      kernels.convolutionBackward(
        offsets.pointer, gradients.pointer, counts.pointer, capacity, stage.channels, values,
        valueGradients, images * pixelsPerImage, stage.input.rowStride / stage.inputChannels,
        stage.kernel, stage.kernel, stage.inputChannels, weights, weightGradients,
        slices.pointer, slices.pointer + sliceCount)
    }
  }
}
