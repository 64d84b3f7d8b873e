import Reporting
import Study

/// `bench stats`
enum StatsCommand: Command {
  static let name = "stats"
  static let summary = "Analyse results made elsewhere: a CSV file of one row a result"
  static let discussion = """
    A row names the arm (method), the seed, and the accuracy or the counts of right predictions \
    and of test images; the labelled-set size and the test set may be named, too. Arms are paired \
    by seed. Accuracies are taken as they are written, so that ties stay ties: as fractions where \
    none is above 1, else as percentages.

    A table with the columns metric (accuracy, r2, rmse, miou or ap50) and value may have other \
    results beside accuracies, as a report's runs.csv has: one metric a test.

    Intervals are for new seeds, as far as rows of one seed share whatever is random.
    """
  static let operands = [Operand.one("FILE.csv", "the results, comma-separated, with a header")]

  static let margin = Option(
    "margin", "POINTS", .number(above: 0, below: 100, example: "0.5"),
    help: "test equivalence of accuracies within this many percentage points")

  static let incomplete = Flag(
    "incomplete", help: "where an arm lacks a seed, compare complete pairs only")

  static let options: [any OptionDeclaration] =
    ResultOptions.columns + [
      ResultOptions.baseline, margin, incomplete, ResultOptions.confidence, ResultOptions.format,
      StandardOptions.json,
    ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let results = try ImportedResults(
      path: arguments.operands[0], columns: ResultOptions.columns(arguments),
      scale: arguments[ResultOptions.scale])
    if !arguments[incomplete] { try results.checkSeeds() }
    let design = try results.design(
      baseline: arguments[ResultOptions.baseline],
      confidence: arguments[ResultOptions.confidence] ?? 0.95,
      margin: arguments[margin].map { $0 / 100 })
    let analysis = try Analysis(results.observations, design: design)
    if arguments[StandardOptions.json] {
      context.console.print(try JSONText.pretty(AnalysisJSON(results, analysis)))
    } else {
      let text = AnalysisText(results, analysis)
      context.console.print(text.text(arguments[ResultOptions.format] ?? .text))
    }
    return .done
  }
}
