/// What the command line changes about a protocol.
public struct Overrides: Equatable, Sendable {
  /// The data set's name, or a folder's path.
  public var dataset: String?
  /// The labelled-set sizes.
  public var labels: [Int]?
  /// The seed list's file, relative to the current folder.
  public var seeds: String?
  /// How many seeds are used.
  public var repetitions: Int?
  /// The arms that run; they keep the protocol's order.
  public var arms: [String]?

  /// Changes to a protocol; nil keeps what it says.
  ///
  /// - Parameters:
  ///   - dataset: the data set's name, or a folder's path.
  ///   - labels: the labelled-set sizes.
  ///   - seeds: the seed list's file, relative to the current folder.
  ///   - repetitions: how many seeds are used.
  ///   - arms: the arms that run.
  public init(
    dataset: String? = nil, labels: [Int]? = nil, seeds: String? = nil, repetitions: Int? = nil,
    arms: [String]? = nil
  ) {
    self.dataset = dataset
    self.labels = labels
    self.seeds = seeds
    self.repetitions = repetitions
    self.arms = arms
  }
}

extension Overrides {
  /// A validated study with these changes, and a sentence for each that makes a difference.
  ///
  /// - Parameter loaded: a loaded study, overrides of its own included.
  /// - Returns: the changed study; the digest is still the protocol file's.
  /// - Throws: `ProtocolError.overrides` with everything that does not fit.
  public func applied(to loaded: LoadedStudy) throws -> LoadedStudy {
    var change = Change(study: loaded.study, options: loaded.options)
    if let dataset { change.dataset(dataset) }
    if let labels { change.labels(labels) }
    if let seeds { change.seeds(seeds) }
    if let repetitions { change.repetitions(repetitions) }
    if let arms { change.arms(arms) }
    let result = LoadedStudy(
      study: change.study, path: loaded.path, digest: loaded.digest,
      overrides: loaded.overrides + change.sentences, tasks: loaded.tasks,
      locator: loaded.locator, options: change.options)
    let problems =
      change.problems
      + StudyRules.findings(change.study, loaded.tasks).map { result.problem($0.fault, $0.path) }
    guard problems.isEmpty else { throw ProtocolError.overrides(problems) }
    return result
  }
}

extension Overrides {
  /// A study on its way to another.
  private struct Change {
    var study: Study
    var options: [String: String]
    var sentences: [String] = []
    var problems: [ProtocolProblem] = []

    private mutating func note(_ subject: String, _ new: String, _ old: String, _ key: String) {
      options[key] = "--\(key)"
      sentences.append("\(subject) \(new), not the protocol's \(old) (--\(key)).")
    }

    private mutating func report(_ fault: ProtocolProblem.Fault, _ key: String) {
      problems.append(
        ProtocolProblem(place: .option("--\(key)"), path: .root[key], fault: fault))
    }

    mutating func dataset(_ name: String) {
      guard name != study.dataset.name else { return }
      note("The data set is", name, study.dataset.name, "dataset")
      study.dataset = DatasetSpecification(name: name)
    }

    mutating func labels(_ labels: [Int]) {
      guard labels != study.labels else { return }
      note("The labelled-set sizes are", list(labels), list(study.labels), "labels")
      study.labels = labels
    }

    mutating func seeds(_ path: String) {
      do {
        let (seeds, faults) = try SeedList.read(path)
        problems += faults
        guard faults.isEmpty, seeds != study.seedList else { return }
        note("The seeds are those of", path, study.seeds, "seeds")
        study.seedList = seeds
        study.seeds = path
      } catch {
        report(.seeds(.unreadable(path, reason: error.reason)), "seeds")
      }
    }

    mutating func repetitions(_ count: Int) {
      guard count != study.repetitions else { return }
      note("The number of repetitions is", "\(count)", "\(study.repetitions)", "repetitions")
      study.repetitions = count
    }

    mutating func arms(_ names: [String]) {
      let known = study.arms.map(\.name)
      for name in names where !known.contains(name) {
        report(.value(.unknownArm(name, arms: known)), "arms")
      }
      let kept = study.arms.filter { names.contains($0.name) }
      guard kept != study.arms, problems.isEmpty else { return }
      let baseline = study.analysis.baseline
      guard names.contains(baseline) else {
        return report(.value(.baselineLeftOut(baseline)), "arms")
      }
      note("The arms are", list(kept.map(\.name)), list(known), "arms")
      study.arms = kept
    }

    private func list<Item>(_ items: [Item]) -> String {
      items.map { "\($0)" }.joined(separator: ", ")
    }
  }
}
