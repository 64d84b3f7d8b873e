import Datasets
import Images
import Network
import Study

/// `bench model`
enum ModelCommand: Command {
  static let name = "model"
  static let summary = "Show the layers of a study's networks: shapes, parameters, what is trained"
  static let operands = [StudyOptions.study]
  static let options: [any OptionDeclaration] =
    StudyOptions.all + [DataOptions.data, StandardOptions.json]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let loaded = try StudyOptions.load(arguments, context)
    for sentence in loaded.overrides { context.console.note(sentence) }
    let networks = try networks(loaded, arguments, context)
    let tables = LayerTable.tables(of: loaded.study, networks)
    if arguments[StandardOptions.json] {
      context.console.print(try JSONText.pretty(tables))
    } else if tables.isEmpty {
      context.console.print(
        "all arms of \(loaded.study.name) are learners: there is no network here")
    } else {
      context.console.print(tables.map(\.text).joined(separator: "\n\n"))
    }
    return .done
  }

  /// The catalogue knows the shape of its images; folders have to be read.
  private static func networks(
    _ loaded: LoadedStudy, _ arguments: Arguments, _ context: Context
  ) throws -> StudyNetworks {
    let study = loaded.study
    let library = DataOptions.library(arguments, context)
    let subject =
      try study.dataset.subject ?? library.load(study.dataset.request).training.subject
    let others = try study.otherDatasets.filter { $0.subject == nil }.map {
      try library.load($0.request)
    }
    return try StudyNetworks(study, on: subject, tasks: loaded.tasks, others: others)
  }
}
