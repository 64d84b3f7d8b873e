public import Network

/// One layer as a protocol writes it.
public enum LayerSpecification: Equatable, Sendable {
  /// A two-dimensional convolution with bias.
  case convolution(Convolution)
  /// The maximum of each window.
  case maxPooling(Pooling)
  /// The mean of each window.
  case averagePooling(Pooling)
  /// The mean of each channel: from images to vectors.
  case globalAveragePooling
  /// A rectified linear unit on its own.
  case relu
  /// From images to vectors.
  case flatten
  /// A fully connected layer with bias.
  case dense(Dense)
  /// Every channel normalised over a batch.
  case batchNormalization(BatchNormalization)
  /// Values dropped at random in training.
  case dropout(Dropout)
  /// Every pixel becomes a square of equal ones.
  case upsampling(Upsampling)
  /// The channels of every pixel become a square of pixels.
  case depthToSpace(Upsampling)
  /// A convolution whose stride enlarges instead of reducing.
  case transposedConvolution(Convolution)
  /// What the images of an example gave becomes one vector.
  case join
}

extension LayerSpecification {
  /// What follows a layer's sums.
  public enum Activation: String, Codable, CaseIterable, Sendable {
    /// The rectified linear unit.
    case relu
    /// Nothing.
    case none
  }

  /// A convolution's settings.
  public struct Convolution: Codable, Equatable, Sendable {
    enum CodingKeys: String, CodingKey {
      case filters, kernel, stride, padding, activation
    }

    /// The number of output channels.
    public var filters: Int
    /// The kernel's height and width.
    public var kernel: Int
    /// The step in both directions.
    public var stride: Int
    /// What lies outside the image.
    public var padding: Padding
    /// What follows the sums.
    public var activation: Activation
  }

  /// A pooling layer's settings.
  public struct Pooling: Codable, Equatable, Sendable {
    enum CodingKeys: String, CodingKey {
      case size, stride, padding
    }

    /// The window's height and width.
    public var size: Int
    /// The step in both directions; the window's size where the protocol gives none.
    public var stride: Int
    /// What lies outside the image.
    public var padding: Padding
  }

  /// The settings of a layer that enlarges images.
  public struct Upsampling: Codable, Equatable, Sendable {
    /// Rows and columns of the square that a pixel becomes.
    public var factor: Int
  }

  /// A fully connected layer's settings.
  public struct Dense: Codable, Equatable, Sendable {
    enum CodingKeys: String, CodingKey {
      case units, activation
    }

    /// The number of outputs.
    public var units: Int
    /// What follows the sums.
    public var activation: Activation
  }

  /// The name in the key `layer`.
  public var name: String {
    switch self {
    case .convolution: "convolution"
    case .maxPooling: "max-pooling"
    case .averagePooling: "average-pooling"
    case .globalAveragePooling: "global-average-pooling"
    case .relu: "relu"
    case .flatten: "flatten"
    case .dense: "dense"
    case .batchNormalization: "batch-normalization"
    case .dropout: "dropout"
    case .upsampling: "upsampling"
    case .depthToSpace: "depth-to-space"
    case .transposedConvolution: "transposed-convolution"
    case .join: "join"
    }
  }
}
