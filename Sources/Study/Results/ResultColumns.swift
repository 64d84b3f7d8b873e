/// Which columns of a table hold what: by options, or guessed from names that are in use.
public struct ResultColumns: Equatable, Sendable {
  /// What a column can hold.
  public enum Role: String, CaseIterable, Sendable {
    /// The method: arm, model, algorithm.
    case arm
    /// The number of labelled examples.
    case labels
    /// The repetition's seed.
    case seed
    /// The test set.
    case test
    /// Right predictions.
    case correct
    /// What right predictions are out of.
    case total
    /// The accuracy, a fraction or in percent.
    case accuracy
    /// What was measured, where that is not always the accuracy.
    case metric
    /// The metric's value.
    case value
    /// The task.
    case task
  }

  /// The columns named by options, by role.
  public var named: [Role: String]

  /// A choice of columns.
  ///
  /// - Parameter named: columns by role; the other roles are guessed.
  public init(named: [Role: String] = [:]) {
    self.named = named
  }
}

extension ResultColumns.Role {
  /// Whether it is one of tables whose rows say what they measure.
  var isOfMetrics: Bool { self == .metric || self == .value || self == .task }

  /// The option that names the column.
  public var option: String { "\(rawValue)-column" }

  /// Names that are guessed, the likeliest first; case, blanks, hyphens and underscores do not
  /// count.
  var guesses: [String] {
    switch self {
    case .arm: ["arm", "method", "model", "algorithm", "approach", "classifier", "system"]
    case .labels:
      [
        "labels", "nlabels", "numlabels", "labelled", "labeled", "nlabelled", "nlabeled",
        "labelcount", "labelledsize", "labeledsize", "trainsize", "trainingsize", "ntrain", "size",
      ]
    case .seed:
      ["seed", "randomseed", "run", "repetition", "rep", "trial", "replicate", "replication"]
    case .test: ["test", "testset", "testname"]
    case .correct: ["correct", "ncorrect", "numcorrect", "hits"]
    case .total: ["total", "ntotal", "testimages", "ntest", "numtest", "testsize"]
    case .accuracy:
      ["accuracy", "acc", "testaccuracy", "testacc", "top1", "score", "metric", "value"]
    case .metric: ["metric"]
    case .value: ["value"]
    case .task: ["task"]
    }
  }
}

extension ResultColumns {
  /// The columns of a table, by index.
  ///
  /// - Parameters:
  ///   - header: the names of the columns.
  ///   - path: the file that errors name.
  /// - Returns: the index of each role's column; counts go before accuracies where both are there.
  /// - Throws: `ResultsError` with everything that is wrong.
  func found(in header: [String], path: String) throws(ResultsError) -> [Role: Int] {
    var indexes: [Role: Int] = [:]
    var problems: [ResultsError.Problem] = []
    for role in Role.allCases where !role.isOfMetrics {
      if isNeedless(role) { continue }
      do throws(ResultsError.Problem) {
        indexes[role] = try index(of: role, in: header)
      } catch {
        problems.append(error)
      }
    }
    if problems.isEmpty {
      if named[.accuracy] == nil, indexes[.correct] != nil, indexes[.total] != nil {
        indexes[.accuracy] = nil
      } else if indexes[.accuracy] != nil {
        (indexes[.correct], indexes[.total]) = (nil, nil)
      }
      addMetrics(&indexes, header)
      problems = Self.missing(indexes, header)
    }
    guard problems.isEmpty else { throw .invalid(path, problems) }
    return indexes
  }

  /// Finds the columns of tables whose rows say what they measure, as this program's `runs.csv` does: both
  /// a metric and its value. An accuracy that has no column of its own is among the values.
  private func addMetrics(_ indexes: inout [Role: Int], _ header: [String]) {
    let plain = header.map(Self.plain)
    func only(_ name: String) -> Int? {
      let matches = plain.indices.filter { plain[$0] == name }
      return matches.count == 1 && !named.values.contains(header[matches[0]]) ? matches[0] : nil
    }
    guard let metric = only("metric"), let value = only("value") else { return }
    (indexes[.metric], indexes[.value], indexes[.task]) = (metric, value, only("task"))
    if indexes[.accuracy] == metric { indexes[.accuracy] = value }
  }

  /// Whether a role is not to be guessed since options chose the other way to give accuracies.
  private func isNeedless(_ role: Role) -> Bool {
    switch role {
    case .correct, .total:
      named[role] == nil && named[.accuracy] != nil
    case .accuracy:
      named[role] == nil && (named[.correct] != nil || named[.total] != nil)
    default: false
    }
  }

  private func index(of role: Role, in header: [String]) throws(ResultsError.Problem) -> Int? {
    if let name = named[role] {
      let matches = header.indices.filter { header[$0] == name }
      guard let first = matches.first else {
        throw problem(
          "no column \"\(name)\"; \(Wording.didYouMean(name, header, listed: "the columns are"))",
          column: "--\(role.option)")
      }
      guard matches.count == 1 else { throw repeated(name) }
      return first
    }
    let plain = header.map(Self.plain)
    for guess in role.guesses {
      let matches = plain.indices.filter { plain[$0] == guess }
      guard let first = matches.first else { continue }
      guard matches.count == 1 else {
        let names = matches.map { "\"\(header[$0])\"" }.joined(separator: " and ")
        throw problem(
          "both \(names) could be the \(role.rawValue) column; choose one with --\(role.option)")
      }
      return first
    }
    return nil
  }

  private func repeated(_ name: String) -> ResultsError.Problem {
    problem("the column \"\(name)\" is there more than once; rename one of them")
  }

  private func problem(_ message: String, column: String? = nil) -> ResultsError.Problem {
    ResultsError.Problem(line: 1, column: column, message: message)
  }

  private static func missing(
    _ indexes: [Role: Int], _ header: [String]
  ) -> [ResultsError.Problem] {
    var problems: [ResultsError.Problem] = []
    let columns = header.map { "\"\($0)\"" }.joined(separator: ", ")
    for role in [Role.arm, .seed] where indexes[role] == nil {
      problems.append(
        ResultsError.Problem(
          line: 1,
          message: "no column tells the \(role.rawValue); name it with --\(role.option) (there "
            + "are \(columns))"))
    }
    if indexes[.accuracy] == nil, indexes[.correct] == nil || indexes[.total] == nil {
      problems.append(
        ResultsError.Problem(
          line: 1,
          message: "no column tells the accuracy; name it with --accuracy-column, or both "
            + "--correct-column and --total-column (there are \(columns))"))
    }
    return problems
  }

  /// A name without what differs between habits of writing.
  private static func plain(_ name: String) -> String {
    name.lowercased().filter { !" _-.".contains($0) }
  }
}
