import Foundation
import Reporting
import Study

/// `bench report`
enum ReportCommand: Command {
  static let name = "report"
  static let summary = "Write a study's report from the records in the store, running nothing"
  static let operands = [StudyOptions.study]
  static let options: [any OptionDeclaration] =
    StudyOptions.all + [
      RunOptions.out, RunOptions.store, DataOptions.data, RunOptions.noPictures, RunOptions.force,
    ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let loaded = try StudyOptions.load(arguments, context)
    let gnuplot = try RunOptions.gnuplot(arguments, context)
    for sentence in loaded.overrides { context.console.note(sentence) }
    let session = try StudySession(loaded, DataOptions.library(arguments, context))
    try write(
      loaded, session, try RunOptions.recordStore(arguments),
      to: try RunOptions.reportFolder(arguments, loaded), force: arguments[RunOptions.force],
      gnuplot, context.console)
    return .done
  }

  /// Writes a report of what the store has, or of what was read from it already, and says where; its answer
  /// goes to standard output.
  static func write(
    _ loaded: LoadedStudy, _ session: StudySession, _ store: RecordStore,
    _ found: StudyResults? = nil, to folder: ReportFolder, force: Bool, _ gnuplot: Gnuplot?,
    _ console: Console
  ) throws {
    let results = try found ?? session.results(in: store, console)
    let report = try Report(
      loaded, dataset: session.dataset, results: results,
      illustrator: gnuplot.map { Illustrator($0, store: store) })
    let outcome = try folder.write(report, force: force)
    if !results.missing.isEmpty {
      let (count, missing) = (session.plan.runs.count, results.missing.count)
      console.note(
        "\(count - missing) of \(count) runs are there, \(missing) \(missing == 1 ? "is" : "are") missing; "
          + "'bench status' says why")
    }
    console.print(report.answer)
    let verb = outcome == .unchanged ? "unchanged, byte for byte" : "written"
    console.note("report \(verb): \(folder.url.relativePath)/report.md")
  }
}
