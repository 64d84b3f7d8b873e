import Foundation
import Reporting
import Study

/// `bench table`
enum TableCommand: Command {
  static let name = "table"
  static let summary = "Write paper-style tables in Markdown, CSV or LaTeX"
  static let discussion = """
    Accuracies with intervals by labelled-set size and arm, a table a test set: the best of a row \
    is bold (an asterisk in CSV), and a dagger marks what cannot be told from it. LaTeX needs the \
    packages booktabs and fontenc with T1.

    With --published: the accuracies that others published of the study, beside those measured \
    here, and where they fall among our repetitions.
    """
  static let operands = [
    Operand.any(
      "REPORT",
      "a report, STORE@PROTOCOL or CSV file (default: reports/\(ProtocolLibrary.defaultName), with "
        + "--published reports/lecture-rotnet-mnist)")
  ]

  static let format = Option(
    "format", "FORMAT", .choice(PaperDocument.Format.allCases), help: "markdown, csv or latex",
    fallback: "markdown")
  static let out = Option(
    "out", "FILE", .path, help: "write to this file", fallback: "standard output")
  static let force = Flag("force", help: "replace the file of --out where it is another one")
  static let published = Flag(
    "published", help: "compare with what was published of the study")
  static let publishedFrom = Option(
    "published-from", "NAME", .path,
    help: "compare with the values of this file in published/, or of a path")

  static let options: [any OptionDeclaration] =
    [format, out, force, published, publishedFrom, ResultOptions.baseline] + ResultOptions.columns
    + [DataOptions.data]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let comparesPublished = arguments[published] || arguments[publishedFrom] != nil
    let fallback =
      comparesPublished ? "reports/lecture-rotnet-mnist" : "reports/\(ProtocolLibrary.defaultName)"
    let operands = arguments.operands.isEmpty ? [fallback] : arguments.operands
    var document = PaperDocument()
    for operand in operands {
      let set = try ResultOptions.results(operand, arguments, context)
      if comparesPublished {
        for values in try values(for: set, arguments, context) { try document.add(values, set) }
      } else {
        try document.addAccuracies(set)
      }
    }
    try write(document.text(arguments[format] ?? .markdown), arguments, context)
    return .done
  }

  private static func values(
    for set: ResultSet, _ arguments: Arguments, _ context: Context
  ) throws -> [PublishedValues] {
    let library = PublishedLibrary(beside: context.library)
    if let name = arguments[publishedFrom] {
      let values = try library.load(name)
      guard set.study == nil || set.study == values.study else {
        throw ResultsError.option(
          publishedFrom.name,
          reason: "\(name) belongs to the study \(values.study), and \(set.name) is of "
            + "\(set.study ?? ""); name another")
      }
      return [values]
    }
    let found = try set.study.map { try library.values(of: $0) } ?? []
    guard !found.isEmpty else {
      throw ResultsError.unusable(
        path: set.name,
        reason: "nothing is published of it in the folders published/; name a file with "
          + "--published-from")
    }
    return found
  }

  private static func write(
    _ text: String, _ arguments: Arguments, _ context: Context
  ) throws {
    guard let path = arguments[out] else {
      return context.console.out.write(text)
    }
    let old = FileManager.default.contents(atPath: path)
    guard old == nil || old == Data(text.utf8) || arguments[force] else {
      throw TableError.exists(path)
    }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw TableError.unwritable(path)
    }
    context.console.note("tables written: \(path)")
  }
}

/// A file of tables that could not be written.
enum TableError: Error, CustomStringConvertible, ExitCoded {
  case unwritable(String)
  case exists(String)

  var description: String {
    switch self {
    case .unwritable(let path):
      "\(path): cannot be written; check that its folder is there, and its rights"
    case .exists(let path):
      "\(path): is there and holds something else; nothing was overwritten; choose another file with "
        + "--out, or replace it with --force"
    }
  }

  var exitCode: ExitCode { .inputOutput }
}
