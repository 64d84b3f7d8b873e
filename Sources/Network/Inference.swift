/// What a test of a model on a set of examples gives.
public struct Evaluation: Equatable, Sendable {
  /// Right predictions.
  public let correct: Int
  /// Examples.
  public let total: Int
  /// The mean softmax cross-entropy.
  public let loss: Double
  /// One class an example.
  public let predictions: [Int32]

  /// Right predictions / examples; 0 for no example.
  public var accuracy: Double { total == 0 ? 0 : Double(correct) / Double(total) }
}

extension Model {
  /// Tests the model on all examples of a source, in order.
  ///
  /// - Parameter source: examples of the model's input shape.
  /// - Returns: counts, mean loss and predictions.
  public func evaluate<Source: ExampleSource>(_ source: Source) -> Evaluation {
    let work = EvaluationWork(self, on: source)
    pool.run(work.tasks, of: work)
    return work.evaluation
  }

  /// The model's outputs for all examples of a source: the features of a frozen encoder.
  ///
  /// - Parameter source: examples of the model's input shape.
  /// - Returns: one row an example.
  public func features<Source: ExampleSource>(of source: Source) -> Features {
    let work = FeatureWork(self, on: source)
    pool.run(work.tasks, of: work)
    return work.features
  }
}

/// Forward passes over all examples of a source, in fixed pieces that the model's threads share.
class InferenceWork<Source: ExampleSource>: SharedWork {
  private let source: SourceHolder<Source>
  fileprivate let count: Int
  private let workspaces: Borrowed<Workspace>
  private let order: Buffer<Int32>

  /// Examples of one task.
  static var pieceSize: Int { 32 }

  fileprivate init(_ model: Model, on source: Source) {
    workspaces = model.workspaces
    self.source = SourceHolder(source)
    count = source.count
    order = Buffer(source.count, zero: 0)
    order.copy(from: (0..<Int32(source.count)).map { $0 })
  }

  /// How many tasks there are.
  var tasks: Int { (count + Self.pieceSize - 1) / Self.pieceSize }

  override func perform(_ task: Int, on thread: Int) {
    workspaces.with(thread) { infer(task, in: $0) }
  }

  private func infer(_ task: Int, in workspace: Workspace) {
    let end = min((task + 1) * Self.pieceSize, self.count)
    for first in stride(from: task * Self.pieceSize, to: end, by: workspace.tile) {
      let count = min(workspace.tile, end - first)
      workspace.load(source, order.pointer + first, count: count)
      workspace.forward(count)
      for image in 0..<count { take(image, of: workspace, as: first + image) }
    }
  }

  /// Takes what is wanted of an image's outputs.
  func take(_ image: Int, of workspace: Workspace, as example: Int) {}
}

/// Losses and predictions of all examples; the losses are added in the order of the examples.
private final class EvaluationWork<Source: ExampleSource>: InferenceWork<Source> {
  private let losses: Buffer<Double>
  private let predictions: Buffer<Int32>
  private let hits: Buffer<UInt8>

  override init(_ model: Model, on source: Source) {
    losses = Buffer(source.count, zero: 0)
    predictions = Buffer(source.count, zero: 0)
    hits = Buffer(source.count, zero: 0)
    super.init(model, on: source)
  }

  override func take(_ image: Int, of workspace: Workspace, as example: Int) {
    let hit = workspace.loss(
      ofImage: image, prediction: predictions.pointer + example,
      into: losses.pointer + example)
    hits.pointer[example] = hit ? 1 : 0
  }

  var evaluation: Evaluation {
    var lossSum = 0.0
    var correct = 0
    for example in 0..<count {
      lossSum += losses.pointer[example]
      correct += Int(hits.pointer[example])
    }
    return Evaluation(
      correct: correct, total: count,
      loss: count == 0 ? 0 : lossSum / Double(count),
      predictions: (0..<count).map { predictions.pointer[$0] })
  }
}

/// The outputs of all examples.
private final class FeatureWork<Source: ExampleSource>: InferenceWork<Source> {
  private let shape: Shape
  private let rows: Buffer<Float>

  override init(_ model: Model, on source: Source) {
    shape = model.architecture.output
    rows = Buffer(source.count * shape.count, zero: 0)
    super.init(model, on: source)
  }

  override func take(_ image: Int, of workspace: Workspace, as example: Int) {
    let count = shape.count
    let output = workspace.values[workspace.stages.count].pointer
    (rows.pointer + example * count).update(
      from: output + image * workspace.outputView.imageStride, count: count)
  }

  var features: Features {
    Features(
      shape: shape,
      values: Array(UnsafeBufferPointer(start: rows.pointer, count: rows.count)))
  }
}
