/// Batch normalisation of every channel over the rows, columns and images of a whole batch, with the
/// ReLU that follows it, if any.
///
/// Training uses the mean and the (population) variance of the batch; inference uses running ones,
/// which every training step moves: running ← momentum × running + (1 − momentum) × batch's, for the mean
/// and the population variance alike, as Keras defines it. (PyTorch calls 1 − momentum the momentum, and
/// moves the running variance by the unbiased estimate.)
///
/// Reference: S. Ioffe, C. Szegedy, "Batch Normalization: Accelerating Deep Network Training by Reducing
/// Internal Covariate Shift", ICML 2015.
final class NormalizationStage: Sendable {
  let input: View
  let output: View
  let rectified: Bool
  /// Where the learned scale and shift are among the parameters.
  let scaleOffset: Int
  let shiftOffset: Int
  /// Where the running mean and variance are among the statistics.
  let meanOffset: Int
  let varianceOffset: Int
  private let momentum: Double
  private let epsilon: Double
  /// The batch's sums of this workspace's images: values and squares, later gradients and products.
  private let sums: Buffer<Double>
  // Shared by all workspaces of a model: means and reciprocals of deviations of the batch and of the
  // running statistics, and the means of the batch's gradients.
  private let batch: Buffer<Float>
  private let running: Buffer<Float>
  private let gradientMeans: Buffer<Float>

  var channels: Int { input.shape.channels }
  private var paddedChannels: Int { padded(channels) }
  /// The first parameter behind this stage.
  var end: Int { shiftOffset + paddedChannels }
  /// The first statistic behind this stage.
  var statisticsEnd: Int { varianceOffset + paddedChannels }

  /// Lays out a stage.
  ///
  /// - Parameters:
  ///   - momentum: how much of the running statistics a step keeps.
  ///   - epsilon: added to every variance.
  ///   - input: a view without a border.
  ///   - output: where the outputs go.
  ///   - rectified: whether a ReLU follows.
  ///   - offset: the stage's first parameter, a multiple of 16.
  ///   - statisticsOffset: the stage's first statistic, a multiple of 16.
  ///   - other: the same stage of another workspace, whose statistics are shared; or nil.
  init(
    momentum: Double, epsilon: Double, input: View, output: View, rectified: Bool, offset: Int,
    statisticsOffset: Int, sharing other: NormalizationStage?
  ) {
    self.momentum = momentum
    self.epsilon = epsilon
    self.input = input
    self.output = output
    self.rectified = rectified
    let count = padded(input.shape.channels)
    scaleOffset = offset
    shiftOffset = offset + count
    meanOffset = statisticsOffset
    varianceOffset = statisticsOffset + count
    sums = Buffer(2 * count, zero: 0)
    batch = other?.batch ?? Buffer(2 * count, zero: 0)
    running = other?.running ?? Buffer(2 * count, zero: 0)
    gradientMeans = other?.gradientMeans ?? Buffer(2 * count, zero: 0)
  }
}

extension NormalizationStage {
  func forward(
    _ images: Int, _ values: UnsafePointer<Float>, _ outputs: UnsafeMutablePointer<Float>,
    _ parameters: UnsafePointer<Float>, ofBatch: Bool, _ kernels: KernelSet
  ) {
    let shape = input.shape
    kernels.normalize(
      values, images, shape.rows, shape.columns, channels,
      (ofBatch ? batch : running).pointer, parameters + scaleOffset, parameters + shiftOffset,
      rectified, outputs + output.origin, output.pixelStride, output.rowStride,
      output.imageStride)
  }

  /// Writes the gradient of the input; `averageGradients` was called for the whole batch.
  func backward(
    _ images: Int, values: UnsafePointer<Float>, valueGradients: UnsafeMutablePointer<Float>,
    outputs: UnsafePointer<Float>, outputGradients: UnsafePointer<Float>,
    parameters: UnsafePointer<Float>, _ kernels: KernelSet
  ) {
    let shape = input.shape
    kernels.normalizationBackward(
      values, images, shape.rows, shape.columns, channels, batch.pointer,
      parameters + scaleOffset, gradientMeans.pointer, rectified, outputs + output.origin,
      outputGradients + output.origin, output.pixelStride, output.rowStride,
      output.imageStride, valueGradients)
  }

  /// Brings what inference uses up to date with the running statistics.
  func refresh(_ statistics: UnsafePointer<Float>) {
    for channel in 0..<channels {
      let variance = Double(statistics[varianceOffset + channel])
      running.pointer[channel] = statistics[meanOffset + channel]
      running.pointer[paddedChannels + channel] = reciprocalDeviation(variance)
    }
  }

  private func reciprocalDeviation(_ variance: Double) -> Float {
    Float(1 / (variance + epsilon).squareRoot())
  }
}

extension NormalizationStage {
  /// Sums the values of this workspace's images, and their squares.
  func sumValues(_ images: Int, _ values: UnsafePointer<Float>, _ kernels: KernelSet) {
    let pixels = images * input.shape.rows * input.shape.columns
    kernels.channelMoments(values, pixels, channels, sums.pointer)
  }

  /// Sums the output gradients of this workspace's images, and their products with the normal values.
  func sumGradients(
    _ images: Int, _ values: UnsafePointer<Float>, _ outputs: UnsafePointer<Float>,
    _ outputGradients: UnsafePointer<Float>, _ kernels: KernelSet
  ) {
    let shape = input.shape
    kernels.normalizationSums(
      values, images, shape.rows, shape.columns, channels, batch.pointer, rectified,
      outputs + output.origin, outputGradients + output.origin, output.pixelStride,
      output.rowStride, output.imageStride, sums.pointer)
  }

  /// Adds another workspace's sums, whose images come behind this one's.
  func addSums(of next: NormalizationStage) {
    for index in 0..<sums.count { sums.pointer[index] += next.sums.pointer[index] }
  }

  /// Makes the batch's statistics of the sums of its values, and moves the running ones.
  ///
  /// - Parameters:
  ///   - images: of the whole batch.
  ///   - statistics: the network's running statistics.
  func takeStatistics(of images: Int, _ statistics: UnsafeMutablePointer<Float>) {
    let count = Double(images * input.shape.rows * input.shape.columns)
    for channel in 0..<channels {
      let mean = sums.pointer[channel] / count
      let square = sums.pointer[paddedChannels + channel] / count
      // Rounding may leave a little less than nothing of a channel that does not vary.
      let difference = square - mean * mean
      let variance = difference > 0 || difference.isNaN ? difference : 0
      batch.pointer[channel] = Float(mean)
      batch.pointer[paddedChannels + channel] = reciprocalDeviation(variance)
      move(&statistics[meanOffset + channel], to: mean)
      move(&statistics[varianceOffset + channel], to: variance)
    }
  }

  private func move(_ running: inout Float, to value: Double) {
    running = Float(momentum * Double(running) + (1 - momentum) * value)
  }

  /// Makes the gradients of scale and shift of the sums of the batch's gradients, and the means that the
  /// input's gradient needs.
  ///
  /// - Parameters:
  ///   - images: of the whole batch.
  ///   - gradients: of the parameters; those of this stage are written.
  func averageGradients(of images: Int, into gradients: UnsafeMutablePointer<Float>) {
    let count = Double(images * input.shape.rows * input.shape.columns)
    for channel in 0..<channels {
      let sum = sums.pointer[channel]
      let product = sums.pointer[paddedChannels + channel]
      gradients[shiftOffset + channel] = Float(sum)
      gradients[scaleOffset + channel] = Float(product)
      gradientMeans.pointer[channel] = Float(sum / count)
      gradientMeans.pointer[paddedChannels + channel] = Float(product / count)
    }
  }
}
