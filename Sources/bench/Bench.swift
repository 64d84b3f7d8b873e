import Foundation

/// The program: finds the command, reads its arguments, runs it, reports what went wrong.
@main
enum Bench {
  static let version = "0.1.0"

  static func main() async {
    StandardDescriptors.occupy()
    signal(SIGPIPE, SIG_IGN)
    // Whatever the user's mask is, nobody else may write what this program makes.
    umask(umask(0o022) | 0o022)
    do throws(OpenFilesError) {
      try OpenFiles.raiseLimit()
    } catch {
      DescriptorSink(STDERR_FILENO).write("bench: \(error)\n")
      exit(error.exitCode.rawValue)
    }
    let environment = ProcessInfo.processInfo.environment
    let context = Context(
      console: Console(environment: environment), environment: environment,
      executable: Bundle.main.executablePath)
    // Whoever started the program may have left it to the system to wait for children.
    signal(SIGCHLD, SIG_DFL)
    let code = await run(Array(CommandLine.arguments.dropFirst()), context)
    exit(code.rawValue)
  }

  /// Runs a command line.
  static func run(_ words: [String], _ context: Context) async -> ExitCode {
    let console = context.console
    do {
      let code = try await dispatch(words, context)
      guard let failure = console.out.failure, failure != EPIPE else { return code }
      throw OutputError.unwritable(reason: String(cString: strerror(failure)))
    } catch let error as UsageError {
      console.error(error.description)
      console.error(
        "\(error.usage)\nSee 'bench\(error.command.map { " \($0)" } ?? "") --help'.", prefix: "")
      return .usage
    } catch {
      console.error("\(error)")
      return ExitCode(of: error)
    }
  }

  private static func dispatch(_ words: [String], _ context: Context) async throws -> ExitCode {
    switch try CommandTable.find(words) {
    case .help(let text):
      context.console.print(text)
      return .done
    case .version:
      context.console.print("bench \(version)")
      return .done
    case .command(let command, let rest):
      let arguments = try Arguments(rest, for: command)
      if arguments.wantsHelp {
        context.console.print(HelpText.text(for: command))
        return .done
      }
      if arguments.wantsVersion { return try await dispatch(["--version"], context) }
      return try await command.run(arguments, context.quiet(arguments[StandardOptions.quiet]))
    }
  }
}
