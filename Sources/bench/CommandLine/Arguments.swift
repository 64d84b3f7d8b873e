/// A command's arguments, parsed and checked against its declarations.
struct Arguments {
  /// What is no option, in order.
  private(set) var operands: [String] = []
  private(set) var wantsHelp = false
  private(set) var wantsVersion = false
  private var values: [String: [String]] = [:]
  private var flags: Set<String> = []
  private let command: any Command.Type

  /// Parses the words after a command's name by GNU's conventions: options and operands may be
  /// mixed, a value follows `=` or is the next word, `--` ends the options.
  ///
  /// `--help` wins over whatever is wrong elsewhere.
  init(_ words: [String], for command: any Command.Type) throws(UsageError) {
    self.command = command
    let options = words.prefix { $0 != "--" }
    wantsHelp = options.contains { $0 == "--help" || $0 == "-h" }
    wantsVersion = options.contains("--version")
    guard !wantsHelp, !wantsVersion else { return }
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(word)
        continue
      }
      try take(word, &rest)
    }
    try checkOperands()
  }

  private mutating func take(_ word: String, _ rest: inout ArraySlice<String>) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let known = command.allOptions
    guard let option = known.first(where: { "--\($0.name)" == name }) else {
      throw UsageError(
        .unknownOption(name, known: known.map { "--\($0.name)" }), command: command)
    }
    let attached = parts.count == 2 ? String(parts[1]) : nil
    guard let metavar = option.metavar else {
      if let attached {
        throw UsageError(.unexpectedValue(option.name, value: attached), command: command)
      }
      flags.insert(option.name)
      return
    }
    guard let value = attached ?? rest.popFirst() else {
      throw UsageError(.missingValue(option.name, metavar: metavar), command: command)
    }
    do throws(ValueError) {
      try option.check(value)
    } catch {
      throw UsageError(.badValue(option.name, error), command: command)
    }
    values[option.name, default: []].append(value)
  }

  private func checkOperands() throws(UsageError) {
    let declared = command.operands
    let needed = declared.filter { $0.count == .one }
    if operands.count < needed.count {
      throw UsageError(.missingOperand(needed[operands.count].name), command: command)
    }
    let takesAny = declared.contains { $0.count == .any }
    if operands.count > declared.count, !takesAny {
      throw UsageError(.unexpectedOperand(operands[declared.count]), command: command)
    }
  }
}

extension Arguments {
  /// Whether a flag is given.
  subscript(flag: Flag) -> Bool { flags.contains(flag.name) }

  /// An option's value; nil where it is not given. The parser has accepted its text.
  subscript<Value>(option: Option<Value>) -> Value? {
    values[option.name]?.last.flatMap { option.parser.parse($0) }
  }

  /// All values of an option that may be given several times, in order.
  func all<Value>(_ option: Option<Value>) -> [Value] {
    (values[option.name] ?? []).compactMap { option.parser.parse($0) }
  }

  /// The error that two options exclude each other, for commands whose options do.
  func conflict(
    _ first: any OptionDeclaration, _ second: any OptionDeclaration
  ) -> UsageError {
    UsageError(.conflict(first.name, second.name), command: command)
  }
}
