public import Datasets
import Images
import Network

/// All runs of a study, in the order in which they are to be made.
///
/// Repetition by repetition, and within one the pretraining first, then size by size all arms: a sweep
/// that is interrupted leaves complete pairs.
public struct Plan: Sendable {
  /// The study.
  public let study: Study
  /// The networks that the runs train.
  public let networks: StudyNetworks
  /// The runs; a run's needs come before it.
  public let runs: [Run]

  /// Plans a study on a data set.
  ///
  /// - Parameters:
  ///   - study: a study; checked again, for it may come from a report's manifest.
  ///   - dataset: its data, read and checked.
  /// - Throws: `StudyError` where the study cannot be run, or does not fit the data.
  public init(_ study: Study, on dataset: Dataset) throws {
    self.study = study
    try Self.checkStudy(study)
    try Self.checkRanges(study, dataset)
    let input = Shape(
      rows: dataset.training.rows, columns: dataset.training.columns,
      channels: dataset.training.channels)
    networks = try StudyNetworks(study, input: input)
    try Self.check(study, networks, dataset)
    let planner = Planner(study: study, networks: networks, dataset: dataset, input: input)
    var first: [Run] = []
    runs = try study.repetitionSeeds.enumerated().flatMap { index, seed in
      guard index > 0 else {
        first = try planner.runs(seed: seed)
        return first
      }
      return try first.repeated(repetition: index + 1, seed: seed)
    }
  }

  private static func checkStudy(_ study: Study) throws(StudyError) {
    guard let finding = StudyRules.findings(study).first else { return }
    throw .invalid(key: "\(finding.path)", reason: "\(finding.fault)")
  }

  /// Only the files of a folder tell how many images it has, and they may have changed.
  private static func checkRanges(_ study: Study, _ dataset: Dataset) throws(StudyError) {
    let ranges =
      [
        ("labelledImages", study.labelledImages, "training", dataset.training.count),
        ("pretextImages", study.pretextImages, "training", dataset.training.count),
      ] + study.tests.map { ("tests", $0.images, "test", dataset.test.count) }
    for (key, range, part, count) in ranges where range.upper > count {
      let fault = ValueFault.rangeEnd(
        range, count: count, part: part, dataset: study.dataset.name)
      throw .invalid(key: key, reason: "\(fault)")
    }
  }

  private static func check(
    _ study: Study, _ networks: StudyNetworks, _ dataset: Dataset
  ) throws(StudyError) {
    let classes = dataset.training.classCount
    guard networks.head.output.count == classes else {
      throw .classes(
        units: networks.head.output.count, classes: classes, dataset: study.dataset.name)
    }
    if study.subset == .balanced, let largest = study.labels.last {
      let maximum = LabelledSubset.maximumBalanced(
        labels: dataset.training.labels, pool: study.labelledImages.indexes,
        classCount: classes)
      guard largest <= maximum else {
        throw .labels(largest, maximum: maximum, dataset: study.dataset.name)
      }
    }
    let input = networks.encoder.input
    let means = study.pixels.mean.count
    guard means == 0 || means == input.channels else {
      let fault = ValueFault.channelCount(
        means, channels: input.channels, dataset: study.dataset.name)
      throw .invalid(key: "pixels.mean", reason: "\(fault)")
    }
    if study.needsPretext, input.rows != input.columns {
      throw .notSquare(input, dataset: study.dataset.name)
    }
  }
}

extension [Run] {
  /// The same runs for another seed. Specifications differ in the seed and the pretraining only; encoding
  /// each anew would take most of the time that a large plan takes.
  fileprivate func repeated(repetition: Int, seed: UInt64) throws -> [Run] {
    var pretraining: Digest?
    return try map { run in
      guard case .object(var members) = run.specification else { return run }
      members["seed"] = .string(String(seed))
      if run.needs != nil, let pretraining {
        members["pretraining"] = .string(pretraining.hexadecimal)
      }
      let specification = JSONValue.object(members)
      let identifier = try CanonicalJSON.digest(of: specification)
      if case .pretraining = run.kind { pretraining = identifier }
      return Run(
        kind: run.kind, repetition: repetition, seed: seed, specification: specification,
        identifier: identifier, needs: run.needs == nil ? nil : pretraining, cost: run.cost)
    }
  }
}

/// Makes the runs of the first repetition.
private struct Planner {
  let study: Study
  let networks: StudyNetworks
  let dataset: Dataset
  let input: Shape

  func runs(seed: UInt64) throws -> [Run] {
    let pretraining = try pretraining(seed)
    let downstream = try study.labels.flatMap { labels in
      try study.arms.map { arm in
        try self.downstream(arm, labels, seed, pretraining?.identifier)
      }
    }
    return (pretraining.map { [$0] } ?? []) + downstream
  }

  private func pretraining(_ seed: UInt64) throws -> Run? {
    guard study.needsPretext, let pretext = study.pretext, let network = networks.pretext else {
      return nil
    }
    let specification = try JSONValue(
      encoding: PretrainingSpecification(
        seed: String(seed), data: dataset.pretextFiles,
        pixels: study.pixels, input: shape, images: study.pretextImages, encoder: study.encoder,
        head: pretext.head, task: pretext.task, firstImageLast: pretext.firstImageLast,
        order: pretext.order == .shuffledImages ? pretext.order : nil,
        training: pretext.training))
    return Run(
      kind: .pretraining, repetition: 1, seed: seed, specification: specification,
      identifier: try CanonicalJSON.digest(of: specification), needs: nil,
      cost: Cost.pretraining(network, pretext, images: study.pretextImages.count))
  }

  private func downstream(
    _ arm: Arm, _ labels: Int, _ seed: UInt64, _ pretraining: Digest?
  ) throws -> Run {
    let needs = arm.weights == .pretext ? pretraining : nil
    let specification = try JSONValue(
      encoding: DownstreamSpecification(
        seed: String(seed), data: dataset.files, pixels: study.pixels, input: shape,
        images: study.labelledImages, subset: study.subset, labels: labels, tests: study.tests,
        encoder: study.encoder, head: study.head, weights: arm.weights, encoderUse: arm.encoder,
        training: arm.training, pretraining: needs))
    return Run(
      kind: .downstream(arm: arm, labels: labels), repetition: 1, seed: seed,
      specification: specification, identifier: try CanonicalJSON.digest(of: specification),
      needs: needs, cost: Cost.downstream(study, networks, arm, labels: labels))
  }

  private var shape: [Int] { [input.rows, input.columns, input.channels] }
}

extension DatasetSpecification {
  /// What is asked of the library of data sets.
  public var request: DatasetRequest {
    switch self {
    case .named(let name): DatasetRequest(name)
    case .strokes(let training, let test, let seed):
      DatasetRequest(name, training: training, test: test, seed: seed)
    case .folder(let path): DatasetRequest(path.contains("/") ? path : "./\(path)")
    }
  }
}
