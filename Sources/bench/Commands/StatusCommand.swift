import Study

/// `bench status`
enum StatusCommand: Command {
  static let name = "status"
  static let summary = "Show how far a study is: what is done, running, waiting, failed and why"
  static let discussion = """
    Done is what has a record in the store. What was submitted with 'bench sweep --launcher slurm' is asked for with \
    squeue; where that gives no answer, this is said, and runs without a record count as missing. A local sweep leaves \
    in the store why runs failed; what it has in hand counts as missing.

    Ends with 0 where all runs are done, else with 1.
    """
  static let operands = [StudyOptions.study]
  static let options: [any OptionDeclaration] =
    StudyOptions.all + [RunOptions.store, DataOptions.data, wait, StandardOptions.json]

  static let wait = Option(
    "wait", "TIME",
    ValueParser<TimeLimit>(expected: "a time from 1s to 30d", example: "2h") { TimeLimit($0) },
    help: "wait until nothing waits or runs any more, at most so long")

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let console = context.console
    let loaded = try StudyOptions.load(arguments, context)
    for sentence in loaded.overrides { console.note(sentence) }
    let session = try StudySession(loaded, DataOptions.library(arguments, context))
    let store = try RunOptions.recordStore(arguments)
    let status = try await status(session, store, arguments[wait], console)
    if let trouble = status.queueTrouble {
      console.note("the queue cannot be asked, so that runs it has count as missing: \(trouble)")
    }
    let result = StatusText.Result(status, of: session.plan)
    console.print(
      arguments[StandardOptions.json] ? try JSONText.pretty(result) : StatusText.text(result))
    return result.total.done == result.total.planned ? .done : .failed
  }

  /// The status now, or when nothing is under way any more.
  private static func status(
    _ session: StudySession, _ store: RecordStore, _ limit: TimeLimit?, _ console: Console
  ) async throws -> SweepStatus {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(limit?.seconds ?? 0)
    var display = SweepDisplay(console)
    var pause = 1
    while true {
      let status = try SweepStatus(session.plan.runs, in: store, queue: Slurm()) {
        display.show($0)
      }
      guard status.isUnderWay, clock.now < end else { return status }
      try await clock.sleep(until: min(end, clock.now + .seconds(pause)))
      pause = min(2 * pause, 30)
    }
  }
}
