/// Every command of the program, in the order of `bench --help`.
///
/// A new command is one file in this folder and one line here.
enum CommandTable {
  static let commands: [any Command.Type] = [
    SweepCommand.self,
    StatusCommand.self,
    MergeCommand.self,
    ReportCommand.self,
    VerifyCommand.self,
    CompareCommand.self,
    StatsCommand.self,
    PowerCommand.self,
    TableCommand.self,
    WorkCommand.self,
    ModelCommand.self,
    ShowCommand.self,
    ShowPretextCommand.self,
    DataListCommand.self,
    DataFetchCommand.self,
    DataCheckCommand.self,
    DataShowCommand.self,
    ProtocolListCommand.self,
    ProtocolShowCommand.self,
    ProtocolCheckCommand.self,
  ]
}

extension CommandTable {
  /// What a command line asks for.
  enum Request {
    case help(String)
    case version
    case command(any Command.Type, rest: [String])
  }

  /// Finds the command that the first words name.
  static func find(_ words: [String]) throws -> Request {
    guard let first = words.first else { throw UsageError(.noCommand) }
    switch first {
    case "--help", "-h": return .help(HelpText.overview)
    case "--version": return .version
    case "help":
      if words.count == 1 { return .help(HelpText.overview) }
      return try find(Array(words.dropFirst()) + ["--help"])
    default: break
    }
    if first.hasPrefix("-") {
      throw UsageError(.unknownOption(first, known: ["--help", "--version"]))
    }
    let group = commands.filter { $0.words.first == first }
    guard !group.isEmpty else { throw UsageError(.unknownCommand(first, known: firstWords)) }
    if let command = group.first(where: { $0.words == [first] }) {
      // Of a command that is a group, too, a word is one of the group's.
      let isSubcommand =
        group.count > 1 && words.dropFirst().first.map { !$0.hasPrefix("-") } ?? false
      if !isSubcommand { return .command(command, rest: Array(words.dropFirst())) }
    }
    return try find(in: group, first, Array(words.dropFirst()))
  }

  private static func find(
    in group: [any Command.Type], _ name: String, _ words: [String]
  ) throws -> Request {
    let known = group.compactMap { $0.words.dropFirst().first }
    switch words.first {
    case nil: throw UsageError(.noSubcommand(known: known), group: name)
    case "--help", "-h": return .help(HelpText.text(forGroup: name, group))
    case "--version": return .version
    case let second?:
      guard let command = group.first(where: { $0.words.dropFirst().first == second }) else {
        let fault: UsageError.Fault =
          second.hasPrefix("-")
          ? .unknownOption(second, known: ["--help", "--version"])
          : .unknownCommand("\(name) \(second)", known: known.map { "\(name) \($0)" })
        throw UsageError(fault, group: name)
      }
      return .command(command, rest: Array(words.dropFirst()))
    }
  }

  /// The first word of every command, once each.
  static var firstWords: [String] {
    var words: [String] = []
    for command in commands {
      guard let word = command.words.first, !words.contains(word) else { continue }
      words.append(word)
    }
    return words
  }
}
