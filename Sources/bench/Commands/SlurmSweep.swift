import Datasets
import Foundation
import Study

/// What `bench sweep --launcher slurm` does once the plan is made.
enum SlurmSweep {
  /// Submits what is missing, and says which job has which runs.
  static func submit(
    _ session: StudySession, into store: RecordStore, _ slurm: Slurm, _ arguments: Arguments,
    _ context: Context
  ) throws -> ExitCode {
    let console = context.console
    let submission = Submission(
      session.plan.runs, of: session.plan, store: store, queue: slurm,
      worker: [program(context), WorkCommand.name],
      options: arguments[CommandPermission.flag] ? ["--\(CommandPermission.flag.name)"] : [],
      searchPath: DataOptions.library(arguments, context).searchPath)
    var display = SweepDisplay(console)
    let summary = try submission.submit { display.show($0) }
    let submitted = summary.jobs.reduce(0) { $0 + $1.runs }
    for job in summary.jobs {
      console.print("\(job.job)\t\(job.runs)\t\(VisibleText.of(job.cell))")
    }
    console.note(
      "\(summary.planned) runs: \(summary.present) in the store, \(summary.underWay) waiting or "
        + "running, \(submitted) submitted")
    guard let folder = summary.folder else {
      console.note("there is nothing to submit")
      return .done
    }
    console.note("what the jobs print goes to \(folder); 'bench status' shows how far they are")
    return .done
  }

  /// The absolute path of this program.
  private static func program(_ context: Context) -> String {
    let path = context.executable ?? CommandLine.arguments.first ?? "bench"
    return URL(fileURLWithPath: path).standardizedFileURL.path
  }
}
