public import Datasets
import Foundation
import Images
public import Network
import Pretext
import Random

/// Makes runs with the built-in networks.
public struct BuiltInExecutor: RunExecutor {
  let plan: Plan
  let dataset: Dataset
  let store: RecordStore
  let level: CPULevel
  let cache: FeatureCache

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
    cache = FeatureCache(capacity: 8)
  }

  /// Makes a run.
  public func execute(
    _ run: Run, threads: ThreadShare, isInterrupted: @Sendable () -> Bool
  ) throws -> RunOutcome {
    switch run.kind {
    case .pretraining:
      try pretrain(run, threads, isInterrupted)
    case .downstream(let arm, let labels):
      switch arm.encoder {
      case .trained: try train(run, arm, labels, threads, isInterrupted)
      case .frozen: try trainHead(run, arm, labels, threads, isInterrupted)
      }
    }
  }

  /// As many threads as a batch has shards; the features of a frozen encoder go by pieces as small.
  public func usefulThreads(of run: Run) -> Int {
    switch run.kind {
    case .pretraining: Training.shardCount(study.pretext?.training.batchSize ?? 1)
    case .downstream(let arm, _):
      switch arm.encoder {
      case .trained: Training.shardCount(arm.training.batchSize)
      case .frozen: Training.shardCount(study.tests.reduce(0) { $0 + $1.images.count })
      }
    }
  }
}

extension BuiltInExecutor {
  var study: Study { plan.study }
  var networks: StudyNetworks { plan.networks }

  private func pretrain(
    _ run: Run, _ threads: ThreadShare, _ isInterrupted: () -> Bool
  ) throws -> RunOutcome {
    guard let pretext = study.pretext, let network = networks.pretext else {
      throw StudyError.missingPretraining(run.identifier)
    }
    let images = study.pretextImages.indexes
    let split = images.lowerBound + pretext.training.trainingCount(of: images.count)
    let source = rotations(
      of: images.lowerBound..<split, pretext,
      shuffling: pretext.order == .shuffledImages
        ? RandomStream(seed: run.seed, purpose: "order/pretext") : nil,
      augmenter: augmenter(pretext.training, run, "pretext"))
    let kept = rotations(of: split..<images.upperBound, pretext)
    let validation = kept.count > 0 ? kept : nil
    let model = Model(network, level: level, threads: threads)
    model.initialize(seed: run.seed, purposes: purposes(model, head: "pretext-head"))
    var trainer = Trainer(
      model, on: source, validation: validation, training: pretext.training.training,
      order: RandomStream(seed: run.seed, purpose: "order/pretext"),
      dropout: RandomStreams(seed: run.seed, purpose: "dropout/pretext"))
    let log = try trainer.run(isInterrupted: isInterrupted)
    let score = validation.map { RunResult.Score("validation", model.evaluate($0)) }
    return RunOutcome(
      result: try JSONValue(encoding: RunResult(log, tests: [], validation: score)),
      attachments: [("weights", model.weights.littleEndianData)])
  }

  /// Validation images are the last ones, with all their rotations: none is trained on.
  private func rotations(
    of images: Range<Int>, _ pretext: PretextSpecification, shuffling: RandomStream? = nil,
    augmenter: Augmenter? = nil
  ) -> RotationSource {
    RotationSource(
      pixels: dataset.training.pixels, images: images, shape: networks.encoder.input,
      scale: study.pixels, firstImageLast: pretext.firstImageLast, shuffling: shuffling,
      augmenter: augmenter)
  }

  /// What is done to the training images of a run; nil where nothing is.
  private func augmenter(
    _ training: TrainingSpecification, _ run: Run, _ purpose: String
  ) -> Augmenter? {
    training.augmentation.map {
      Augmenter($0.augmentation, seed: run.seed, purpose: purpose)
    }
  }

  private func train(
    _ run: Run, _ arm: Arm, _ labels: Int, _ threads: ThreadShare, _ isInterrupted: () -> Bool
  ) throws -> RunOutcome {
    let model = Model(networks.classifier, level: level, threads: threads)
    model.initialize(seed: run.seed, purposes: purposes(model, head: "head"))
    if let needs = run.needs {
      try model.setWeights(encoderWeights(needs), ofFirst: networks.encoder.weightedLayerCount)
    }
    let order = subset(labels, seed: run.seed)
    let split = arm.training.trainingCount(of: labels)
    return try finish(
      run, arm, model,
      training: images(
        dataset.training, Array(order[..<split]), augmenter(arm.training, run, "downstream")),
      validation: images(dataset.training, Array(order[split...])),
      tests: study.tests.map { images(dataset.test, Array($0.images.indexes)) }, isInterrupted)
  }

  private func trainHead(
    _ run: Run, _ arm: Arm, _ labels: Int, _ threads: ThreadShare, _ isInterrupted: () -> Bool
  ) throws -> RunOutcome {
    let model = Model(networks.head, level: level, threads: threads)
    model.initialize(
      seed: run.seed, purposes: headPurposes("head", count: networks.head.affineLayerCount))
    let largest = max(labels, study.labels.last ?? labels)
    let order = subset(largest, seed: run.seed)
    let split = arm.training.trainingCount(of: labels)
    let tests = try study.tests.map { test in
      try encoded(
        dataset.test, Array(test.images.indexes), "test \(test.images)", run, threads)
    }
    guard let augmenter = augmenter(arm.training, run, "downstream") else {
      let labelled = try encoded(dataset.training, order, "labelled \(largest)", run, threads)
      return try finish(
        run, arm, model, training: labelled.rows(0..<split),
        validation: labelled.rows(split..<labels), tests: tests, isInterrupted)
    }
    // What changes from epoch to epoch cannot be computed once.
    let training = images(dataset.training, Array(order[..<split]), augmenter)
    let encoder = try encoder(run)
    return try finish(
      run, arm, model,
      training: EncodedSource(training, shape: networks.encoder.output) { encoder(ThreadShare(1)) },
      validation: encoded(
        dataset.training, Array(order[split..<labels]), "labelled \(split) to \(labels)", run,
        threads),
      tests: tests, isInterrupted)
  }

  /// The features of some images, computed once for all runs that ask for them by this name.
  private func encoded(
    _ set: ImageSet, _ indices: [Int], _ name: String, _ run: Run, _ threads: ThreadShare
  ) throws -> FeatureSource {
    FeatureSource(
      features: try features(of: images(set, indices), name, run, threads),
      rows: Array(indices.indices), labels: indices.map { set.labels[$0] })
  }

  /// Trains, then tests once with the weights that were kept.
  private func finish<Source: ExampleSource, Kept: ExampleSource>(
    _ run: Run, _ arm: Arm, _ model: Model, training: Source, validation: Kept, tests: [Kept],
    _ isInterrupted: () -> Bool
  ) throws -> RunOutcome {
    let validates = validation.count > 0
    var trainer = Trainer(
      model, on: training, validation: validates ? validation : nil,
      training: arm.training.training,
      order: RandomStream(seed: run.seed, purpose: "order/downstream"),
      dropout: RandomStreams(seed: run.seed, purpose: "dropout/downstream"))
    let log = try trainer.run(isInterrupted: isInterrupted)
    let evaluations = tests.map { model.evaluate($0) }
    let scores = zip(study.tests, evaluations).map { RunResult.Score($0.name, $1) }
    let kept = validates ? RunResult.Score("validation", model.evaluate(validation)) : nil
    let losses = evaluations.map(\.loss) + log.measurements.compactMap(\.validationLoss)
    guard losses.allSatisfy(\.isFinite) else { throw NetworkError.diverged(update: log.updates) }
    let predictions = evaluations.flatMap { $0.predictions.map { UInt8(clamping: $0) } }
    return RunOutcome(
      result: try JSONValue(encoding: RunResult(log, tests: scores, validation: kept)),
      attachments: [
        ("weights", model.weights.littleEndianData), ("predictions", Data(predictions)),
      ])
  }
}

extension BuiltInExecutor {
  private var encoderLayerCount: Int { networks.encoder.affineLayerCount }

  /// The streams of the encoder's layers, then those of a head's.
  private func purposes(_ model: Model, head: String) -> [String] {
    let count = encoderLayerCount
    return (0..<count).map { "init/encoder/\($0 + 1)" }
      + headPurposes(head, count: model.architecture.affineLayerCount - count)
  }

  private func headPurposes(_ head: String, count: Int) -> [String] {
    (0..<count).map { "init/\(head)/\($0 + 1)" }
  }

  /// The labelled subset of a size: the beginning of one order a seed.
  private func subset(_ labels: Int, seed: UInt64) -> [Int] {
    let pool = study.labelledImages.indexes
    let order =
      switch study.subset {
      case .first: LabelledSubset.poolOrder(pool)
      case .balanced:
        LabelledSubset.balancedOrder(
          labels: dataset.training.labels, pool: pool, classCount: dataset.training.classCount,
          seed: seed)
      }
    return Array(order.prefix(labels))
  }

  func images(
    _ set: ImageSet, _ indices: [Int], _ augmenter: Augmenter? = nil
  ) -> ImageSource {
    ImageSource(
      pixels: set.pixels, labels: set.labels, indices: indices, shape: networks.encoder.input,
      scale: study.pixels, augmenter: augmenter)
  }

  private func features(
    of source: ImageSource, _ images: String, _ run: Run, _ threads: ThreadShare
  ) throws -> Features {
    let encoder = run.needs?.hexadecimal ?? "random \(run.seed)"
    return try cache.features(.init(encoder: encoder, images: images)) {
      try self.encoder(run)(threads).features(of: source)
    }
  }

  /// Makes frozen encoders of a run, as many as are asked for, all of the same weights.
  func encoder(_ run: Run) throws -> @Sendable (ThreadShare) -> Model {
    let architecture = networks.encoder
    let first = Model(architecture, level: level, trains: false)
    first.initialize(seed: run.seed, purposes: purposes(first, head: "head"))
    if let needs = run.needs {
      try first.setWeights(encoderWeights(needs), ofFirst: networks.encoder.weightedLayerCount)
    }
    let (weights, count, level) = (first.weights, networks.encoder.weightedLayerCount, level)
    return { threads in
      let encoder = Model(architecture, level: level, trains: false, threads: threads)
      do { try encoder.setWeights(weights, ofFirst: count) } catch {
        preconditionFailure("weights of an encoder like this one: \(error)")
      }
      return encoder
    }
  }

  /// The encoder's part of a pretraining's weights.
  private func encoderWeights(_ pretraining: Digest) throws -> [Float] {
    guard case .present(let record) = try store.read(pretraining) else {
      throw StudyError.missingPretraining(pretraining)
    }
    let weights = [Float](littleEndian: try store.attachment(named: "weights", of: record))
    return Array(weights.prefix(networks.encoder.parameterCount))
  }
}
