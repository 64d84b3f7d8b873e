public import Datasets

extension Manifest {
  /// The first difference between what a report was made from and what would be run now, known
  /// before anything is run.
  ///
  /// - Parameters:
  ///   - plan: the runs of the report's study.
  ///   - dataset: its data.
  /// - Returns: nil where every record of the report is that of a run of the plan.
  public func firstDifference(from plan: Plan, on dataset: Dataset) -> Difference? {
    let files = plan.files(dataset)
    if let difference = inputDifference(Engine.version, files, planned: plan.runs.count) {
      return difference
    }
    var runs = plan.runs[...]
    for entry in records {
      // A run without a record was missing from the report; only running it tells whether it is now.
      runs = runs.drop { $0.label != entry.label }
      guard let run = runs.popFirst() else {
        return Difference(
          place: entry.label, field: "record", expected: entry.digest.short, found: "none")
      }
      guard entry.record == run.identifier else {
        return Difference(
          place: entry.label, field: "specification", expected: entry.record.short,
          found: run.identifier.short)
      }
    }
    return nil
  }

  /// Engine, data and the number of runs.
  func inputDifference(
    _ version: Int, _ files: [DataFile], planned count: Int
  ) -> Difference? {
    guard engineVersion == version else {
      return Difference(
        place: "manifest", field: "engineVersion", expected: "\(engineVersion)",
        found: "\(version)")
    }
    if let difference = firstDataDifference(from: files) { return difference }
    guard planned == count else {
      return Difference(
        place: "manifest", field: "planned", expected: "\(planned)", found: "\(count)")
    }
    return nil
  }

  private func firstDataDifference(from files: [DataFile]) -> Difference? {
    for index in 0..<max(data.count, files.count) {
      let expected = index < data.count ? data[index] : nil
      let found = index < files.count ? files[index] : nil
      guard expected != found else { continue }
      let isRenamed = expected?.digest == found?.digest
      return Difference(
        place: "data", field: expected?.name ?? found?.name ?? "file",
        expected: (isRenamed ? expected?.name : expected?.digest.short) ?? "none",
        found: (isRenamed ? found?.name : found?.digest.short) ?? "none")
    }
    return nil
  }
}

extension Study {
  /// Refuses seeds that a manifest cannot hold, before anything is run: JSON's whole numbers end at
  /// 2⁶³ − 1 here.
  ///
  /// - Throws: `StudyError.invalid` with the first of them.
  public func checkSeeds() throws(StudyError) {
    var seeds = seedList.map { ("seeds", $0) }
    if let drawn = dataset.drawn { seeds.append(("dataset", drawn.seed)) }
    for (key, seed) in seeds where seed > Int64.max {
      throw .invalid(
        key: key, reason: "\(seed) is too large for a report's manifest; use at most \(Int64.max)")
    }
  }
}
