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

  private let pass: ConvolutionPass
  private let forwardWeights: Buffer<Float>
  // What only some stages have; lent, since taking an object out of an optional would retain it.
  private let active: Borrowed<ActiveWindows>
  private let dense: Borrowed<DenseGradients>
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

    pass = ConvolutionPass(
      plan, tile: tile, usesWinograd: !isFirstLayer, sharing: other?.pass)
    forwardWeights =
      other?.forwardWeights
      ?? Buffer(isFirstLayer ? 0 : field * padded(plan.channels), zero: 0)
    active = Borrowed(isFirstLayer ? ActiveWindows(plan, tile: tile, trains: trains) : nil)
    let isDense = plan.suitsDenseGradients
    dense = Borrowed(
      trains && !isFirstLayer && isDense
        ? DenseGradients(plan, tile: tile, sharing: other?.dense.first) : nil)
    lists = Borrowed(
      trains && !isFirstLayer && !isDense ? GradientLists(plan, tile: tile) : nil)
  }
}

extension AffineStage {
  /// Brings the forward layouts up to date with the master weights.
  func refresh(_ parameters: UnsafePointer<Float>, _ kernels: KernelSet) {
    guard !isFirstLayer else { return }
    kernels.transpose(
      parameters + weightOffset, forwardWeights.pointer, channels, fieldSize, paddedChannels)
    pass.refresh(forwardWeights.pointer, kernels)
    guard !dense.isEmpty else { return }
    dense.with(0) { $0.refresh(parameters + weightOffset, kernels) }
  }

  func forward(
    _ images: Int, _ values: UnsafePointer<Float>, _ outputs: UnsafeMutablePointer<Float>,
    _ parameters: UnsafePointer<Float>, _ kernels: KernelSet
  ) {
    let bias = parameters + biasOffset
    guard !active.isEmpty else {
      pass.run(images, values, outputs, forwardWeights.pointer, bias, kernels)
      return
    }
    active.with(0) { active in
      active.list(
        images * windows, values, pass.positions.pointer, pooled ? 4 : 1, input.rowStride,
        kernels)
      guard pooled else { return }
      kernels.firstLayerForward(
        values, pass.positions.pointer, images * windows, active.windows.pointer, active.count,
        kernel, kernel * inputChannels, input.rowStride, parameters + weightOffset, bias,
        channels, outputs, pass.outputOffsets.pointer, pass.winners.pointer, rectified)
    }
    guard !pooled else { return }
    pass.run(images, values, outputs, parameters + weightOffset, bias, kernels)
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
          values, pass.positions.pointer, images * windows, active.windows.pointer, active.count,
          kernel, kernel * inputChannels, input.rowStride, outputGradients, outputs,
          pass.outputOffsets.pointer, pass.winners.pointer, channels, pooled, rectified,
          gradients + weightOffset, gradients + biasOffset, active.spread.pointer)
      }
      return
    }
    if !dense.isEmpty {
      dense.with(0) { dense in
        dense.backward(
          images, pass, values: values, valueGradients: valueGradients, outputs: outputs,
          outputGradients: outputGradients, weightGradients: gradients + weightOffset,
          biasGradients: gradients + biasOffset, kernels)
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
        outputs + first * output.imageStride, pass.outputOffsets.pointer,
        pass.winners.pointer + (pooled ? first * windows * paddedChannels : 0), channels,
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
    spread = Buffer(trains ? firstLayerBatch * plan.channels : 0, zero: 0)
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
    // Two slices of sixteen floats a pixel, or all channels.
    let floats = pixelsPerImage * (isPointwise ? 2 * plan.inputChannels : 32)
    images = max(1, min(tile, (isPointwise ? 65_536 : 12_288) / floats))
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
