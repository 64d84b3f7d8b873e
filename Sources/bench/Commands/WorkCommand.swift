import Datasets
import Foundation
import Study

/// `bench work`
enum WorkCommand: Command {
  static let name = "work"
  static let summary = "Make one run of a batch: what the job arrays of 'bench sweep' run"
  static let discussion = """
    A batch is what 'bench sweep --launcher slurm' wrote into the store when it submitted: the study as it was then, \
    and its runs by array and task. The record goes into the store that the batch is in; a run that is there \
    already is not made again. By hand, it makes a single run of a job that failed, and shows why.

    Ends with 0 where the record is there, with 1 where the run failed; the reason is kept in the store.
    """
  static let operands = [
    Operand.one("BATCH", "the file batch.json of a batch"),
    Operand.one("ARRAY", "the array's place in the batch, from 0"),
    Operand.optional("TASK", "the task of the array (default: $SLURM_ARRAY_TASK_ID)"),
  ]

  static let options: [any OptionDeclaration] = [CommandPermission.flag]

  /// How long a pretraining's record may take to be seen on another machine, in seconds.
  private static let patience = 60

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let path = URL(fileURLWithPath: arguments.operands[0]).standardizedFileURL.path
    let batch = try Batch(contentsOf: path)
    let array = arguments.operands[1]
    let index = arguments.operands.dropFirst(2).first ?? context.environment["SLURM_ARRAY_TASK_ID"]
    let found = Int(array).flatMap { array in
      index.flatMap { Int($0) }.flatMap { batch.task($0, ofArray: array) }
    }
    guard let task = found else {
      throw LauncherError.batch(
        path: path,
        reason: "has no task \(index ?? "(none given)") of an array \(array); give those of a job")
    }
    let store = try RecordStore(ofBatch: path)
    do {
      try CommandPermission.check(batch.study, arguments)
      return try await make(task, of: batch, store, context)
    } catch {
      try? store.writeFailure("\(error)", of: task.run)
      throw error
    }
  }

  private static func make(
    _ task: Batch.Task, of batch: Batch, _ store: RecordStore, _ context: Context
  ) async throws -> ExitCode {
    guard FileManager.default.changeCurrentDirectoryPath(batch.directory) else {
      throw LauncherError.otherRun(
        label: task.label, reason: "the folder \(batch.directory) is not to be seen on this machine"
      )
    }
    let library = DataLibrary(searchPath: batch.searchPath.map { URL(fileURLWithPath: $0) })
    let session = try StudySession(batch.study, library)
    guard let run = session.plan.runs.first(where: { $0.identifier == task.run }) else {
      throw LauncherError.otherRun(
        label: task.label,
        reason: "this program plans other runs than the batch, or the data are others now")
    }
    if let needed = run.needs {
      try await store.waitForRecord(needed, seconds: patience)
    }
    let cores = SweepCores(jobs: coreCount(context), threads: nil)
    let summary = try await session.sweep(
      [run], into: store, cores, level: try RunOptions.level(context), context.console)
    if summary.isInterrupted { return .interrupted }
    return summary.failures.isEmpty ? .done : .failed
  }

  /// The cores that Slurm gave the job; all where none did.
  private static func coreCount(_ context: Context) -> Int {
    let given = ["SLURM_CPUS_PER_TASK", "SLURM_CPUS_ON_NODE"].compactMap {
      context.environment[$0].flatMap { Int($0) }
    }.first
    return max(1, given ?? ProcessInfo.processInfo.activeProcessorCount)
  }
}
