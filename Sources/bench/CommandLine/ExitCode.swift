import Datasets
import Reporting
import Study

/// How the program ends; the numbers are those of sysexits.h.
enum ExitCode: Int32, Sendable {
  /// Done.
  case done = 0
  /// A check found a difference, or some runs failed.
  case failed = 1
  /// The command line is wrong.
  case usage = 64
  /// What a file says is wrong.
  case badData = 65
  /// A file is not there.
  case noInput = 66
  /// Reading or writing failed.
  case inputOutput = 74
  /// Ended by SIGINT.
  case interrupted = 130
}

/// An error that knows how the program ends.
protocol ExitCoded {
  var exitCode: ExitCode { get }
}

extension ExitCode {
  /// How the program ends with an error: 1 unless the error knows better.
  init(of error: any Error) {
    self = (error as? any ExitCoded)?.exitCode ?? .failed
  }
}

extension ProtocolError: ExitCoded {
  var exitCode: ExitCode {
    switch self {
    case .invalid: .badData
    case .overrides: .usage
    case .notFound, .unreadable: .noInput
    }
  }
}

/// Output that could not be written.
enum OutputError: Error, CustomStringConvertible, ExitCoded {
  case unwritable(reason: String)

  var description: String {
    switch self {
    case .unwritable(let reason): "standard output: cannot be written (\(reason)); free space there"
    }
  }

  var exitCode: ExitCode { .inputOutput }
}

extension StudyError: ExitCoded {
  var exitCode: ExitCode { .badData }
}

extension StoreError: ExitCoded {
  var exitCode: ExitCode {
    if case .inputOutput = self { .inputOutput } else { .failed }
  }
}

extension LauncherError: ExitCoded {
  var exitCode: ExitCode {
    switch self {
    case .option: .usage
    case .batch: .badData
    case .unavailable: .noInput
    case .silent, .busy: .inputOutput
    case .refused, .unreadable, .partly, .otherRun: .failed
    }
  }
}

extension ReportError: ExitCoded {
  var exitCode: ExitCode {
    switch self {
    case .noManifest, .noGnuplot: .noInput
    case .unreadableManifest, .unknownFormat: .badData
    case .otherStudy, .edited, .inputOutput, .temporary, .drawing: .inputOutput
    case .otherRecords, .fewerRecords: .failed
    }
  }
}

extension DatasetError: ExitCoded {
  var exitCode: ExitCode { ExitCode(rawValue: kind.exitCode) ?? .badData }
}
