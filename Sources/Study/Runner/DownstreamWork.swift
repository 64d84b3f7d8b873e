import Datasets
import Downstream
import Foundation
import Images
import Network
import Pretext
import Random

/// One downstream run with the built-in networks: training on a labelled subset, and the test.
struct DownstreamWork {
  let executor: BuiltInExecutor
  let run: Run
  let arm: Arm
  let labels: Int
  let task: TaskSpecification
  let own: StudyNetworks.Downstream
  let threads: ThreadShare

  init(
    _ executor: BuiltInExecutor, _ run: Run, _ arm: Arm, _ labels: Int, _ task: String,
    _ threads: ThreadShare
  ) throws {
    guard let own = executor.networks.downstream(of: arm.name, on: task),
      let task = executor.study.task(named: task)
    else {
      throw StudyError.invalid(key: "arms", reason: "\(arm.name) is not among the study's arms")
    }
    self.executor = executor
    self.run = run
    self.arm = arm
    self.labels = labels
    self.task = task
    self.own = own
    self.threads = threads
  }

  var study: Study { executor.study }
  var dataset: Dataset { executor.dataset }
  /// The study's largest labelled subset, of which features are computed once for all.
  private var largest: Int { max(labels, study.labels.last ?? labels) }

  /// Trains, then tests once with the weights that were kept.
  func train(_ isInterrupted: () -> Bool) throws -> RunOutcome {
    let split = arm.training.trainingCount(of: labels)
    guard task.task == .classification else { return try trainOnScenes(split, isInterrupted) }
    let augmenter = executor.augmenter(arm.training, run, "downstream")
    guard !own.frozen.layers.isEmpty else {
      let order = subset(labels)
      let training = images(dataset.training, Array(order[..<split]), augmenter)
      let validation = images(dataset.training, Array(order[split...]))
      let tests = study.tests.map { images(dataset.test, Array($0.images.indexes)) }
      guard arm.pseudoLabels != nil else {
        return try finish(training, validation, tests, isInterrupted)
      }
      return try finish(mixed(training), validation, tests, isInterrupted)
    }
    let order = subset(largest)
    let tests = try study.tests.map {
      try encoded(dataset.test, Array($0.images.indexes), "test \($0.images)")
    }
    guard let augmenter else {
      let labelled = try encoded(dataset.training, order, "labelled \(largest)")
      return try finish(
        labelled.rows(0..<split), labelled.rows(split..<labels), tests, isInterrupted)
    }
    // What changes from epoch to epoch cannot be computed once.
    let encoder = try frozenEncoder()
    return try finish(
      EncodedSource(
        images(dataset.training, Array(order[..<split]), augmenter), shape: own.frozen.output
      ) { encoder(ThreadShare(1)) },
      encoded(dataset.training, Array(order[split..<labels]), "labelled \(split) to \(labels)"),
      tests, isInterrupted)
  }

  /// The same for a task that makes scenes of the images.
  private func trainOnScenes(_ split: Int, _ isInterrupted: () -> Bool) throws -> RunOutcome {
    let labelled = try scenes(.training, subset(largest), "seed \(run.seed), \(largest)")
    let tests = try study.tests.map {
      try scenes(.test, Array($0.images.indexes), "\($0.images)")
    }
    func score(_ model: Model, _ place: Int, _ outputs: Features) -> [RunResult.MetricValue] {
      let values = task.task.score(outputs, of: tests[place]).values
      return zip(task.task.metrics, values).map {
        RunResult.MetricValue(name: $0.rawValue, value: $1)
      }
    }
    guard !own.frozen.layers.isEmpty else {
      return try finish(
        labelled.examples(0..<split), labelled.examples(split..<labels), tests, isInterrupted
      ) { score($0, $1, $0.features(of: tests[$1])) }
    }
    let known = TaskFeatures(
      try features(of: labelled, "labelled \(largest) for \(task.name)"), of: labelled)
    let encoded = try zip(study.tests, tests).map {
      TaskFeatures(try features(of: $1, "test \($0.images) for \(task.name)"), of: $1)
    }
    return try finish(
      known.rows(0..<split), known.rows(split..<labels), encoded, isInterrupted
    ) { score($0, $1, $0.features(of: encoded[$1])) }
  }

  /// Lets the nearest labelled images vote: nothing is trained, and no label is kept for validation.
  func vote() throws -> RunOutcome {
    let order = subset(largest)
    let labelled = try features(
      of: images(dataset.training, order), "labelled \(largest)")
    let vote = NeighbourVote(
      labelled, labels: order.prefix(labels).map { dataset.training.labels[$0] },
      classes: dataset.training.classCount, neighbours: arm.neighbours ?? 1,
      level: executor.level, threads: threads)
    var scores: [RunResult.Score] = []
    var predictions: [UInt8] = []
    for test in study.tests {
      let indices = Array(test.images.indexes)
      let found = try vote.classes(
        of: features(of: images(dataset.test, indices), "test \(test.images)"))
      let correct = zip(found, indices).count { $0 == dataset.test.labels[$1] }
      scores.append(RunResult.Score(test.name, correct: correct, total: indices.count))
      predictions += found
    }
    return RunOutcome(
      result: try JSONValue(encoding: RunResult(votes: scores)),
      attachments: [("predictions", Data(predictions))])
  }
}

extension DownstreamWork {
  private func finish<Source: ExampleSource, Kept: ExampleSource>(
    _ training: Source, _ validation: Kept, _ tests: [Kept], _ isInterrupted: () -> Bool,
    metrics: ((Model, _ test: Int) -> [RunResult.MetricValue])? = nil
  ) throws -> RunOutcome {
    let model = try model()
    let validates = validation.count > 0
    var settings = arm.training.training
    if arm.pseudoLabels != nil {
      settings.batchSize *= 2
      settings.shuffles = false
    }
    var trainer = Trainer(
      model, on: training, validation: validates ? validation : nil, training: settings,
      order: RandomStream(seed: run.seed, purpose: "order/downstream"),
      dropout: RandomStreams(seed: run.seed, purpose: "dropout/downstream"))
    let log = try trainer.run(isInterrupted: isInterrupted)
    let evaluations = tests.map { model.evaluate($0) }
    let scores = study.tests.indices.map { test in
      RunResult.Score(
        study.tests[test].name, evaluations[test], metrics.map { $0(model, test) })
    }
    let kept = validates ? RunResult.Score("validation", model.evaluate(validation)) : nil
    let losses = evaluations.map(\.loss) + log.measurements.compactMap(\.validationLoss)
    guard losses.allSatisfy(\.isFinite) else { throw NetworkError.diverged(update: log.updates) }
    let predictions = evaluations.flatMap { $0.predictions.map { UInt8(clamping: $0) } }
    let weights = ("weights", model.weights.littleEndianData)
    return RunOutcome(
      result: try JSONValue(encoding: RunResult(log, tests: scores, validation: kept)),
      attachments: task.task == .classification
        ? [weights, ("predictions", Data(predictions))] : [weights])
  }

  /// The network that is trained, with its first weights.
  private func model() throws -> Model {
    let model = Model(own.trained, level: executor.level, threads: threads, loss: own.loss)
    let first = own.frozen.affineLayerCount
    model.initialize(
      seed: run.seed,
      purposes: executor.purposes(
        encoder: first..<first + own.trainedEncoder.affineLayerCount, head: "head",
        of: own.trained))
    if let needs = run.needs, own.trainedEncoder.weightedLayerCount > 0 {
      let weights = try executor.encoderWeights(needs).dropFirst(own.frozen.parameterCount)
      try model.setWeights(
        Array(weights.prefix(own.trainedEncoder.parameterCount)),
        ofFirst: own.trainedEncoder.weightedLayerCount)
    }
    return model
  }

  /// As many images without labels as with in every batch.
  private func mixed(_ labelled: ImageSource) -> MixedSource {
    let unlabelled = images(dataset.training, Array(study.pretextImages.indexes))
    return MixedSource(
      labelled, unlabelled, batchSize: arm.training.batchSize, shuffles: arm.training.shuffle,
      seed: run.seed)
  }

  /// The labelled subset of a size: the beginning of one order a seed.
  private func subset(_ labels: Int) -> [Int] {
    study.subset(labels, of: dataset.training, seed: run.seed)
  }

  func images(
    _ set: ImageSet, _ indices: [Int], _ augmenter: Augmenter? = nil
  ) -> ImageSource {
    ImageSource(
      pixels: set.pixels, labels: set.labels, indices: indices, shape: own.frozen.input,
      scale: study.pixels, augmenter: augmenter)
  }

  /// What the task makes of some images, once for all runs that ask for them by this name.
  private func scenes(_ part: DrawnPart, _ indices: [Int], _ name: String) throws -> TaskSource {
    let set = part == .training ? dataset.training : dataset.test
    let key = RunCache<TaskSource>.Key(maker: task.name, images: "\(part.rawValue) \(name)")
    return try executor.scenes.value(key) {
      TaskSource(
        task.task,
        TaskImages(
          pixels: set.pixels, labels: set.labels, classCount: set.classCount,
          shape: set.subject.shape, scale: study.pixels, indices: indices, part: part.rawValue),
        seed: task.seed)
    }
  }

  /// The features of some images with their labels.
  private func encoded(_ set: ImageSet, _ indices: [Int], _ name: String) throws -> FeatureSource {
    FeatureSource(
      features: try features(of: images(set, indices), name), rows: Array(indices.indices),
      labels: indices.map { set.labels[$0] })
  }

  /// The features of some images, computed once for all runs that ask for them by this name.
  private func features<Source: ExampleSource>(
    of source: Source, _ name: String
  ) throws -> Features {
    let weights = run.needs?.hexadecimal ?? "random \(run.seed)"
    let key = RunCache<Features>.Key(
      maker: "\(weights), \(own.frozen.layers.count) layers", images: name)
    return try executor.features.value(key) {
      try frozenEncoder()(threads).features(of: source)
    }
  }

  /// Makes frozen encoders of the run, as many as are asked for, all of the same weights.
  func frozenEncoder() throws -> @Sendable (ThreadShare) -> Model {
    let (architecture, level) = (own.frozen, executor.level)
    let first = Model(architecture, level: level, trains: false)
    first.initialize(
      seed: run.seed,
      purposes: executor.purposes(
        encoder: 0..<architecture.affineLayerCount, head: "head", of: architecture))
    let count = architecture.weightedLayerCount
    if let needs = run.needs {
      let weights = try executor.encoderWeights(needs).prefix(architecture.parameterCount)
      try first.setWeights(Array(weights), ofFirst: count)
    }
    let weights = first.weights
    return { threads in
      let encoder = Model(architecture, level: level, trains: false, threads: threads)
      do { try encoder.setWeights(weights, ofFirst: count) } catch {
        preconditionFailure("weights of an encoder like this one: \(error)")
      }
      return encoder
    }
  }
}

extension Study {
  /// The labelled subset of a size: the beginning of one order a seed.
  ///
  /// - Parameters:
  ///   - labels: its size.
  ///   - training: the training images.
  ///   - seed: of the repetition.
  /// - Returns: indexes of training images.
  func subset(_ labels: Int, of training: ImageSet, seed: UInt64) -> [Int] {
    let pool = labelledImages.indexes
    let order =
      switch subset {
      case .first: LabelledSubset.poolOrder(pool)
      case .balanced:
        LabelledSubset.balancedOrder(
          labels: training.labels, pool: pool, classCount: training.classCount, seed: seed)
      }
    return Array(order.prefix(labels))
  }
}
