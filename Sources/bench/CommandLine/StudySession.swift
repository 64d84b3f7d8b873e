import Datasets
import Foundation
import Images
import Network
import Pretext
import Study

/// A study with its data read and its runs planned: what every command that works on records needs.
struct StudySession {
  let study: Study
  let dataset: Dataset
  let plan: Plan

  /// Reads the data of a study and plans its runs.
  init(_ study: Study, _ library: DataLibrary) throws {
    try self.init(study, .builtIn, library) { _ in }
  }

  /// The same for a protocol's study, whose errors name a place in its file.
  init(_ loaded: LoadedStudy, _ library: DataLibrary) throws {
    try self.init(loaded.study, loaded.tasks, library, check: loaded.check)
  }

  private init(
    _ study: Study, _ tasks: PretextRegistry, _ library: DataLibrary,
    check: (DatasetSizes) throws -> Void
  ) throws {
    try study.checkSeeds()
    self.study = study
    dataset = try library.load(study.dataset.request)
    try check(DatasetSizes(training: dataset.training.count, test: dataset.test.count))
    let others = try study.otherDatasets.map { try library.load($0.request) }
    plan = try Plan(study, on: dataset, others: others, tasks: tasks)
  }

  /// What a store holds of the study; says which records were damaged and moved aside.
  func results(in store: RecordStore, _ console: Console) throws -> StudyResults {
    let results = try StudyResults(plan, in: store)
    for (run, reason) in results.damaged {
      console.note("the record of '\(run.label)' was damaged and is set aside (\(reason))")
    }
    return results
  }

  /// What makes the runs of the plan.
  func executor(_ store: RecordStore, level: CPULevel) -> any RunExecutor {
    LearnerExecutor(
      plan, dataset: dataset,
      others: BuiltInExecutor(plan, dataset: dataset, store: store, level: level))
  }

  /// Makes what is missing in a store of the plan's runs, or of some of them, showing how far it is.
  func sweep(
    _ runs: [Run]? = nil, into store: RecordStore, _ cores: SweepCores, level: CPULevel,
    _ console: Console
  ) async throws -> SweepSummary {
    if (runs ?? plan.runs).contains(where: \.isLearner) { LearnerExecutor.removeAbandoned() }
    let sweep = Sweep(
      runs ?? plan.runs, store: store, executor: executor(store, level: level),
      jobs: cores.jobs, threads: cores.threads)
    let interruption = Interruption(console)
    defer { interruption.end() }
    var display = SweepDisplay(console)
    defer { display.finish() }
    let flag = interruption.flag
    return try await sweep.run(isInterrupted: { flag.isRequested }) { event in
      display.show(event)
    }
  }
}
