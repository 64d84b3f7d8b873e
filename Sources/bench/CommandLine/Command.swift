/// One command, such as `bench sweep` or `bench data list`.
protocol Command: SendableMetatype {
  /// The words after `bench`: `sweep`, or `data list` for a command of a group.
  static var name: String { get }
  /// What it does, in a line for lists of commands; a sentence without its full stop.
  static var summary: String { get }
  /// What else its help says; paragraphs are separated by an empty line.
  static var discussion: String { get }
  /// What it takes besides options, in order.
  static var operands: [Operand] { get }
  /// Its options; `--quiet`, `--help` and `--version` are everywhere and not listed.
  static var options: [any OptionDeclaration] { get }

  /// Runs it.
  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode
}

extension Command {
  static var discussion: String { "" }
  static var operands: [Operand] { [] }
  static var options: [any OptionDeclaration] { [] }

  static var words: [String] { name.split(separator: " ").map(String.init) }

  /// Its own options and those of every command.
  static var allOptions: [any OptionDeclaration] { options + StandardOptions.all }

  /// `Usage: bench sweep [PROTOCOL] [OPTION]…`
  static var usage: String {
    (["Usage: bench", name] + operands.map(\.usage) + ["[OPTION]…"]).joined(separator: " ")
  }
}
