import Datasets

/// `bench data list`
enum DataListCommand: Command {
  static let name = "data list"
  static let summary = "List the data sets that can be named, and where they are"
  static let discussion = """
    Data sets are looked for in --data DIR, $BENCH_DATA, $XDG_DATA_HOME/bench (by default \
    ~/.local/share/bench), /usr/share/datasets and /usr/local/share/bench, in this order. A folder of \
    four IDX files, or of files in CIFAR's binary format, can be named by its path, which must have a \
    slash; it may have any number of images.
    """
  static let options: [any OptionDeclaration] = [DataOptions.data, StandardOptions.json]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let rows = DataOptions.library(arguments, context).status().map(Row.init)
    if arguments[StandardOptions.json] {
      context.console.print(try JSONText.pretty(rows))
    } else {
      context.console.print(
        HelpText.table(rows.map { ($0.name, $0.text) }))
    }
    return .done
  }

  private struct Row: Encodable {
    let name: String
    let title: String
    let state: String
    var folder: String?
    var missing: [String]?
    var remedy: String?

    init(_ status: DatasetStatus) {
      name = status.name
      title = status.title
      switch status.state {
      case .builtIn: state = "needs no file"
      case .found(let folder):
        state = "found"
        self.folder = folder
      case .incomplete(let folder, let missing):
        state = "incomplete"
        self.folder = folder
        self.missing = missing
      case .absent(let remedy):
        state = "not found"
        self.remedy = remedy
      }
    }

    /// The title, and where it is or how to get it.
    var text: String {
      guard let folder else { return "\(title); " + (remedy.map { "\(state); \($0)" } ?? state) }
      let without = missing.map { ": without \($0.joined(separator: ", "))" } ?? ""
      return "\(title); \(state) in \(folder)\(without)"
    }
  }
}
