public import Network

/// What a network is trained and tested for once its encoder has been trained elsewhere.
///
/// What is drawn at random of an image (an angle, a place, clutter) is a function of the task's seed, the
/// part of the data set and the image's number alone. So every repetition and every arm has the same test.
public enum DownstreamTask: Equatable, Sendable {
  /// Of which class an image is.
  case classification
  /// By how much an image is turned or slanted.
  case regression(RegressionTask)
  /// Which pixels of a cluttered canvas are a digit's ink.
  case segmentation(SegmentationTask)
  /// Which digit is on a cluttered canvas, and where.
  case detection(DetectionTask)
}

extension DownstreamTask {
  /// The kind of task, as protocols have it.
  public var name: String {
    switch self {
    case .classification: "classification"
    case .regression: "regression"
    case .segmentation: "segmentation"
    case .detection: "detection"
    }
  }

  /// What the network sees.
  ///
  /// - Parameter image: the shape of an image of the set.
  /// - Returns: the image's shape, or the canvas's.
  public func input(of image: Shape) -> Shape {
    switch self {
    case .classification, .regression: image
    case .segmentation(let task): task.layout.shape
    case .detection(let task): task.layout.shape
    }
  }

  /// What the network must give.
  ///
  /// - Parameters:
  ///   - image: the shape of an image of the set.
  ///   - classCount: the number of classes of the set.
  /// - Returns: one output a class; one; two a pixel of the canvas, **shape** (rows × columns × 2); or one
  ///   a class and four of a box.
  public func outputs(of image: Shape, classCount: Int) -> Shape {
    switch self {
    case .classification: Shape(rows: 1, columns: 1, channels: classCount)
    case .regression: Shape(rows: 1, columns: 1, channels: 1)
    case .segmentation(let task):
      Shape(rows: task.layout.canvas, columns: task.layout.canvas, channels: 2)
    case .detection: Shape(rows: 1, columns: 1, channels: classCount + 4)
    }
  }

  /// What the outputs are compared with in training.
  public var loss: Loss {
    switch self {
    case .classification: .crossEntropy
    case .regression: .meanSquaredError
    case .segmentation: .pixelCrossEntropy
    case .detection(let task): .classAndBox(boxWeight: Float(task.boxWeight))
    }
  }

  /// What a test measures; the first says how well the task is done.
  public var metrics: [Metric] {
    switch self {
    case .classification: [.accuracy]
    case .regression: [.rSquared, .rootMeanSquaredError]
    case .segmentation: [.meanIntersectionOverUnion]
    case .detection: [.averagePrecision, .meanIntersectionOverUnion]
    }
  }

  /// Why the task cannot be made of some images.
  ///
  /// - Parameter image: the shape of an image of the set.
  /// - Returns: value, rule and remedy; nil where it can.
  public func problem(with image: Shape) -> String? {
    switch self {
    case .classification: nil
    case .regression(let task): task.problem(with: image)
    case .segmentation(let task): task.problem(with: image)
    case .detection(let task): task.problem(with: image)
    }
  }
}
