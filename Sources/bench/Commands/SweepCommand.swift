import Reporting
import Study

/// `bench sweep`
enum SweepCommand: Command {
  static let name = "sweep"
  static let summary = "Run a study: make what is missing of it, then write its report"
  static let discussion = """
    Records that are in the store already are not made again: after an interruption, the same command \
    goes on where it ended, and the report is the same, byte for byte.

    A study that departs from its protocol by options gets a report folder of its own.

    With --shard 3/16 only the third of sixteen parts of the study is made, and no report: for machines that \
    share no disk. The parts cost about the same; what a run needs is in its part. 'bench merge' brings the \
    stores together.

    With --launcher slurm, what is missing is submitted as job arrays, and the command returns: 'bench status' \
    shows how far they are, 'bench report' writes the report of what is there, and the same command submits \
    again what is missing then. The store and this program must be seen by the cluster's machines under the \
    same paths.
    """
  static let operands = [StudyOptions.study]
  static let options: [any OptionDeclaration] =
    StudyOptions.all + [
      RunOptions.jobs, RunOptions.threads, RunOptions.out, RunOptions.store, DataOptions.data,
      shard, dryRun, CommandPermission.flag, RunOptions.noPictures, RunOptions.force, json,
    ] + LauncherOptions.all

  static let shard = Option(
    "shard", "K/N", .shard, help: "make the K-th of N parts only, and no report",
    fallback: "the whole study")

  static let dryRun = Flag("dry-run", help: "print the plan and its cost, and run nothing")
  static let json = Flag("json", help: "with --dry-run: print the plan as JSON")

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let console = context.console
    if arguments[json], !arguments[dryRun] {
      throw UsageError(.needs("json", "dry-run"), command: Self.self)
    }
    if let option = reportOption(arguments) { throw arguments.conflict(shard, option) }
    let slurm = try LauncherOptions.slurm(arguments, command: Self.self)
    let loaded = try StudyOptions.load(arguments, context)
    let level = try RunOptions.level(context)
    for sentence in loaded.overrides { console.note(sentence) }
    if !arguments[dryRun] { try CommandPermission.check(loaded.study, arguments) }
    let session = try StudySession(loaded, DataOptions.library(arguments, context))
    let store = try RunOptions.recordStore(arguments)
    let cores = RunOptions.cores(arguments)
    if arguments[dryRun] {
      let result = try PlanText.result(
        session, arguments[shard], store: store, jobs: cores.jobs, level: level, console)
      console.print(
        arguments[json] ? try JSONText.pretty(result) : PlanText.text(result))
      return .done
    }
    if let slurm {
      return try SlurmSweep.submit(session, into: store, slurm, arguments, context)
    }
    if let shard = arguments[shard] {
      return try await ShardSweep.run(shard, session, store, arguments, context)
    }
    let gnuplot = try RunOptions.gnuplot(arguments, context)
    let folder = try RunOptions.reportFolder(arguments, loaded)
    var found: StudyResults?
    if !arguments[RunOptions.force] {
      let results = try session.results(in: store, console)
      try folder.check(
        Manifest(loaded.source, dataset: session.dataset, results: results))
      if results.missing.isEmpty { found = results }
    }
    let summary = try await session.sweep(into: store, cores, level: level, console)
    if summary.isInterrupted { return .interrupted }
    // A sweep that found every record whole and made none leaves what was read before as it was.
    let isIdle = summary.finished == 0 && summary.failures.isEmpty
    try ReportCommand.write(
      loaded, session, store, isIdle ? found : nil, to: folder, force: arguments[RunOptions.force],
      gnuplot, console)
    return summary.failures.isEmpty ? .done : .failed
  }

  /// An option about the report, which a shard has none of.
  private static func reportOption(_ arguments: Arguments) -> (any OptionDeclaration)? {
    guard arguments[shard] != nil else { return nil }
    if arguments[RunOptions.out] != nil { return RunOptions.out }
    return [RunOptions.force, RunOptions.noPictures].first { arguments[$0] }
  }
}
