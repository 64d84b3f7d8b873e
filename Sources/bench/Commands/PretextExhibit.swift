import Datasets
import Images
import Network
import Pretext
import Reporting
import Study

/// What `bench show pretext` shows.
struct PretextExhibit {
  let title: String
  let notes: [String]
  let sheet: PretextSheet

  /// The most images of a built-in set that are drawn for what a task learns from them beforehand.
  private static let drawn = 1000

  init(_ arguments: Arguments, _ context: Context) throws {
    let name = arguments.operands[0]
    let registry = PretextRegistry.builtIn
    guard let task = registry.task(named: name) else {
      throw PretextExhibitError.unknownTask(name, known: registry.tasks.map { $0.name })
    }
    var settings = PretextSettings(task.options)
    try PretextOptions.apply(
      arguments.all(PretextOptions.set), to: &settings, task.options, of: name)
    let count = arguments[ShowPretextCommand.count] ?? 4
    let dataset = try Self.dataset(task, settings, count, arguments, context)
    let seed = UInt64(arguments[ShowPretextCommand.seed] ?? 1)
    let set = dataset.training
    let shown = 0..<min(count, set.count)
    do {
      sheet = try PretextSheet(
        task, settings, on: set, shown, known: 0..<set.count, scale: .unit, seed: seed)
    } catch let error as PretextError {
      throw PretextExhibitError.unfit(task: name, dataset: dataset.name, error)
    }
    title =
      "\(name): \(task.summary)\n\(shown.count) training images of \(dataset.name), seed \(seed)"
      + Self.text(settings.changes)
    notes = []
  }

  /// What was asked for, or the first built-in set that the task fits.
  private static func dataset(
    _ task: any PretextTask.Type, _ settings: PretextSettings, _ count: Int,
    _ arguments: Arguments, _ context: Context
  ) throws -> Dataset {
    let library = DataOptions.library(arguments, context)
    let images = max(count, drawn)
    if let name = arguments[ShowPretextCommand.dataset] {
      let isBuiltIn = Catalogue.builtInNames.contains(name)
      return try library.load(
        isBuiltIn ? DatasetRequest(name, training: images, test: 1) : DatasetRequest(name))
    }
    var reason: PretextError?
    for name in Catalogue.builtInNames {
      let dataset = try library.load(DatasetRequest(name, training: images, test: 1))
      let set = dataset.training
      let subject = PretextSubject(
        shape: Shape(rows: set.rows, columns: set.columns, channels: set.channels),
        classCount: set.classCount)
      do throws(PretextError) {
        _ = try task.layout(settings, on: subject)
        return dataset
      } catch {
        reason = reason ?? error
      }
    }
    throw PretextExhibitError.unfit(
      task: task.name, dataset: Catalogue.builtInNames.joined(separator: " and "),
      reason ?? PretextError("there is no built-in set"))
  }

  /// The options that are not at their defaults.
  private static func text(_ changes: [PretextSettings.Entry]) -> String {
    changes.map { ", \($0.option.name) \(PretextTaskText.text($0.value))" }.joined()
  }
}

extension Catalogue {
  /// The sets that need no file.
  static var builtInNames: [String] { names.filter { ["strokes", "shapes"].contains($0) } }
}

/// What cannot be shown.
enum PretextExhibitError: Error {
  case unknownTask(String, known: [String])
  case unfit(task: String, dataset: String, PretextError)
  case noGnuplot
}

extension PretextExhibitError: CustomStringConvertible, ExitCoded {
  var description: String {
    switch self {
    case .unknownTask(let name, let known):
      "'\(name)' is no pretext task; \(Self.suggestion(name, known))"
    case .unfit(let task, let dataset, let error):
      "\(error.option.map { "--set: \($0): " } ?? "")\(task) does not fit \(dataset): "
        + "\(error.reason); choose other images with --dataset"
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
