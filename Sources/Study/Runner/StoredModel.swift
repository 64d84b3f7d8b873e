public import Datasets
import Foundation
import Images
import Network
import Pretext

/// The networks of a record, as they were when its training ended: what a report looks into.
public struct StoredModel {
  /// The run that they come from.
  public let run: Run
  private let record: Record
  private let executor: BuiltInExecutor

  /// The networks of a record; nil where the run has none.
  ///
  /// - Parameters:
  ///   - run: a run of the plan.
  ///   - results: what the store holds of the plan.
  ///   - dataset: the data that the plan was made on.
  ///   - store: where the weights are.
  public init?(_ run: Run, of results: StudyResults, dataset: Dataset, in store: RecordStore) {
    let found = results.records.first { $0.run.identifier == run.identifier }
    guard let record = found?.record else { return nil }
    self.run = run
    self.record = record
    executor = BuiltInExecutor(results.plan, dataset: dataset, store: store, level: .best)
  }
}

extension StoredModel {
  /// What the run predicted of the primary test set's images, as its record holds it.
  ///
  /// - Returns: one class an image.
  /// - Throws: `StoreError` where the predictions are not in the store.
  public func predictions() throws -> [Int] {
    let data = try executor.store.attachment(named: "predictions", of: record)
    return data.prefix(executor.study.tests.first?.images.count ?? 0).map(Int.init)
  }

  /// The classifier's softmax probabilities of some test images: one forward pass.
  ///
  /// - Parameter images: indexes into the data set's test images.
  /// - Returns: **shape** (images × classes); every row's sum is 1.
  /// - Throws: `StoreError` where weights are not in the store, `NetworkError.weightCount` where they
  ///   are another network's, `StudyError`.
  public func probabilities(ofTest images: [Int]) throws -> [[Double]] {
    guard case .downstream(let arm, let labels, let task) = run.kind, !images.isEmpty,
      arm.trainsNetwork
    else { return [] }
    let work = try DownstreamWork(executor, run, arm, labels, task, ThreadShare(1))
    let outputs = try work.outputs(ofTest: images, weights: weights())
    return stride(from: 0, to: outputs.values.count, by: max(outputs.shape.count, 1)).map {
      Self.softmax(outputs.values[$0..<$0 + outputs.shape.count].map(Double.init))
    }
  }

  /// The filters of the first convolution, if the encoder begins with one that was trained.
  ///
  /// - Returns: **shape** (filters × kernel × kernel × channels); nil where there are none.
  /// - Throws: `StoreError` where weights are not in the store.
  public func firstFilters() throws -> [[Float]]? {
    guard case .convolution(let count, let kernel, _, _) = executor.networks.encoder.layers.first
    else { return nil }
    if case .downstream(let arm, _, _) = run.kind {
      guard arm.isBuiltIn, arm.frozenCount(of: executor.study.encoder) == 0, arm.layers != 0
      else { return nil }
    }
    let size = kernel * kernel * executor.networks.encoder.input.channels
    let weights = try weights()
    guard weights.count >= size * count else { return nil }
    return (0..<count).map { filter in (0..<size).map { weights[$0 * count + filter] } }
  }

  /// What the network of a pretraining answers to the first examples of its task.
  ///
  /// - Parameter images: of how many images, at most; the first of the pretext's.
  /// - Returns: **shape** (examples × outputs), as many rows as `Plan.examples(of:count:_:seed:)` has
  ///   examples, or images where these are compared; empty for another kind of run.
  /// - Throws: `StoreError` where weights are not in the store, `NetworkError.weightCount`, `PretextError`.
  public func answers(toFirst images: Int) throws -> [[Float]] {
    guard case .pretraining(let name) = run.kind,
      let own = executor.networks.pretext(named: name),
      let examples = try executor.plan.examples(
        of: name, count: images, executor.dataset, seed: run.seed)
    else { return [] }
    let model = Model(own.network, level: executor.level, trains: false)
    try model.setWeights(weights(), ofFirst: own.network.weightedLayerCount)
    let outputs = Self.outputs(of: model, examples)
    let count = max(outputs.shape.count, 1)
    return stride(from: 0, to: outputs.values.count, by: count).map {
      Array(outputs.values[$0..<$0 + count])
    }
  }

  private static func outputs<Task: PretextTask>(of model: Model, _ task: Task) -> Features {
    model.features(of: task)
  }

  private func weights() throws -> [Float] {
    [Float](littleEndian: try executor.store.attachment(named: "weights", of: record))
  }

  /// Reference: the largest is taken away first, so that none overflows (I. Goodfellow et al., "Deep
  /// Learning", 2016, section 4.1).
  private static func softmax(_ outputs: [Double]) -> [Double] {
    let largest = outputs.max() ?? 0
    let powers = outputs.map { exp($0 - largest) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}

extension DownstreamWork {
  /// The last layer's outputs for some test images.
  fileprivate func outputs(ofTest indices: [Int], weights: [Float]) throws -> Features {
    let model = Model(own.trained, level: executor.level, trains: false)
    try model.setWeights(weights, ofFirst: own.trained.weightedLayerCount)
    let source = images(dataset.test, indices)
    guard !own.frozen.layers.isEmpty else { return model.features(of: source) }
    let features = try frozenEncoder()(ThreadShare(1)).features(of: source)
    return model.features(
      of: FeatureSource(
        features: features, rows: Array(indices.indices),
        labels: indices.map { dataset.test.labels[$0] }))
  }
}
