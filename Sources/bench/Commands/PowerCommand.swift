import Reporting
import Study

/// `bench power`
enum PowerCommand: Command {
  static let name = "power"
  static let summary = "Tell how many repetitions a gap needs, and the smallest gap to be seen"
  static let discussion = """
    With --gap and --sd: the repetitions for the wished power. With --repetitions and --sd: the \
    smallest gap that so many see. With a report, a store (STORE@PROTOCOL) or a CSV file as a \
    pilot: both for every gap in it.

    The SD is that of the paired differences, arm minus baseline with the same seed, as in a \
    report's table of gaps.
    """
  static let operands = [Operand.optional("REPORT", "the pilot")]

  static let gap = Option(
    "gap", "POINTS", .number(from: -100, to: 100, example: "0.5"),
    help: "the gap to be seen, in percentage points")
  static let spread = Option(
    "sd", "POINTS", .number(above: 0, below: 100, example: "0.4"),
    help: "the standard deviation of the differences")
  static let repetitions = Option(
    "repetitions", "N", .integer(from: 2, example: 10), help: "show this number of repetitions")
  static let power = Option(
    "power", "P", .number(above: 0, below: 1, example: "0.8"),
    help: "the wished probability to see the gap", fallback: "0.8")
  static let alpha = Option(
    "alpha", "A", .number(above: 0, below: 1, example: "0.05"), help: "the significance level",
    fallback: "0.05")

  static let options: [any OptionDeclaration] =
    [gap, spread, repetitions, power, alpha, ResultOptions.baseline] + ResultOptions.columns
    + [DataOptions.data, ResultOptions.format, StandardOptions.json]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let (power, alpha) = (arguments[power] ?? 0.8, arguments[alpha] ?? 0.05)
    guard power > alpha else {
      throw ResultsError.option("power", reason: "must be above --alpha; use for example 0.8")
    }
    if let pilot = arguments.operands.first {
      try check(arguments)
      let results = try ResultOptions.results(pilot, arguments, context)
      let analysis = try Analysis(results.observations, design: results.design)
      let plan = try Pilot(analysis, power: power, alpha: alpha)
      let text = PilotText(plan, results, power: power, alpha: alpha)
      try show(text, text.text, arguments, context)
    } else {
      let plan = try plan(arguments, power: power, alpha: alpha)
      let text = try PowerText(plan, asked: arguments[repetitions])
      try show(text, text.text, arguments, context)
    }
    return .done
  }

  private static func plan(
    _ arguments: Arguments, power: Double, alpha: Double
  ) throws -> PowerPlan {
    guard let spread = arguments[spread] else {
      throw ResultsError.option(
        "sd", reason: "is needed: the SD of the differences in points; or name a report as pilot")
    }
    guard arguments[gap] != nil || arguments[repetitions] != nil else {
      throw ResultsError.option("gap", reason: "give --gap, --repetitions, or both")
    }
    return try PowerPlan(
      gap: arguments[gap], standardDeviation: spread, count: arguments[repetitions], power: power,
      alpha: alpha)
  }

  /// A pilot has gaps and spreads of its own.
  private static func check(_ arguments: Arguments) throws {
    let isGiven: [(String, Bool)] = [
      (gap.name, arguments[gap] != nil), (spread.name, arguments[spread] != nil),
      (repetitions.name, arguments[repetitions] != nil),
    ]
    guard let name = isGiven.first(where: { $0.1 })?.0 else { return }
    throw ResultsError.option(
      name, reason: "does not go with a pilot, which tells it; leave one of them out")
  }

  private static func show(
    _ value: some Encodable, _ text: (TextFormat) -> String, _ arguments: Arguments,
    _ context: Context
  ) throws {
    if arguments[StandardOptions.json] {
      context.console.print(try JSONText.pretty(value))
    } else {
      context.console.print(text(arguments[ResultOptions.format] ?? .text))
    }
  }
}
