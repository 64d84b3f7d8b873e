/// What a test of a model on a set of examples gives.
public struct Evaluation: Equatable, Sendable {
  /// How many are right of `total`.
  public let correct: Int
  /// How many can be right or wrong: examples whose class is known; pixels that count, for pixel
  /// cross-entropy; images, for the contrastive loss, which are right where their partner is the most
  /// similar of the others; none for the squared error.
  public let total: Int
  /// The mean of the examples' losses.
  public let loss: Double
  /// One class an example, where an example has one: none for other losses.
  public let predictions: [Int32]

  /// `correct` / `total`; 0 where nothing can be right or wrong.
  public var accuracy: Double { total == 0 ? 0 : Double(correct) / Double(total) }
}

extension Model {
  /// Tests the model on all examples of a source, in order.
  ///
  /// - Parameter source: examples of the model's input shape.
  /// - Returns: counts, mean loss and predictions.
  public func evaluate<Source: ExampleSource>(_ source: Source) -> Evaluation {
    checkLoss()
    guard !loss.comparesExamples else { return contrast(features(of: source)) }
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
      if wantsTargets { workspace.loadTargets(source, order.pointer + first, count: count) }
      workspace.forward(count)
      for image in 0..<count { take(image, of: workspace, as: first + image) }
    }
  }

  /// Whether outputs are compared with anything.
  var wantsTargets: Bool { false }

  /// Takes what is wanted of an image's outputs.
  func take(_ image: Int, of workspace: Workspace, as example: Int) {}
}

/// Losses and predictions of all examples; the losses are added in the order of the examples.
private final class EvaluationWork<Source: ExampleSource>: InferenceWork<Source> {
  private let losses: Buffer<Double>
  private let predictions: Buffer<Int32>
  private let hits: Buffer<Hits>
  private let hasClasses: Bool

  override init(_ model: Model, on source: Source) {
    losses = Buffer(source.count, zero: 0)
    predictions = Buffer(source.count, zero: 0)
    hits = Buffer(source.count, zero: Hits())
    hasClasses = model.loss.classCount(for: model.architecture.output) != nil
    super.init(model, on: source)
  }

  override var wantsTargets: Bool { true }

  override func take(_ image: Int, of workspace: Workspace, as example: Int) {
    hits.pointer[example] = workspace.loss(
      ofExample: image, scale: nil, update: nil, prediction: predictions.pointer + example,
      into: losses.pointer + example)
  }

  var evaluation: Evaluation {
    var lossSum = 0.0
    var sum = Hits()
    for example in 0..<count {
      lossSum += losses.pointer[example]
      sum += hits.pointer[example]
    }
    return Evaluation(
      correct: sum.correct, total: sum.total,
      loss: count == 0 ? 0 : lossSum / Double(count),
      predictions: hasClasses ? (0..<count).map { predictions.pointer[$0] } : [])
  }
}

/// The outputs of all examples.
private final class FeatureWork<Source: ExampleSource>: InferenceWork<Source> {
  private let shape: Shape
  private let outputs: Int
  private let rows: Buffer<Float>

  override init(_ model: Model, on source: Source) {
    shape = model.architecture.output
    outputs = model.architecture.outputsPerExample
    rows = Buffer(source.count * outputs * shape.count, zero: 0)
    super.init(model, on: source)
  }

  override func take(_ image: Int, of workspace: Workspace, as example: Int) {
    let count = shape.count
    let output = workspace.values[workspace.stages.count].pointer
    for branch in 0..<outputs {
      (rows.pointer + (example * outputs + branch) * count).update(
        from: output + (image * outputs + branch) * workspace.outputView.imageStride, count: count)
    }
  }

  var features: Features {
    Features(
      shape: shape,
      values: Array(UnsafeBufferPointer(start: rows.pointer, count: rows.count)))
  }
}
