import Foundation
import Reporting
import Study

/// The options of commands that read results from files, and how their operands are read.
enum ResultOptions {
  static let arm = column(.arm, "the arm")
  static let labels = column(.labels, "the labelled-set size")
  static let seed = column(.seed, "the seed")
  static let test = column(.test, "the test set")
  static let correct = column(.correct, "right predictions")
  static let total = column(.total, "the number of test images")
  static let accuracy = column(.accuracy, "the accuracy")

  static let scale = Option(
    "scale", "SCALE", .choice(AccuracyScale.allCases),
    help: "how accuracies are written, fraction or percent", fallback: "found out from them")

  static let baseline = Option(
    "baseline", "ARM", .text, help: "the arm that the others are compared with",
    fallback: "supervised, baseline or control, else the first")

  static let confidence = Option(
    "confidence", "LEVEL", .number(above: 0, below: 1, example: "0.95"),
    help: "the level of intervals", fallback: "0.95")

  static let format = Option(
    "format", "FORMAT", .choice(TextFormat.allCases), help: "text or markdown", fallback: "text")

  static let columns: [any OptionDeclaration] = [
    arm, labels, seed, test, correct, total, accuracy, scale,
  ]

  private static func column(
    _ role: ResultColumns.Role, _ what: String
  ) -> Option<String> {
    Option(
      role.option, "NAME", .text, help: "the column of \(what)", fallback: "guessed from its name")
  }

  /// The columns that options name.
  static func columns(_ arguments: Arguments) -> ResultColumns {
    let options: [(ResultColumns.Role, Option<String>)] = [
      (.arm, arm), (.labels, labels), (.seed, seed), (.test, test), (.correct, correct),
      (.total, total), (.accuracy, accuracy),
    ]
    var named: [ResultColumns.Role: String] = [:]
    for (role, option) in options { named[role] = arguments[option] }
    return ResultColumns(named: named)
  }

  /// Reads what an operand names: a report's folder, a store with a protocol (`DIR@PROTOCOL`), or a
  /// CSV file.
  static func results(
    _ operand: String, _ arguments: Arguments, _ context: Context
  ) throws -> ResultSet {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: operand, isDirectory: &isFolder)
    if exists, isFolder.boolValue { return try folder(operand) }
    if !exists, let at = operand.lastIndex(of: "@") {
      return try store(
        String(operand[..<at]), String(operand[operand.index(after: at)...]), operand, arguments,
        context)
    }
    let results = try ImportedResults(
      path: operand, columns: columns(arguments), scale: arguments[scale])
    let design = try results.design(baseline: arguments[baseline])
    return ResultSet(results, design: design, name: operand)
  }

  private static func folder(_ path: String) throws -> ResultSet {
    let url = URL(fileURLWithPath: path)
    let isStore = ["manifest.json", "records"].map {
      FileManager.default.fileExists(atPath: url.appendingPathComponent($0).path)
    }
    guard isStore != [false, true] else {
      throw ResultsError.unusable(
        path: path,
        reason: "is a store, which holds many studies; name one of them: \(path)@PROTOCOL")
    }
    return try ReportResults.read(folder: url, name: path)
  }

  private static func store(
    _ directory: String, _ name: String, _ operand: String, _ arguments: Arguments,
    _ context: Context
  ) throws -> ResultSet {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: directory, isDirectory: &isFolder)
    guard exists, isFolder.boolValue else {
      throw ResultsError.unreadable(path: directory, reason: "no such store")
    }
    let session = try StudySession(
      try context.library.load(name), DataOptions.library(arguments, context))
    let store = try RecordStore(directory: URL(fileURLWithPath: directory, isDirectory: true))
    let results = try session.results(in: store, context.console)
    guard !results.rows.isEmpty else {
      throw ResultsError.unusable(
        path: operand, reason: "the store has no record of this study; run 'bench sweep \(name)'")
    }
    return ResultSet(results, name: operand)
  }
}

extension ResultsError: ExitCoded {
  var exitCode: ExitCode {
    switch self {
    case .unreadable: .noInput
    case .invalid, .unusable: .badData
    case .option: .usage
    }
  }
}
