import Datasets

/// A command line that is wrong.
struct UsageError: Error {
  enum Fault: Equatable {
    case noCommand
    case noSubcommand(known: [String])
    case unknownCommand(String, known: [String])
    case unknownOption(String, known: [String])
    case missingValue(String, metavar: String)
    case unexpectedValue(String, value: String)
    case badValue(String, ValueError)
    case missingOperand(String)
    case unexpectedOperand(String)
    case conflict(String, String)
    case needs(String, String)
  }

  let fault: Fault
  /// The command that was found, or the group; nil if none was.
  let command: String?
  let usage: String

  /// An error before any command was found.
  init(_ fault: Fault) {
    self.fault = fault
    command = nil
    usage = HelpText.usage
  }

  /// An error in a group of commands.
  init(_ fault: Fault, group: String) {
    self.fault = fault
    command = group
    usage = "Usage: bench \(group) COMMAND [OPTION]…"
  }

  /// An error in a command's arguments.
  init(_ fault: Fault, command: any Command.Type) {
    self.fault = fault
    self.command = command.name
    usage = command.usage
  }
}

extension UsageError: CustomStringConvertible {
  var description: String {
    switch fault {
    case .noCommand: "no command is given; name one"
    case .noSubcommand(let known):
      "no command is given; add one of \(known.joined(separator: ", "))"
    case .unknownCommand(let name, let known):
      "unknown command '\(name)'; \(Self.suggestion(name, known))"
    case .unknownOption(let name, let known):
      "unknown option '\(name)'; \(Self.suggestion(name, known))"
    case .missingValue(let name, let metavar): "--\(name): no value is given; add \(metavar)"
    case .unexpectedValue(let name, let value):
      "--\(name): takes no value; leave '=\(value)' out"
    case .badValue(let name, let error):
      "--\(name): '\(error.text)' is not \(error.expected); "
        + "write for example --\(name) \(error.example)"
    case .missingOperand(let name): "no \(name) is given; add it"
    case .unexpectedOperand(let text): "unexpected argument '\(text)'; leave it out"
    case .conflict(let first, let second):
      "--\(first) and --\(second) exclude each other; keep one of them"
    case .needs(let first, let second): "--\(first) goes with --\(second) only; add --\(second)"
    }
  }

  private static func suggestion(_ name: String, _ known: [String]) -> String {
    if let near = EditDistance.closest(to: name, among: known) { return "did you mean '\(near)'?" }
    return "use one of \(known.joined(separator: ", "))"
  }
}
