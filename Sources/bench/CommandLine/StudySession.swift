import Datasets
import Foundation
import Network
import Study

/// A study with its data read and its runs planned: what every command that works on records needs.
struct StudySession {
  let study: Study
  let dataset: Dataset
  let plan: Plan

  /// Reads the data of a study and plans its runs.
  init(_ study: Study, _ library: DataLibrary) throws {
    try study.checkSeeds()
    self.study = study
    dataset = try library.load(study.dataset.request)
    plan = try Plan(study, on: dataset)
  }

  init(_ loaded: LoadedStudy, _ library: DataLibrary) throws {
    try loaded.study.checkSeeds()
    let dataset = try library.load(loaded.study.dataset.request)
    try loaded.check(
      DatasetSizes(training: dataset.training.count, test: dataset.test.count))
    study = loaded.study
    self.dataset = dataset
    plan = try Plan(loaded.study, on: dataset)
  }

  /// What a store holds of the study; says which records were damaged and moved aside.
  func results(in store: RecordStore, _ console: Console) throws -> StudyResults {
    let results = try StudyResults(plan, in: store)
    for (run, reason) in results.damaged {
      console.note("the record of '\(run.label)' was damaged and is set aside (\(reason))")
    }
    return results
  }

  /// Makes what is missing in a store, showing how far it is.
  func sweep(
    into store: RecordStore, jobs: Int, level: CPULevel, _ console: Console
  ) async throws -> SweepSummary {
    let sweep = Sweep(
      plan, store: store,
      executor: BuiltInExecutor(plan, dataset: dataset, store: store, level: level), jobs: jobs)
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
