import Datasets
import Foundation
import Reporting
import Study

/// `bench verify`
enum VerifyCommand: Command {
  static let name = "verify"
  static let summary = "Run a study again and compare every record with its report"
  static let discussion = """
    The study is run into a fresh store, from the data alone, and every record's digest is compared \
    with the report's manifest. Ends with 0 and the number of equal records, or with 1 and the first \
    difference: which run, which figure. Learners, which are programs of their own, are run twice, and \
    those that answer differently the second time are named.

    PROTOCOL stands for the report in reports/PROTOCOL, which must be of that very protocol.
    """
  static let operands = [
    Operand.optional(
      "PROTOCOL|REPORT",
      "a protocol's name, or a report's folder (default: \(ProtocolLibrary.defaultName))")
  ]
  static let options: [any OptionDeclaration] = [
    RunOptions.jobs, RunOptions.threads, CommandPermission.flag, DataOptions.data,
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let console = context.console
    let level = try RunOptions.level(context)
    let (folder, manifest) = try report(arguments, context)
    try CommandPermission.check(manifest.study, arguments)
    for file in manifest.files {
      let data = try? WholeFile.contents(of: folder.appendingPathComponent(file.name).path)
      guard let data, Digest(of: data) == file.digest else {
        throw VerifyError.edited("\(folder.relativePath)/\(file.name)")
      }
    }
    let session = try StudySession(manifest.study, DataOptions.library(arguments, context))
    if let difference = manifest.firstDifference(from: session.plan, on: session.dataset) {
      return differ(folder, difference, console)
    }
    let temporary = FileManager.default.temporaryDirectory
      .appendingPathComponent("bench-verify-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: temporary) }
    let store = try RecordStore(directory: temporary.appendingPathComponent("first"))
    let cores = RunOptions.cores(arguments)
    let summary = try await session.sweep(into: store, cores, level: level, console)
    if summary.isInterrupted { return .interrupted }
    let again = try RecordStore(directory: temporary.appendingPathComponent("again"))
    let learners = session.plan.runs.filter(\.isLearner)
    if !learners.isEmpty {
      let summary = try await session.sweep(
        learners, into: again, cores, level: level, console)
      if summary.isInterrupted { return .interrupted }
    }
    let repetitions = try LearnerRepetition.compare(learners, in: store, and: again)
    for repetition in repetitions { console.print("\(folder.relativePath): \(repetition)") }
    let made = try Manifest(
      manifest.source, dataset: session.dataset,
      results: session.results(in: store, console))
    if let difference = manifest.firstDifference(from: made) {
      return differ(folder, difference, console)
    }
    console.print("\(folder.relativePath): all \(manifest.records.count) records are equal")
    return repetitions.allSatisfy(\.isDeterministic) ? .done : .failed
  }

  private static func differ(
    _ folder: URL, _ difference: Difference, _ console: Console
  ) -> ExitCode {
    console.print("\(folder.relativePath): differs: \(difference)")
    return .failed
  }

  /// The report that the operand names.
  private static func report(
    _ arguments: Arguments, _ context: Context
  ) throws -> (URL, Manifest) {
    let name = arguments.operands.first ?? ProtocolLibrary.defaultName
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: name, isDirectory: &isFolder), isFolder.boolValue {
      let folder = URL(fileURLWithPath: name)
      return (folder, try ManifestFile.read(in: folder))
    }
    let loaded = try context.library.load(name)
    let folder = URL(fileURLWithPath: "reports/\(loaded.study.name)")
    let manifest = try ManifestFile.read(in: folder)
    guard manifest.study == loaded.study else {
      throw VerifyError.otherProtocol(loaded.path, report: folder.relativePath)
    }
    return (folder, manifest)
  }
}

/// What keeps a report from being verified.
enum VerifyError: Error, CustomStringConvertible, ExitCoded {
  case edited(String)
  case otherProtocol(String, report: String)

  var description: String {
    switch self {
    case .edited(let path):
      "\(path): is not as its report wrote it; restore it, or make the report again"
    case .otherProtocol(let path, let report):
      "\(path): is not the study of \(report); run 'bench sweep' to make its report, or verify "
        + "the folder itself"
    }
  }

  var exitCode: ExitCode { .failed }
}
