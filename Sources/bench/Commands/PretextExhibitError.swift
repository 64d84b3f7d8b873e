import Datasets
import Pretext

/// What cannot be shown.
enum PretextExhibitError: Error {
  case unknownTask(String, known: [String])
  case unfit(task: String, dataset: String, PretextError)
  case noGnuplot
}

extension PretextExhibitError {
  /// Says of which images it is that a task does not fit them.
  static func fitting<Value>(
    _ task: any PretextTask.Type, _ dataset: String, _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch let error as PretextError {
      throw Self.unfit(task: task.name, dataset: dataset, error)
    }
  }
}

extension PretextExhibitError: CustomStringConvertible, ExitCoded {
  var description: String {
    switch self {
    case .unknownTask(let name, let known):
      "'\(name)' is no pretext task; \(Self.suggestion(name, known))"
    case .unfit(let task, let dataset, let error):
      if let option = error.option {
        "--set: \(option): \(error.reason), for \(task) on \(dataset); choose another value, or "
          + "other images with --dataset"
      } else {
        "\(task) does not fit \(dataset): \(error.reason); choose other images with --dataset"
      }
    case .noGnuplot:
      "gnuplot: is not on the PATH, and draws the picture; install the package gnuplot-nox ('make "
        + "setup' does), or leave --out out for characters in the terminal"
    }
  }

  private static func suggestion(_ name: String, _ known: [String]) -> String {
    if let near = EditDistance.closest(to: name, among: known) { return "did you mean '\(near)'?" }
    return "use one of \(known.joined(separator: ", "))"
  }

  var exitCode: ExitCode {
    switch self {
    case .unknownTask: .usage
    case .unfit: .badData
    case .noGnuplot: .noInput
    }
  }
}
