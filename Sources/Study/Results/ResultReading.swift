import Downstream

/// Reads the rows of a table of results, and remembers everything that is wrong.
struct ResultReading {
  struct Key: Hashable {
    let arm: String
    let labels: Int
    let seed: UInt64
    let test: String
  }

  /// One row as it is written.
  struct Entry {
    let line: Int
    let key: Key
    let text: String
    let correct: Int
    let total: Int
    let accuracy: DecimalText?
    /// What was measured, and for which task.
    let kind: Kind
    /// The value of another metric than accuracy, in millionths.
    var value: Int?

    /// Whether the number has a percent sign.
    var isMarked: Bool { text.hasSuffix("%") }
    var isAboveOne: Bool { accuracy?.isGreater(than: 1) ?? false }
    var isZero: Bool { accuracy?.mantissa == 0 }
  }

  private let header: [String]
  let indexes: [ResultColumns.Role: Int]
  private let chosenScale: AccuracyScale?
  private var entries: [Entry] = []
  private var lines: [Key: Int] = [:]
  /// What every test measures, and the line that says so.
  private var kinds: [String: (kind: Kind, line: Int)] = [:]
  private var problems: [ResultsError.Problem] = []

  private(set) var accuracies = ImportedResults.Accuracies.counts
  private(set) var observations: [Analysis.Observation] = []
  private(set) var tests: [Analysis.Design.Test] = []

  init(_ table: CSVTable, _ indexes: [ResultColumns.Role: Int], scale: AccuracyScale?) {
    header = table.header
    self.indexes = indexes
    chosenScale = scale
    for row in table.rows { read(row) }
  }

  /// The line of each observation.
  var observationLines: [Int] { entries.map(\.line) }

  /// Turns what was read into counts of one total a test set.
  mutating func finish(_ path: String) throws(ResultsError) {
    if problems.isEmpty { indexes[.accuracy] == nil ? finishCounts() : finishDecimals() }
    guard problems.isEmpty else { throw .invalid(path, problems) }
  }
}

extension ResultReading {
  private mutating func read(_ row: CSVTable.Row) {
    let before = problems.count
    let arm = text(.arm, row) ?? ""
    let test = indexes[.test] == nil ? "test" : text(.test, row) ?? ""
    let labels = indexes[.labels] == nil ? ImportedResults.onlySize : labels(row)
    let seed: UInt64 = number(.seed, row, "a whole number from 0 to 2⁶⁴ − 1, such as 42") ?? 0
    let kind = kind(row)
    var (correct, total) = (0, 0)
    var accuracy: DecimalText?
    var value: Int?
    if kind.metric != .accuracy {
      value = self.value(row)
    } else if indexes[.accuracy] == nil {
      let expected = "a whole number, such as 8633"
      (correct, total) = (number(.correct, row, expected) ?? 0, number(.total, row, expected) ?? 0)
      if problems.count == before { checkCounts(correct, total, row) }
    } else {
      accuracy = decimal(row)
    }
    guard problems.count == before else { return }
    let key = Key(arm: arm, labels: labels, seed: seed, test: test)
    if let first = lines[key] {
      return report(
        "is the result of line \(first) again: arm \(Self.shown(arm))\(place(key)), seed \(seed); "
          + "give every repetition a seed of its own, or name the column that tells them apart",
        row.line, .seed)
    }
    lines[key] = row.line
    guard isOfOneKind(test, kind, row.line) else { return }
    entries.append(
      Entry(
        line: row.line, key: key,
        text: Self.trimmed(row.fields[indexes[.accuracy] ?? indexes[.correct] ?? 0]),
        correct: correct, total: total, accuracy: accuracy, kind: kind, value: value))
  }

  /// Whether all results of a test measure the same; else that is a problem.
  private mutating func isOfOneKind(_ test: String, _ kind: Kind, _ line: Int) -> Bool {
    guard let first = kinds[test] else {
      kinds[test] = (kind, line)
      return true
    }
    guard first.kind != kind else { return true }
    report(
      "\(Self.shown(test)) is \(first.kind) in line \(first.line), and here \(kind); give each a name of "
        + "its own in a test column", line, .metric)
    return false
  }

  private func place(_ key: Key) -> String {
    (indexes[.labels] == nil ? "" : ", \(key.labels) labels")
      + (indexes[.test] == nil ? "" : ", test set \(Self.shown(key.test))")
  }

  mutating func report(_ message: String, _ line: Int, _ role: ResultColumns.Role?) {
    let column = role.flatMap { indexes[$0] }.map { header[$0] }
    problems.append(ResultsError.Problem(line: line, column: column, message: message))
  }

  /// A field that must not be empty.
  mutating func text(_ role: ResultColumns.Role, _ row: CSVTable.Row) -> String? {
    guard let index = indexes[role] else { return nil }
    let text = Self.trimmed(row.fields[index])
    guard text.isEmpty else { return text }
    report("is empty; every result needs its \(role.rawValue)", row.line, role)
    return nil
  }

  private mutating func number<Value: FixedWidthInteger>(
    _ role: ResultColumns.Role, _ row: CSVTable.Row, _ expected: String
  ) -> Value? {
    guard let text = text(role, row) else { return nil }
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Value(text) {
      return value
    }
    report("\(Self.shown(text)) is not \(expected)", row.line, role)
    return nil
  }

  private mutating func labels(_ row: CSVTable.Row) -> Int {
    let expected = "a whole number of at least 1, such as 1000"
    guard let value: Int = number(.labels, row, expected) else { return 1 }
    if value < 1 { report("\"\(value)\" is not \(expected)", row.line, .labels) }
    return value
  }

  private mutating func checkCounts(_ correct: Int, _ total: Int, _ row: CSVTable.Row) {
    if total < 1 {
      report("0 test images; accuracies need at least 1", row.line, .total)
    } else if total > 1_000_000_000_000 {
      report("\(total) test images are more than 10¹²", row.line, .total)
    } else if correct > total {
      report(
        "\(correct) correct of \(total) test images; give at most \(total)", row.line, .correct)
    }
  }

  private mutating func decimal(_ row: CSVTable.Row) -> DecimalText? {
    guard var text = text(.accuracy, row) else { return nil }
    if text.hasSuffix("%") { text = Self.trimmed(String(text.dropLast())) }
    do throws(DecimalText.Failure) {
      return try DecimalText(text)
    } catch {
      report(Self.message(error, text), row.line, .accuracy)
      return nil
    }
  }

  private static func message(_ failure: DecimalText.Failure, _ text: String) -> String {
    switch failure {
    case .empty: "is empty; every result needs its accuracy"
    case .notFinite:
      "\(shown(text)) is not a finite number; leave the row out, as a run that did not finish"
    case .notNumber: "\(shown(text)) is not a number, such as 0.8633"
    case .negative: "\(shown(text)) is negative; accuracies are from 0 to 1, or to 100 %"
    case .tooLarge: "\(shown(text)) is too large; accuracies are from 0 to 1, or to 100 %"
    }
  }

  /// A text from a file, short enough for one line of an error.
  static func shown(_ text: String) -> String {
    let line = VisibleText.of(text)
    return "\"\(line.prefix(40))\(line.count > 40 ? "…" : "")\""
  }

  static func trimmed(_ text: String) -> String {
    let start = text.drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}

extension ResultReading {
  private mutating func finishCounts() {
    var totals: [String: (total: Int, line: Int)] = [:]
    for entry in entries {
      guard entry.value == nil else {
        addValue(entry)
        continue
      }
      let first = totals[entry.key.test]
      if let first, first.total != entry.total {
        report(
          "\(entry.total) test images, and \(first.total) in line \(first.line); results on "
            + "another test set need another name in a test column",
          entry.line, .total)
      } else if first == nil {
        totals[entry.key.test] = (entry.total, entry.line)
        addTest(entry, total: entry.total)
      }
      observations.append(Self.observation(entry.key, entry.correct))
    }
  }

  private mutating func finishDecimals() {
    guard let scale = scale() else { return }
    func scaled(_ value: DecimalText) -> DecimalText { scale == .percent ? value.hundredth : value }
    let values = entries.compactMap(\.accuracy).map(scaled)
    let places = max(1, values.map(\.decimals).max() ?? 1)
    let total = (0..<places).reduce(1) { value, _ in value * 10 }
    for entry in entries {
      guard let accuracy = entry.accuracy else {
        addValue(entry)
        continue
      }
      addTest(entry, total: total)
      observations.append(Self.observation(entry.key, scaled(accuracy).scaled(to: places)))
    }
    guard !values.isEmpty else { return }
    accuracies = .decimals(scale, rounded: values.count(where: \.isRounded))
  }

  /// A result by another metric than accuracy.
  private mutating func addValue(_ entry: Entry) {
    addTest(entry, total: StudyMeasure.resolution)
    observations.append(Self.observation(entry.key, entry.value ?? 0))
  }

  /// The test of a result, if it is the first one.
  private mutating func addTest(_ entry: Entry, total: Int) {
    guard !tests.contains(where: { $0.name == entry.key.test }) else { return }
    var test = Analysis.Design.Test(
      name: entry.key.test, total: total, metric: entry.kind.metric)
    test.task = entry.kind.task
    tests.append(test)
  }

  /// Fractions where no value is above 1, else percent; every value must fit.
  private mutating func scale() -> AccuracyScale? {
    let entries = entries.filter { $0.kind.metric == .accuracy }
    let isPercent = entries.contains { $0.isMarked || $0.isAboveOne }
    let scale = chosenScale ?? (isPercent ? .percent : .fraction)
    if chosenScale == nil, isPercent, let large = entries.first(where: \.isAboveOne) {
      for entry in entries where !entry.isAboveOne && !entry.isMarked && !entry.isZero {
        report(
          "\(Self.shown(entry.text)) is at most 1, and \(Self.shown(large.text)) in line "
            + "\(large.line) is above: fraction or percent? Write all alike, or add "
            + "--scale percent",
          entry.line, .accuracy)
      }
    }
    let most = scale == .percent ? 100 : 1
    for entry in entries where entry.accuracy?.isGreater(than: most) ?? false {
      report(
        "\(Self.shown(entry.text)) is above \(most), and accuracies are taken for "
          + (scale == .percent ? "percentages" : "fractions, as --scale says"),
        entry.line, .accuracy)
    }
    return problems.isEmpty ? scale : nil
  }

  private static func observation(_ key: Key, _ correct: Int) -> Analysis.Observation {
    Analysis.Observation(
      arm: key.arm, labels: key.labels, seed: key.seed, test: key.test, correct: correct)
  }
}
