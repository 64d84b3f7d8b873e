/// Height × width × channels of one image's values between two layers.
public struct Shape: Equatable, Sendable, CustomStringConvertible {
  /// Rows.
  public var rows: Int
  /// Columns.
  public var columns: Int
  /// Channels, contiguous in memory.
  public var channels: Int

  /// A shape of rows × columns × channels.
  public init(rows: Int, columns: Int, channels: Int) {
    self.rows = rows
    self.columns = columns
    self.channels = channels
  }

  /// How many values one image has.
  public var count: Int { rows * columns * channels }

  /// As in `14×14×64`, or `288` for a flat shape.
  public var description: String {
    rows == 1 && columns == 1 ? "\(channels)" : "\(rows)×\(columns)×\(channels)"
  }
}

/// What happens at the border of an image.
public enum Padding: String, Sendable, CaseIterable {
  /// TensorFlow's: output size ⌈n / stride⌉; zeros are added, the odd one at the bottom and right.
  case same
  /// PyTorch's `padding=(kernel − 1) / 2`: as many zeros on both sides, the half of one window rounded
  /// down; output size ⌊(n + 2 × zeros − kernel) / stride⌋ + 1.
  case symmetric
  /// Only windows inside the image: output size ⌊(n − kernel) / stride⌋ + 1.
  case valid

  /// The output size and the zeros before the first element, along one dimension.
  ///
  /// - Parameters:
  ///   - size: elements of the input.
  ///   - kernel: elements of the window.
  ///   - stride: step from one window to the next.
  /// - Returns: the output size, and the zeros before and after the input.
  func extent(
    _ size: Int, kernel: Int, stride: Int
  ) -> (output: Int, before: Int, after: Int) {
    switch self {
    case .valid:
      return (size >= kernel ? (size - kernel) / stride + 1 : 0, 0, 0)
    case .same:
      let output = (size + stride - 1) / stride
      let total = max((output - 1) * stride + kernel - size, 0)
      return (output, total / 2, total - total / 2)
    case .symmetric:
      let before = (kernel - 1) / 2
      let padded = size + 2 * before
      let output = padded >= kernel ? (padded - kernel) / stride + 1 : 0
      return (output, before, max((output - 1) * stride + kernel - size - before, 0))
    }
  }
}

extension Padding {
  /// How many windows there are along one dimension.
  ///
  /// - Parameters:
  ///   - size: elements of the input.
  ///   - window: elements of the window, at least 1.
  ///   - stride: step from one window to the next, at least 1.
  /// - Returns: 0 where no window fits.
  public func outputSize(_ size: Int, window: Int, stride: Int) -> Int {
    extent(size, kernel: window, stride: stride).output
  }
}

/// One layer of a sequential network.
public enum Layer: Equatable, Sendable {
  /// A square two-dimensional convolution with bias.
  case convolution(filters: Int, kernel: Int, stride: Int, padding: Padding)
  /// max(x, 0).
  case relu
  /// The largest value of every square window; padding never wins.
  case maxPooling(size: Int, stride: Int, padding: Padding = .valid)
  /// The mean of every square window: zeros of the padding count with `symmetric`, as PyTorch's default
  /// is, and not with `same`, as in TensorFlow.
  case averagePooling(size: Int, stride: Int, padding: Padding = .valid)
  /// The mean of every channel; one dimension is left.
  case globalAveragePooling
  /// Rows, columns and channels become one dimension, in this order.
  case flatten
  /// A fully connected layer with bias.
  case dense(units: Int)
  /// Every channel normalised over a batch, then scaled and shifted as learned; by running statistics,
  /// of which a step keeps `momentum`, in inference.
  case batchNormalization(momentum: Double, epsilon: Double)
  /// Values dropped at random in training, the others scaled up.
  case dropout(rate: Double)
  /// Every pixel becomes factor × factor equal ones.
  case upsampling(factor: Int)
  /// The channels of every pixel become factor × factor pixels, row by row, as TensorFlow's
  /// `depth_to_space` has it: what makes a convolution on a small image the efficient way to a large one.
  ///
  /// Reference: W. Shi et al., "Real-Time Single Image and Video Super-Resolution Using an Efficient
  /// Sub-Pixel Convolutional Neural Network", CVPR 2016, arXiv:1609.05158.
  case depthToSpace(factor: Int)
  /// The transpose of a square convolution, with bias: every pixel adds its multiple of the kernel, as far
  /// from the next pixel's as the stride says. With `same` there are stride times as many rows and
  /// columns, as TensorFlow has it; with `valid` (n − 1) × stride + kernel, and where the kernel is smaller
  /// than the stride n × stride.
  ///
  /// The weights are those of the convolution that gives the same on the spread image: the kernel is turned
  /// by 180° against Keras' and PyTorch's.
  case transposedConvolution(filters: Int, kernel: Int, stride: Int, padding: Padding)
  /// What the images of an example gave becomes one vector, image after image. Behind it an example has
  /// one output.
  case join
}

extension Layer {
  /// The name in layer tables, as Keras has it.
  public var name: String {
    switch self {
    case .convolution(let filters, let kernel, let stride, let padding):
      "Conv2D \(filters), \(kernel)×\(kernel), stride \(stride), \(padding.rawValue)"
    case .relu: "ReLU"
    case .maxPooling(let size, let stride, let padding):
      "MaxPool \(size)×\(size), stride \(stride)\(padding.suffix)"
    case .averagePooling(let size, let stride, let padding):
      "AveragePool \(size)×\(size), stride \(stride)\(padding.suffix)"
    case .globalAveragePooling: "GlobalAveragePool"
    case .flatten: "Flatten"
    case .dense(let units): "Dense \(units)"
    case .batchNormalization(let momentum, let epsilon):
      "BatchNorm, momentum \(momentum), epsilon \(epsilon)"
    case .dropout(let rate): "Dropout \(rate)"
    case .upsampling(let factor): "UpSampling \(factor)×\(factor)"
    case .depthToSpace(let factor): "DepthToSpace \(factor)×\(factor)"
    case .transposedConvolution(let filters, let kernel, let stride, let padding):
      "Conv2DTranspose \(filters), \(kernel)×\(kernel), stride \(stride), \(padding.rawValue)"
    case .join: "Join"
    }
  }

  /// How many parameters the layer has on an input.
  ///
  /// - Parameter input: the shape that comes in.
  /// - Returns: weights, biases and running statistics.
  public func parameterCount(on input: Shape) -> Int {
    switch self {
    case .convolution(let filters, let kernel, _, _),
      .transposedConvolution(let filters, let kernel, _, _):
      kernel * kernel * input.channels * filters + filters
    case .dense(let units): input.count * units + units
    case .batchNormalization: 4 * input.channels
    case .relu, .maxPooling, .averagePooling, .globalAveragePooling, .flatten, .dropout,
      .upsampling, .depthToSpace, .join:
      0
    }
  }

  /// How many of them an optimiser changes: running statistics are none of these.
  ///
  /// - Parameter input: the shape that comes in.
  /// - Returns: weights and biases, scales and shifts.
  public func trainableCount(on input: Shape) -> Int {
    if case .batchNormalization = self { return 2 * input.channels }
    return parameterCount(on: input)
  }

  /// Whether the layer reads rows and columns.
  var needsImages: Bool {
    switch self {
    case .convolution, .transposedConvolution, .upsampling, .depthToSpace: true
    default: false
    }
  }

  /// Whether the layer has weights that are kept in a file.
  var isWeighted: Bool {
    switch self {
    case .convolution, .transposedConvolution, .dense, .batchNormalization: true
    case .relu, .maxPooling, .averagePooling, .globalAveragePooling, .flatten, .dropout,
      .upsampling, .depthToSpace, .join:
      false
    }
  }
}

extension Padding {
  /// For tables of pooling layers, where `valid` goes without saying.
  fileprivate var suffix: String { self == .valid ? "" : ", \(rawValue)" }
}
