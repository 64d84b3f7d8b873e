/// The help of the program, of groups and of commands: at most 80 columns wide.
enum HelpText {
  static let width = 80
  static let usage = "Usage: bench COMMAND [OPTION]…"

  /// The help of `bench --help`.
  static var overview: String {
    let rows = CommandTable.commands.map { (left: $0.name, right: $0.summary) }
    let options: [any OptionDeclaration] = [StandardOptions.help, StandardOptions.version]
    return [
      usage,
      wrap(
        "Runs seeded studies of self-supervised against supervised training, tests the gap, and "
          + "writes reports that anyone can regenerate bit for bit."),
      "Commands:\n" + table(rows),
      "Options:\n" + table(options.map(row)),
      "See 'bench COMMAND --help' for a command's own options.",
    ].joined(separator: "\n\n")
  }

  /// The help of a group of commands.
  static func text(forGroup name: String, _ commands: [any Command.Type]) -> String {
    let rows = commands.map { (left: $0.name, right: $0.summary) }
    return [
      "Usage: bench \(name) COMMAND [OPTION]…",
      "Commands:\n" + table(rows),
      "See 'bench \(name) COMMAND --help' for a command's own options.",
    ].joined(separator: "\n\n")
  }

  /// The help of a command.
  static func text(for command: any Command.Type) -> String {
    var parts = [wrap(command.usage, indent: 13), wrap(command.summary + ".")]
    parts += paragraphs(command.discussion)
    if !command.operands.isEmpty {
      parts.append("Arguments:\n" + table(command.operands.map { ($0.name, $0.help) }))
    }
    parts.append("Options:\n" + table(command.allOptions.map(row)))
    return parts.joined(separator: "\n\n")
  }

  private static func row(_ option: any OptionDeclaration) -> (left: String, right: String) {
    let left = "--\(option.name)" + (option.metavar.map { " \($0)" } ?? "")
    return (left, option.help + (option.fallback.map { " (default: \($0))" } ?? ""))
  }

  private static func paragraphs(_ text: String) -> [String] {
    var paragraphs: [[Substring]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        paragraphs.append([])
      } else {
        paragraphs[paragraphs.count - 1].append(line)
      }
    }
    return paragraphs.filter { !$0.isEmpty }.map { wrap($0.joined(separator: " ")) }
  }
}

extension HelpText {
  /// Two columns: the left indented by 2, the right wrapped; a left text that is too long has a line
  /// of its own.
  static func table(_ rows: [(left: String, right: String)]) -> String {
    let longest = rows.map(\.left.count).filter { $0 <= 24 }.max() ?? 0
    let column = longest + 4
    let lines = rows.map { row in
      let indent = String(repeating: " ", count: column)
      let text = wrap(indent + row.right, indent: column)
      let left = "  " + row.left
      guard left.count <= column - 2 else { return left + "\n" + text }
      return left + text.dropFirst(left.count)
    }
    return lines.joined(separator: "\n")
  }

  /// Breaks a text at spaces so that no line is wider than 80 columns, where words allow it.
  ///
  /// - Parameters:
  ///   - text: one paragraph; spaces at its beginning are kept.
  ///   - indent: how far the second and later lines are indented.
  /// - Returns: lines without a line end after the last.
  static func wrap(_ text: String, indent: Int = 0) -> String {
    let lead = text.prefix { $0 == " " }
    var lines: [String] = []
    var line = String(lead)
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: indent)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
