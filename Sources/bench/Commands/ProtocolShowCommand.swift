import Datasets
import Study

/// `bench protocol show`
enum ProtocolShowCommand: Command {
  static let name = "protocol show"
  static let summary = "Show a study as it would run, every default and override written out"
  static let operands = [StudyOptions.study]
  static let options: [any OptionDeclaration] = StudyOptions.all + [StandardOptions.json]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let loaded = try StudyOptions.load(arguments, context)
    for sentence in loaded.overrides { context.console.note(sentence) }
    if arguments[StandardOptions.json] {
      context.console.print(try JSONText.pretty(loaded.study))
    } else {
      context.console.print(StudyText.text(loaded))
    }
    return .done
  }
}
