import Downstream
import Images
import Network
import Random

/// Small networks that learn the downstream tasks from drawn digits.
struct OddTasks {
  private let seed: UInt64
  private let level: CPULevel
  private let training = Strokes.images(45, of: .training, seed: 2026)
  private let tests = Strokes.images(19, of: .test, seed: 2026)

  /// Tasks whose scenes and weights are drawn from a seed.
  init(seed: UInt64, level: CPULevel) {
    self.seed = seed
    self.level = level
  }

  /// Trains and scores all of them and prints what they leave.
  func run() throws(NetworkError) {
    let head: [Layer] = [
      .convolution(filters: 7, kernel: 5, stride: 3, padding: .valid), .relu, .flatten,
    ]
    try train("rotation", .regression(RegressionTask(.rotation)), head + [.dense(units: 1)])
    try train(
      "slant", .regression(RegressionTask(.slant, limit: 0.8, isDisc: false)),
      head + [.dense(units: 1)])
    let layout = SceneLayout(canvas: 31, clutter: 5, pieceSize: 7)
    try train(
      "segmentation", .segmentation(SegmentationTask(layout, inkWeight: 3)),
      [
        .convolution(filters: 6, kernel: 3, stride: 1, padding: .same), .relu,
        .convolution(filters: 2, kernel: 3, stride: 1, padding: .same),
      ])
    try train(
      "detection", .detection(DetectionTask(layout, smallest: 0.7, largest: 1.1)),
      head + [.dense(units: Strokes.classCount + 4)])
  }

  private func train(
    _ name: String, _ task: DownstreamTask, _ layers: [Layer]
  ) throws(NetworkError) {
    let source = examples(task, of: training, part: "training")
    let test = examples(task, of: tests, part: "test")
    let network = try Architecture(input: source.shape, layers: layers)
    let model = Model(network, level: level, tile: 3, loss: task.loss)
    model.initialize(
      seed: seed,
      purposes: (1...network.affineLayerCount).map { "init/tasks/" + String($0) })
    var trainer = Trainer(
      model, on: source, validation: nil as TaskSource?,
      training: Training(
        optimizer: .adam(learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
        batchSize: 13, shuffles: true, length: .epochs(2)),
      order: RandomStream(seed: seed, purpose: "order/tasks"))
    let findings = Findings(name: "tasks/" + name)
    findings.bytes("pictures", (0..<test.count).flatMap { test.picture(at: $0) })
    findings.log(try trainer.run())
    findings.weights(model.weights)
    findings.test(model.evaluate(test))
    findings.score(task.score(model.features(of: test), of: test))
  }

  private func examples(
    _ task: DownstreamTask, of images: ImageSet, part: String
  ) -> TaskSource {
    let shape = Shape(rows: images.rows, columns: images.columns, channels: images.channels)
    let images = TaskImages(
      pixels: images.pixels, labels: images.labels, classCount: images.classCount, shape: shape,
      scale: .unit, indices: Array(0..<images.count), part: part)
    return TaskSource(task, images, seed: seed)
  }
}
