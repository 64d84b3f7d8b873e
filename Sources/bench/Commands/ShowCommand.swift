import Pretext

/// `bench show`
enum ShowCommand: Command {
  static let name = "show"
  static let summary = "List the pretext tasks with their options"
  static let discussion = """
    'bench show pretext TASK' shows examples of one: what a network sees, and what it is asked.
    """

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    context.console.print(PretextTaskText.text(.builtIn))
    return .done
  }
}
