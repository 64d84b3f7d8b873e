import Datasets
import Pretext

/// Values of a pretext task's options on a command line: `--set patch=7`.
enum PretextOptions {
  /// A name and a text.
  struct Setting: Equatable, Sendable {
    let name: String
    let text: String
  }

  static let set = Option(
    "set", "OPTION=VALUE",
    ValueParser<Setting>(expected: "an option and its value", example: "gap=2") { text in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
      return Setting(name: String(parts[0]), text: String(parts[1]))
    }, help: "the value of one of the task's options; may be given again for others")

  /// Changes settings as the command line says.
  static func apply(
    _ changes: [Setting], to settings: inout PretextSettings, _ options: [PretextOption],
    of task: String
  ) throws(PretextOptionError) {
    for change in changes {
      guard let option = options.first(where: { $0.name == change.name }) else {
        throw .unknown(change.name, task: task, known: options.map(\.name))
      }
      guard let value = value(change.text, of: option.kind) else {
        throw .badValue(change.name, change.text, option.kind)
      }
      do throws(PretextError) {
        try settings.set(change.name, to: value)
      } catch {
        throw .badValue(change.name, change.text, option.kind)
      }
    }
  }

  private static func value(_ text: String, of kind: PretextOption.Kind) -> PretextValue? {
    switch kind {
    case .flag: Bool(text).map(PretextValue.flag)
    case .wholeNumber: Int(text).map(PretextValue.wholeNumber)
    case .number: Double(text).flatMap { $0.isFinite ? .number($0) : nil }
    case .choice: .choice(text)
    }
  }
}

/// A value of a pretext task's option that cannot be.
enum PretextOptionError: Error, Equatable {
  case unknown(String, task: String, known: [String])
  case badValue(String, String, PretextOption.Kind)
}

extension PretextOptionError: CustomStringConvertible, ExitCoded {
  var description: String {
    switch self {
    case .unknown(let name, let task, let known):
      "--set: \(task) has no option '\(name)'; \(Self.remedy(name, known))"
    case .badValue(let name, let text, let kind):
      "--set: \(name): '\(text)' is not \(PretextTaskText.values(kind)); "
        + "'bench show' lists all options"
    }
  }

  private static func remedy(_ name: String, _ known: [String]) -> String {
    if known.isEmpty { return "it has none" }
    if let near = EditDistance.closest(to: name, among: known) { return "did you mean '\(near)'?" }
    return "use one of \(known.joined(separator: ", "))"
  }

  var exitCode: ExitCode { .usage }
}
