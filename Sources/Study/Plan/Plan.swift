public import Datasets
import Downstream
import Images
import Network
public import Pretext

/// All runs of a study, in the order in which they are to be made.
///
/// Repetition by repetition, and within one the pretraining first, then size by size all arms: a sweep
/// that is interrupted leaves complete pairs.
public struct Plan: Sendable {
  /// The study.
  public let study: Study
  /// The pretext tasks that the study may name.
  public let tasks: PretextRegistry
  /// The data of pretexts that have their own.
  public let others: [Dataset]
  /// The networks that the runs train.
  public let networks: StudyNetworks
  /// The files that decide what learners do, by the arm's place; none for an arm without a learner.
  let learnerFiles: [LearnerFiles?]
  /// The runs; a run's needs come before it.
  public let runs: [Run]

  /// Plans a study on a data set.
  ///
  /// - Parameters:
  ///   - study: a study; checked again, for it may come from a report's manifest.
  ///   - dataset: its data, read and checked.
  ///   - others: the data of pretexts that have their own.
  ///   - tasks: the pretext tasks that it may name.
  /// - Throws: `StudyError` where the study cannot be run, or does not fit the data.
  public init(
    _ study: Study, on dataset: Dataset, others: [Dataset] = [], tasks: PretextRegistry = .builtIn
  ) throws {
    self.study = study
    self.tasks = tasks
    self.others = others
    try Self.checkStudy(study, tasks)
    try Self.checkCount(study)
    try Self.checkRanges(study, dataset, others)
    networks = try StudyNetworks(
      study, on: dataset.training.subject, tasks: tasks, others: others)
    try Self.check(study, networks, dataset)
    do throws(LearnerError) {
      learnerFiles = try Self.learnerFiles(study)
    } catch {
      throw StudyError.invalid(key: "arms", reason: "\(error)")
    }
    let planner = Planner(
      study: study, learnerFiles: learnerFiles, networks: networks, tasks: tasks, dataset: dataset,
      others: others)
    runs = try Self.runs(planner, seeds: study.repetitionSeeds)
  }

  private static func runs(_ planner: Planner, seeds: [UInt64]) throws -> [Run] {
    guard let seed = seeds.first else { return [] }
    let first = try planner.runs(seed: seed)
    let splicer = try RepetitionSplicer(first)
    var runs = first
    runs.reserveCapacity(first.count * seeds.count)
    for (index, seed) in seeds.enumerated().dropFirst() {
      runs += splicer.runs(repetition: index + 1, seed: seed)
    }
    return runs
  }

  private static func checkStudy(
    _ study: Study, _ tasks: PretextRegistry
  ) throws(StudyError) {
    guard let finding = StudyRules.findings(study, tasks).first else { return }
    throw .invalid(key: "\(finding.path)", reason: "\(finding.fault)")
  }

  /// The most runs of a plan: each takes memory, whether it is made or not.
  static let mostRuns = 2_000_000

  private static func checkCount(_ study: Study) throws(StudyError) {
    var count = 1
    for factor in [
      study.labels.count, study.tasks.count, study.arms.count, study.repetitionSeeds.count,
    ] {
      let (product, overflow) = count.multipliedReportingOverflow(by: factor)
      guard !overflow, product <= mostRuns else {
        throw .invalid(
          key: "arms",
          reason: "labels, tasks, arms and repetitions make more than \(mostRuns) runs; take fewer")
      }
      count = product
    }
  }

  /// Only the files of a folder tell how many images it has, and they may have changed.
  private static func checkRanges(
    _ study: Study, _ dataset: Dataset, _ others: [Dataset]
  ) throws(StudyError) {
    let own = study.dataset.name
    try check(study.labelledImages, of: dataset, own, "labelledImages")
    try check(study.pretextImages, of: dataset, own, "pretextImages")
    for test in study.tests { try check(test.images, of: dataset, own, "tests", isTest: true) }
    for (index, pretext) in study.pretexts.enumerated() {
      let key = "pretexts[\(index)]"
      guard let name = pretext.dataset?.name else {
        try check(study.images(of: pretext), of: dataset, own, key)
        continue
      }
      guard let other = others.first(where: { $0.name == name }) else {
        throw .invalid(key: key, reason: "the images of \(name) have not been read")
      }
      try check(study.images(of: pretext), of: other, name, key)
    }
  }

  private static func check(
    _ range: ImageRange, of dataset: Dataset, _ name: String, _ key: String,
    isTest: Bool = false
  ) throws(StudyError) {
    let count = isTest ? dataset.test.count : dataset.training.count
    guard range.upper > count else { return }
    let fault = ValueFault.rangeEnd(
      range, count: count, part: isTest ? "test" : "training", dataset: name)
    throw .invalid(key: key, reason: "\(fault)")
  }

  private static func check(
    _ study: Study, _ networks: StudyNetworks, _ dataset: Dataset
  ) throws(StudyError) {
    let classes = dataset.training.classCount
    for own in networks.downstream
    where study.task(named: own.task)?.task == .classification
      && study.arm(named: own.arm)?.neighbours == nil && own.trained.output.count != classes
    {
      throw .classes(
        units: own.trained.output.count, classes: classes, dataset: study.dataset.name)
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
  }
}

extension Plan {
  /// The files that results come from: those of the study's data set, the training files of pretexts with
  /// data of their own, and the files that decide what learners do.
  ///
  /// - Parameter dataset: the study's data.
  /// - Returns: names and digests.
  public func files(_ dataset: Dataset) -> [DataFile] {
    dataset.files + others.flatMap(\.trainingFiles) + programs
  }
}

extension Plan {
  /// The files that decide what learners do, each once.
  public var programs: [DataFile] {
    learnerFiles.flatMap { $0?.files ?? [] }.reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
  }

  private static func learnerFiles(_ study: Study) throws(LearnerError) -> [LearnerFiles?] {
    var files: [LearnerFiles?] = []
    for arm in study.arms {
      files.append(
        try arm.learner.map { learner throws(LearnerError) in try LearnerFiles(learner) })
    }
    return files
  }

  /// The files of a learner as they were when the plan was made.
  func files(of learner: LearnerSpecification) -> [DataFile] {
    let place = study.arms.firstIndex { $0.learner == learner }
    return place.flatMap { learnerFiles[$0]?.files } ?? []
  }
}

extension DatasetSpecification {
  /// What is asked of the library of data sets.
  public var request: DatasetRequest {
    switch self {
    case .named(let name): DatasetRequest(name)
    case .strokes(let training, let test, let seed), .shapes(let training, let test, let seed):
      DatasetRequest(name, training: training, test: test, seed: seed)
    case .folder(let path): DatasetRequest(path.contains("/") ? path : "./\(path)")
    }
  }
}
