import Pretext

/// The rules about what a study says, apart from its form.
///
/// Each check is independent of the others, so that all that is wrong is found at once.
struct StudyRules {
  let study: Study
  let tasks: PretextRegistry
  private(set) var findings: [(path: JSON5Path, fault: ValueFault)] = []
  /// Where something is wrong: looked up, never iterated.
  private var places: Set<JSON5Path> = []

  private init(study: Study, tasks: PretextRegistry) {
    self.study = study
    self.tasks = tasks
  }

  /// Everything that is wrong with a study.
  ///
  /// - Parameters:
  ///   - study: what a protocol or a manifest says.
  ///   - tasks: the pretext tasks that it may name.
  /// - Returns: where, and what.
  static func findings(
    _ study: Study, _ tasks: PretextRegistry
  ) -> [(path: JSON5Path, fault: ValueFault)] {
    var rules = StudyRules(study: study, tasks: tasks)
    rules.checkTexts()
    rules.checkDataset()
    rules.checkPixels()
    rules.checkRanges()
    rules.checkTests()
    rules.checkLabels()
    rules.checkRepetitions()
    rules.checkTasks()
    rules.checkPretexts()
    rules.checkNetworks()
    rules.checkTrainings()
    rules.checkNormalizedBatches()
    rules.checkArms()
    rules.checkAnalysis()
    if rules.findings.isEmpty { rules.checkShapes() }
    return rules.findings
  }

  mutating func report(_ fault: ValueFault, _ path: JSON5Path) {
    // An encoder is checked on the images and on what a pretext makes of them.
    let isKnown = !places.insert(path).inserted
    if isKnown, findings.contains(where: { $0.path == path && $0.fault == fault }) { return }
    findings.append((path, fault))
  }

  mutating func require(_ holds: Bool, _ fault: ValueFault, _ path: JSON5Path) {
    if !holds { report(fault, path) }
  }

  /// Whether a name is safe in a file name and in a table.
  static func isName(_ name: String) -> Bool {
    let isPlain = name.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
    }
    return isPlain && !name.isEmpty && !name.hasPrefix("-") && name.utf8.count <= 64
  }

  /// Names must be plain, and different from each other.
  mutating func checkNames(_ names: [String], _ path: JSON5Path, noun: String) {
    var known: Set<String> = []
    for (index, name) in names.enumerated() {
      let place = path[index]["name"]
      require(Self.isName(name), .badName(name), place)
      require(known.insert(name).inserted, .duplicateName(name, noun: noun), place)
    }
  }
}
