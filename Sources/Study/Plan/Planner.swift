import Datasets
import Downstream
public import Images
import Network
public import Pretext

/// Makes the runs of the first repetition.
struct Planner {
  let study: Study
  let learnerFiles: [LearnerFiles?]
  let networks: StudyNetworks
  let tasks: PretextRegistry
  let dataset: Dataset
  let others: [Dataset]

  func runs(seed: UInt64) throws -> [Run] {
    let pretrainings = try study.neededPretexts.map { try pretraining($0, seed) }
    let downstream = try study.labels.flatMap { labels in
      try study.tasks.flatMap { task in
        try study.arms.filter { task.suits($0) }.map { arm in
          let needs = pretrainings.first { $0.kind == arm.pretext.map(Run.Kind.pretraining) }
          return try self.downstream(arm, task, labels, seed, needs?.identifier)
        }
      }
    }
    return (pretrainings + downstream).enumerated().map { place, run in run.placed(at: place) }
  }

  private func pretraining(_ pretext: PretextSpecification, _ seed: UInt64) throws -> Run {
    guard let task = tasks.task(named: pretext.task.name) else {
      throw StudyError.invalid(
        key: "pretexts", reason: "there is no pretext task \"\(pretext.task.name)\"")
    }
    let settings = try pretext.task.settings(of: task)
    let source = pretext.dataset.flatMap { own in others.first { $0.name == own.name } } ?? dataset
    let images = study.images(of: pretext)
    let specification = try JSONValue(
      encoding: PretrainingSpecification(
        seed: String(seed), data: task.usesLabels ? source.trainingFiles : source.pretextFiles,
        pixels: study.pixels, input: source.training.subject.shape.sizes, images: images,
        encoder: study.encoder, head: pretext.head, task: pretext.task.name,
        options: settings.changedValues, firstImageLast: pretext.firstImageLast,
        order: pretext.order == .shuffledImages ? pretext.order : nil,
        training: pretext.training))
    return Run(
      kind: .pretraining(pretext: pretext.name), repetition: 1, seed: seed,
      specification: specification, identifier: try CanonicalJSON.digest(of: specification),
      needs: nil, cost: Cost.pretraining(pretext, networks, images: images.count))
  }

  private func downstream(
    _ arm: Arm, _ task: TaskSpecification, _ labels: Int, _ seed: UInt64, _ needs: Digest?
  ) throws -> Run {
    let specification =
      try arm.learner.map { try learner($0, arm, labels, seed) }
      ?? network(arm, task, labels, seed, needs)
    return Run(
      kind: .downstream(arm: arm, labels: labels, task: task.name), repetition: 1, seed: seed,
      specification: specification, identifier: try CanonicalJSON.digest(of: specification),
      needs: needs, cost: Cost.downstream(study, networks, arm, task, labels: labels))
  }

  private func learner(
    _ learner: LearnerSpecification, _ arm: Arm, _ labels: Int, _ seed: UInt64
  ) throws -> JSONValue {
    let place = study.arms.firstIndex(of: arm)
    return try JSONValue(
      encoding: LearnerRunSpecification(
        seed: String(seed), data: dataset.files, input: networks.encoder.input.sizes,
        images: study.labelledImages, subset: study.subset, labels: labels,
        unlabelled: study.pretextImages, tests: study.tests,
        budget: LearnerRequest.Budget(arm.training), command: learner.command,
        files: place.flatMap { learnerFiles[$0]?.files } ?? []))
  }

  private func network(
    _ arm: Arm, _ task: TaskSpecification, _ labels: Int, _ seed: UInt64, _ needs: Digest?
  ) throws -> JSONValue {
    let isVote = arm.neighbours != nil
    return try JSONValue(
      encoding: DownstreamSpecification(
        seed: String(seed), data: dataset.files, pixels: study.pixels,
        input: networks.encoder.input.sizes, images: study.labelledImages, subset: study.subset,
        labels: labels, tests: study.tests,
        encoder: Array(study.encoder.prefix(arm.layerCount(of: study.encoder))),
        head: isVote ? [] : study.head(of: arm, on: task),
        weights: needs == nil ? .random : .pretext,
        encoderUse: arm.encoder, trainFrom: arm.trainFrom == 1 ? nil : arm.trainFrom,
        training: isVote ? nil : arm.training, neighbours: arm.neighbours,
        pseudoLabels: arm.pseudoLabels,
        unlabelled: arm.pseudoLabels == nil ? nil : study.pretextImages,
        task: task.task == .classification ? nil : task.task,
        sceneSeed: task.task == .classification ? nil : String(task.seed), pretraining: needs))
  }
}

extension Run {
  /// The same run with its place in the repetition.
  fileprivate func placed(at place: Int) -> Run {
    let template = RunTemplate(
      kind: kind, specification: template.specification, cost: cost, place: place)
    return Run(
      template, repetition: repetition, seed: seed, identifier: identifier, needs: needs)
  }
}

extension TaskSpecification {
  /// Whether an arm can do the task: neighbours vote on classes only, and learners answer with classes.
  func suits(_ arm: Arm) -> Bool {
    arm.trainsNetwork || task == .classification
  }
}

extension ImageSet {
  /// What a pretext task is told of the images.
  public var subject: PretextSubject {
    PretextSubject(
      shape: Shape(rows: rows, columns: columns, channels: channels), classCount: classCount)
  }
}

extension Shape {
  /// As specifications write it.
  fileprivate var sizes: [Int] { [rows, columns, channels] }
}

extension PretextSettings {
  /// The options that are not at their defaults, by name; nil where all are.
  fileprivate var changedValues: [String: PretextValue]? {
    changes.isEmpty
      ? nil : Dictionary(uniqueKeysWithValues: changes.map { ($0.option.name, $0.value) })
  }
}
