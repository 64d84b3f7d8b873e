import Datasets
import Foundation
import Network
import Reporting
import Study

/// The options of commands that read or make records.
enum RunOptions {
  static let defaultStore = ".bench/store"

  static let store = Option(
    "store", "DIR", .path, help: "the folder of the records", fallback: defaultStore)

  static let out = Option(
    "out", "DIR", .path, help: "the folder of the report", fallback: "reports/STUDY")

  static let jobs = Option(
    "jobs", "N", .integer(from: 1, example: 2), help: "cores to use; changes no result",
    fallback: "the number of cores")

  static let threads = Option(
    "threads", "N", .integer(from: 1, example: 2),
    help: "cores of every run, JOBS / N runs at a time; changes no result",
    fallback: "one, and more where fewer runs are ready than there are cores")

  static let force = Flag("force", help: "replace whatever is in the report's folder")

  static let noPictures = Flag("no-pictures", help: "write the report without pictures")

  /// What draws the report's pictures; nil where none are wanted.
  static func gnuplot(_ arguments: Arguments, _ context: Context) throws -> Gnuplot? {
    arguments[noPictures] ? nil : try Gnuplot(environment: context.environment)
  }

  static func recordStore(_ arguments: Arguments) throws -> RecordStore {
    try RecordStore(directory: storeFolder(arguments))
  }

  static func storeFolder(_ arguments: Arguments) -> URL {
    URL(fileURLWithPath: arguments[store] ?? defaultStore, isDirectory: true)
  }

  static func jobCount(_ arguments: Arguments) -> Int {
    arguments[jobs] ?? max(1, ProcessInfo.processInfo.activeProcessorCount)
  }

  /// How many cores a sweep uses, and how.
  static func cores(_ arguments: Arguments) -> SweepCores {
    SweepCores(jobs: jobCount(arguments), threads: arguments[threads])
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

extension ValueParser where Value == Shard {
  /// A part of a study: `3/16`.
  static let shard = ValueParser(
    expected: "a shard K/N of whole numbers with 1 ≤ K ≤ N", example: "3/16"
  ) { Shard($0) }
}

/// How many cores a sweep uses, and how many of them a run has where that is fixed.
struct SweepCores {
  let jobs: Int
  let threads: Int?
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
