public import Datasets
import Images
public import Network
import Random

/// How fast this machine trains a study's network, measured on a few batches of its own images.
public enum Calibration {
  /// Seconds that one floating-point operation takes on one core, as `Run.cost` counts operations.
  ///
  /// An estimate for people; never part of a result.
  ///
  /// - Parameters:
  ///   - plan: the plan whose classifier is trained.
  ///   - dataset: its data.
  ///   - level: which kernels.
  /// - Returns: nil where there are no labelled images.
  /// - Throws: `NetworkError` where training fails.
  public static func secondsPerOperation(
    _ plan: Plan, dataset: Dataset, level: CPULevel
  ) throws -> Double? {
    let indices = Array(plan.study.labelledImages.indexes.prefix(512))
    guard !indices.isEmpty else { return nil }
    let network = plan.networks.pretext ?? plan.networks.classifier
    let classes = UInt8(clamping: network.output.count)
    let source = ImageSource(
      pixels: dataset.training.pixels, labels: dataset.training.labels.map { $0 % classes },
      indices: indices, shape: network.input, scale: plan.study.pixels)
    let model = Model(network, level: level)
    model.initialize(
      seed: 0, purposes: (0..<network.affineLayerCount).map { "init/calibration/\($0)" })
    // Steps of no length take as long as others and cannot diverge, whatever the pixels.
    let training = Training(
      optimizer: .sgd(learningRate: 0, momentum: 0), batchSize: 64, shuffles: false,
      length: .epochs(2))
    var trainer = Trainer(
      model, on: source, validation: nil as ImageSource?, training: training,
      order: RandomStream(seed: 0, purpose: "order/calibration"),
      dropout: RandomStreams(seed: 0, purpose: "dropout/calibration"))
    let clock = ContinuousClock()
    let start = clock.now
    _ = try trainer.run()
    let operations = Cost.step(network) * Double(2 * indices.count)
    return (clock.now - start) / .seconds(1) / operations
  }
}
