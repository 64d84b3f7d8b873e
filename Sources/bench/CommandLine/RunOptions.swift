import Datasets
import Foundation
import Network
import Reporting
import Study

/// The options of commands that read or make records.
enum RunOptions {
  static let store = Option(
    "store", "DIR", .path, help: "the folder of the records", fallback: ".bench/store")

  static let out = Option(
    "out", "DIR", .path, help: "the folder of the report", fallback: "reports/STUDY")

  static let jobs = Option(
    "jobs", "N", .integer(from: 1, example: 2), help: "runs at a time; changes no result",
    fallback: "the number of cores")

  static let force = Flag("force", help: "replace whatever is in the report's folder")

  static func recordStore(_ arguments: Arguments) throws -> RecordStore {
    try RecordStore(
      directory: URL(fileURLWithPath: arguments[store] ?? ".bench/store", isDirectory: true))
  }

  static func jobCount(_ arguments: Arguments) -> Int {
    arguments[jobs] ?? max(1, ProcessInfo.processInfo.activeProcessorCount)
  }

  /// The report's folder; a study that departs from its protocol has one of its own.
  static func reportFolder(_ arguments: Arguments, _ loaded: LoadedStudy) throws -> ReportFolder {
    let name =
      loaded.overrides.isEmpty
      ? loaded.study.name : "\(loaded.study.name)-\(try loaded.study.digest.short)"
    return ReportFolder(URL(fileURLWithPath: arguments[out] ?? "reports/\(name)"))
  }

  /// The kernels to use: `BENCH_CPU`, or the best of this machine.
  static func level(_ context: Context) throws -> CPULevel {
    guard let name = context.environment["BENCH_CPU"], !name.isEmpty else { return .best }
    let known = CPULevel.available.map(\.rawValue)
    guard let level = CPULevel(rawValue: name), level <= .best else {
      throw CPULevelError(name: name, known: known)
    }
    return level
  }
}

/// A CPU level that does not exist, or that this machine lacks.
struct CPULevelError: Error, CustomStringConvertible, ExitCoded {
  let name: String
  let known: [String]

  var description: String {
    "BENCH_CPU: '\(name)' is no level of this machine; use one of \(known.joined(separator: ", "))"
  }

  var exitCode: ExitCode { .usage }
}
