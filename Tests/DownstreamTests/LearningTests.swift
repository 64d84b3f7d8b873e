import Images
import Network
import Random
import Testing

@testable import Downstream

/// Small networks learn every task from a few hundred drawn digits: on others they are better than whoever
/// does not look.
@Suite("Learning")
struct LearningTests {
  /// Trains on drawn digits and scores on others, of which the scores are printed.
  private static func scores(
    _ task: DownstreamTask, trainedOn count: Int, epochs: Int, _ layers: [Layer]
  ) throws -> (trained: [Double], trivial: [Double]) {
    let training = TaskSource(task, digits(count, of: .training), seed: 1)
    let test = TaskSource(task, digits(200, of: .test), seed: 1)
    let architecture = try Architecture(input: training.shape, layers: layers)
    #expect(architecture.output == training.outputs)
    let model = Model(architecture, level: .best, tile: 16, loss: task.loss)
    model.initialize(
      seed: 1, purposes: (0..<architecture.affineLayerCount).map { "init/\($0)" })
    var trainer = Trainer(
      model, on: training, validation: nil as TaskSource?,
      training: Training(
        optimizer: .adam(learningRate: 2e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
        batchSize: 32, shuffles: true, length: .epochs(epochs)),
      order: RandomStream(seed: 1, purpose: "order"))
    _ = try trainer.run()
    let trained = task.score(model.features(of: test), of: test).values
    let nothing = (0..<test.count).flatMap { _ in blindOutputs(training) }
    let trivial = task.score(nothing, of: test).values
    print("\(task.name): \(task.metrics.map(\.rawValue)) \(trained), trivial \(trivial)")
    return (trained, trivial)
  }

  /// The outputs of whoever knows the truths of the training alone: their mean, the background, no class.
  private static func blindOutputs(_ training: TaskSource) -> [Float] {
    guard case .segmentation = training.task else {
      let values = (0..<training.count).map { training.values(of: $0) }
      let mean = values[0].indices.map { place in
        values.reduce(0) { $0 + $1[place] } / Float(values.count)
      }
      return [Float](repeating: 0, count: training.outputs.count - mean.count) + mean
    }
    return [Float](repeating: 0, count: training.outputs.count)
  }

  /// Halves an image twice.
  private static let encoder: [Layer] = [
    .convolution(filters: 16, kernel: 3, stride: 1, padding: .same), .relu,
    .maxPooling(size: 2, stride: 2),
    .convolution(filters: 32, kernel: 3, stride: 1, padding: .same), .relu,
    .maxPooling(size: 2, stride: 2),
  ]

  private static func head(_ outputs: Int) -> [Layer] {
    [.flatten, .dense(units: 64), .relu, .dense(units: outputs)]
  }

  @Test("Turns and slants", arguments: RegressionTask.Property.allCases)
  func regression(property: RegressionTask.Property) throws {
    let (trained, trivial) = try Self.scores(
      .regression(RegressionTask(property)), trainedOn: 500, epochs: 12,
      Self.encoder + Self.head(1))
    #expect(trained[0] > 0.5)
    #expect(trained[1] < 0.7 * trivial[1])
  }

  /// Smaller and emptier than the usual one, so that few digits suffice.
  private static let layout = SceneLayout(canvas: 32, clutter: 4)

  @Test("A digit's ink among clutter")
  func segmentation() throws {
    let (trained, trivial) = try Self.scores(
      .segmentation(SegmentationTask(Self.layout)), trainedOn: 300, epochs: 8,
      Self.encoder + [
        .transposedConvolution(filters: 16, kernel: 3, stride: 2, padding: .same), .relu,
        .upsampling(factor: 2), .convolution(filters: 2, kernel: 3, stride: 1, padding: .same),
      ])
    #expect(trained[0] > trivial[0] + 0.1)
  }

  @Test("A digit and its box")
  func detection() throws {
    let task = DetectionTask(Self.layout, smallest: 0.6, largest: 1)
    let deeper: [Layer] = [
      .convolution(filters: 32, kernel: 3, stride: 1, padding: .same), .relu,
      .maxPooling(size: 2, stride: 2),
    ]
    let (trained, trivial) = try Self.scores(
      .detection(task), trainedOn: 900, epochs: 12, Self.encoder + deeper + Self.head(14))
    #expect(trained[0] > trivial[0] + 0.05)
    #expect(trained[1] > trivial[1] + 0.1)
  }
}
