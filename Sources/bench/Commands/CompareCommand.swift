import Reporting
import Study

/// `bench compare`
enum CompareCommand: Command {
  static let name = "compare"
  static let summary = "Compare reports, stores or CSV files side by side, with tests"
  static let discussion = """
    Every arm, labelled-set size and test set that A and another have is compared: their \
    difference, B − A, with its interval and p values, adjusted over all rows. Repetitions with \
    the same seed are paired where at least half of the smaller side's seeds are the other's, \
    too; else the two are independent samples, and a row says which. What only one side has is \
    listed.

    A result is a report's folder, a store with the protocol of one of its studies \
    (STORE@PROTOCOL), or a CSV file as for 'bench stats'. --arms compares arms of different \
    names: of one result, all with the first; of several, the first name is A's, the second B's, \
    and so on.

    For automatic checks, --fail-below and --fail-if-worse end with 1 where a difference fails, \
    and also where B lacks what A has.
    """
  static let operands = [Operand.one("A", "what is compared with"), .any("B", "the others")]

  static let arm = Option("arm", "NAME", .text, help: "compare this arm only", fallback: "all")

  static let arms = Option(
    "arms", "NAME,NAME,…", .list(of: .text, named: "names", example: "supervised,rotation"),
    help: "the arms to compare, the first with the others")

  static let unpaired = Flag("unpaired", help: "never pair: equal seeds mean nothing")

  static let failBelow = Option(
    "fail-below", "POINTS", .number(from: -100, to: 100, example: "-0.5"),
    help: "fail where an estimated difference is below so many percentage points")

  static let failIfWorse = Flag(
    "fail-if-worse",
    help: "fail where a difference is below 0 and its adjusted p below 1 − LEVEL")

  static let options: [any OptionDeclaration] =
    [arm, arms, unpaired, failBelow, failIfWorse, ResultOptions.confidence] + ResultOptions.columns
    + [DataOptions.data, ResultOptions.format, StandardOptions.json]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    if arguments[arm] != nil, arguments[arms] != nil { throw arguments.conflict(arm, arms) }
    let results = try arguments.operands.map {
      try ResultOptions.results($0, arguments, context)
    }
    let pairs = try ComparisonPairs.of(results, arm: arguments[arm], arms: arguments[arms])
    let comparison = try Comparison(
      results, pairs: pairs, level: arguments[ResultOptions.confidence] ?? 0.95,
      allowsPairs: !arguments[unpaired])
    let check = ComparisonCheck(
      least: arguments[failBelow].map { $0 / 100 }, failsIfWorse: arguments[failIfWorse])
    let failures = check.failures(of: comparison)
    if arguments[StandardOptions.json] {
      context.console.print(
        try JSONText.pretty(ComparisonJSON(comparison, failures: failures)))
    } else {
      let text = ComparisonText(comparison)
      context.console.print(text.text(arguments[ResultOptions.format] ?? .text))
    }
    for failure in failures { context.console.error("check failed: \(failure)") }
    guard !comparison.rows.isEmpty else {
      throw ResultsError.unusable(
        path: results[0].name, reason: "nothing was compared; name the arms with --arms")
    }
    return failures.isEmpty ? .done : .failed
  }
}
