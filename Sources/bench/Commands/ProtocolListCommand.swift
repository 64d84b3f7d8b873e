import Foundation
import Study

/// `bench protocol list`
enum ProtocolListCommand: Command {
  static let name = "protocol list"
  static let summary = "List the protocols that can be named"
  static let discussion = """
    Protocols are looked for in the folder protocols under the current folder, under $BENCH_HOME, and
    in the folders above the program.
    """
  static let options: [any OptionDeclaration] = [StandardOptions.json]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let rows = context.library.list().map { entry in
      let title = (try? ProtocolLoader.load(path: entry.path))?.study.title
      return Row(name: entry.name, path: entry.path, title: title)
    }
    if arguments[StandardOptions.json] {
      context.console.print(try JSONText.pretty(rows))
      return .done
    }
    guard !rows.isEmpty else {
      context.console.note("no protocol was found; set BENCH_HOME to a folder with protocols/")
      return .done
    }
    context.console.print(
      HelpText.table(
        rows.map { ($0.name, $0.title ?? "not valid: see 'bench protocol check \($0.name)'") }))
    return .done
  }

  private struct Row: Encodable {
    let name: String
    let path: String
    let title: String?
  }
}
