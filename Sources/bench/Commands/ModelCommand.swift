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
    let input = try shape(loaded.study, arguments, context)
    let networks = try StudyNetworks(loaded.study, input: input)
    let tables = LayerTable.tables(of: loaded.study, networks)
    if arguments[StandardOptions.json] {
      context.console.print(try JSONText.pretty(tables))
    } else {
      context.console.print(tables.map(\.text).joined(separator: "\n\n"))
    }
    return .done
  }

  /// The catalogue knows the shape of its images; a folder has to be read.
  private static func shape(
    _ study: Study, _ arguments: Arguments, _ context: Context
  ) throws -> Shape {
    if let side = study.dataset.side, let channels = study.dataset.channels {
      return Shape(rows: side, columns: side, channels: channels)
    }
    let images = try DataOptions.library(arguments, context).load(study.dataset.request).training
    return Shape(rows: images.rows, columns: images.columns, channels: images.channels)
  }
}
