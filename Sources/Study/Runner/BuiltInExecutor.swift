public import Datasets
import Downstream
import Foundation
import Images
public import Network
import Random

/// Makes runs with the built-in networks.
public struct BuiltInExecutor: RunExecutor {
  let plan: Plan
  let dataset: Dataset
  let store: RecordStore
  let level: CPULevel
  /// The features that the frozen encoders of a repetition's arms give: of labelled and of test images.
  let features: RunCache<Features>
  /// What downstream tasks make of the labelled images of a repetition, and of the test images.
  let scenes: RunCache<TaskSource>

  /// Features that are kept.
  static let featureCapacity = 24

  /// An executor for the runs of a plan.
  ///
  /// - Parameters:
  ///   - plan: the plan whose runs it gets.
  ///   - dataset: the data that the plan was made on.
  ///   - store: where the pretrainings' weights are read from.
  ///   - level: which kernels; changes no bit.
  public init(_ plan: Plan, dataset: Dataset, store: RecordStore, level: CPULevel) {
    self.plan = plan
    self.dataset = dataset
    self.store = store
    self.level = level
    features = RunCache(capacity: Self.featureCapacity)
    scenes = RunCache(capacity: 8)
  }

  /// Makes a run.
  public func execute(
    _ run: Run, threads: ThreadShare, isInterrupted: @Sendable () -> Bool
  ) throws -> RunOutcome {
    switch run.kind {
    case .pretraining(let pretext):
      return try pretrain(run, pretext, threads, isInterrupted)
    case .downstream(let arm, let labels, let task):
      let work = try DownstreamWork(self, run, arm, labels, task, threads)
      return try arm.neighbours == nil ? work.train(isInterrupted) : work.vote()
    }
  }

  /// As many threads as a batch has shards; the features of a frozen encoder go by pieces as small.
  public func usefulThreads(of run: Run) -> Int {
    switch run.kind {
    case .pretraining(let name):
      return Training.shardCount(study.pretext(named: name)?.training.batchSize ?? 1)
    case .downstream(let arm, _, _):
      guard arm.frozenCount(of: study.encoder) == 0 else {
        return Training.shardCount(study.tests.reduce(0) { $0 + $1.images.count })
      }
      return Training.shardCount(arm.training.batchSize * (arm.pseudoLabels == nil ? 1 : 2))
    }
  }
}

extension BuiltInExecutor {
  var study: Study { plan.study }
  var networks: StudyNetworks { plan.networks }

  /// What is done to the training images of a run; nil where nothing is.
  func augmenter(
    _ training: TrainingSpecification, _ run: Run, _ purpose: String
  ) -> Augmenter? {
    training.augmentation.map {
      Augmenter($0.augmentation, seed: run.seed, purpose: purpose)
    }
  }

  /// The streams of some of the encoder's layers with kernels, then those of a head's.
  func purposes(
    encoder layers: Range<Int>, head: String, of network: Architecture
  ) -> [String] {
    layers.map { "init/encoder/\($0 + 1)" }
      + (0..<network.affineLayerCount - layers.count).map { "init/\(head)/\($0 + 1)" }
  }

  /// The weights of the encoder in a pretraining's record.
  func encoderWeights(_ pretraining: Digest) throws -> [Float] {
    guard case .present(let record) = try store.read(pretraining) else {
      throw StudyError.missingPretraining(pretraining)
    }
    let weights = [Float](littleEndian: try store.attachment(named: "weights", of: record))
    return Array(weights.prefix(networks.encoder.parameterCount))
  }
}
