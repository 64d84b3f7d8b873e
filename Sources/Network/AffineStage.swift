/// A convolution or dense layer, with the ReLU and the 2×2 max-pool that follow it, if any.
///
/// A dense layer is a 1×1 convolution on a flat shape. The master weights are kept as the gradient
/// comes: channels × field for the sparse walk, field × channels for a first layer with few input
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
  private let entryOffsets: Buffer<Int32>
  private let entryGradients: Buffer<Float>
  private let entryCounts: Buffer<Int32>
  private let masked: Buffer<Float>
  private let forwardWeights: Buffer<Float>
  private let capacity: Int

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
  init(_ plan: AffinePlan, tile: Int, offset: Int, isFirst: Bool, trains: Bool) {
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
    capacity = tile * plan.windowCount + 1
    let walks = trains && !isFirstLayer
    entryOffsets = Buffer(walks ? capacity * plan.channels : 0, zero: 0)
    entryGradients = Buffer(walks ? capacity * plan.channels : 0, zero: 0)
    entryCounts = Buffer(plan.channels, zero: 0)
    let masks = trains && isFirstLayer
    masked = Buffer(masks ? tile * plan.windowCount * plan.channels : 0, zero: 0)
    forwardWeights = Buffer(isFirstLayer ? 0 : field * padded(plan.channels), zero: 0)
  }
}

extension AffineStage {
  /// Brings the forward layout up to date with the master weights.
  func refresh(_ parameters: UnsafePointer<Float>, _ kernels: KernelSet) {
    guard !isFirstLayer else { return }
    kernels.transpose(
      parameters + weightOffset, forwardWeights.pointer, channels, fieldSize, paddedChannels)
  }

  func forward(
    _ images: Int, _ values: UnsafePointer<Float>, _ outputs: UnsafeMutablePointer<Float>,
    _ parameters: UnsafePointer<Float>, _ kernels: KernelSet
  ) {
    let count = images * windows * (pooled ? 4 : 1)
    kernels.affineForward(
      values, positions.pointer, (count + 11) / 12 * 12, kernel, kernel * inputChannels,
      input.rowStride,
      isFirstLayer ? parameters + weightOffset : UnsafePointer(forwardWeights.pointer),
      parameters + biasOffset, channels, paddedChannels, outputs, outputOffsets.pointer,
      winners.pointer, pooled, rectified)
  }

  /// Adds to the gradients of this stage's parameters, and of its input where that is wanted (the
  /// caller has set it to zero).
  func backward(
    _ images: Int, values: UnsafePointer<Float>, valueGradients: UnsafeMutablePointer<Float>?,
    outputs: UnsafePointer<Float>, outputGradients: UnsafePointer<Float>,
    parameters: UnsafePointer<Float>, gradients: UnsafeMutablePointer<Float>,
    _ kernels: KernelSet
  ) {
    if isFirstLayer {
      kernels.firstLayerBackward(
        values, positions.pointer, images * windows, kernel, kernel * inputChannels,
        input.rowStride, outputGradients, outputs, outputOffsets.pointer, winners.pointer,
        channels, pooled, rectified, gradients + weightOffset, gradients + biasOffset,
        masked.pointer)
      return
    }
    kernels.listGradients(
      positions.pointer, images * windows, outputGradients, outputs, outputOffsets.pointer,
      winners.pointer, channels, paddedChannels, pooled, rectified, entryOffsets.pointer,
      entryGradients.pointer, entryCounts.pointer, capacity, gradients + biasOffset)
    kernels.affineBackward(
      entryOffsets.pointer, entryGradients.pointer, entryCounts.pointer, capacity, channels,
      values, valueGradients, kernel, kernel, inputChannels, input.rowStride,
      parameters + weightOffset, gradients + weightOffset)
  }

  /// The place in the model's buffer of the weight at (field element, channel).
  func place(_ element: Int, _ channel: Int) -> Int {
    weightOffset
      + (isFirstLayer ? element * channels + channel : channel * fieldSize + element)
  }
}
