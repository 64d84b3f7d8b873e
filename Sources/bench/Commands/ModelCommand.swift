import Datasets
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
    let networks = try StudyNetworks(
      loaded.study, input: try shape(loaded.study, arguments, context))
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
    if let side = study.dataset.side { return Shape(rows: side, columns: side, channels: 1) }
    let images = try DataOptions.library(arguments, context).load(study.dataset.request).training
    return Shape(rows: images.rows, columns: images.columns, channels: images.channels)
  }
}

/// The layers of one network as a person reads them.
struct LayerTable: Encodable {
  struct Row: Encodable {
    let layer: String
    let output: String
    let parameters: Int
    let isTrained: Bool
  }

  let name: String
  let input: String
  let rows: [Row]
  let total: Int
  let trained: Int

  /// - Parameters:
  ///   - frozen: how many layers from the first are not trained.
  init(_ name: String, _ architecture: Architecture, frozen: Int) {
    self.name = name
    input = "\(architecture.input)"
    rows = architecture.layers.indices.map { index in
      Row(
        layer: architecture.layers[index].name, output: "\(architecture.outputs[index])",
        parameters: architecture.layers[index].parameterCount(on: architecture.input(of: index)),
        isTrained: index >= frozen)
    }
    total = architecture.parameterCount
    trained = rows.filter(\.isTrained).reduce(0) { $0 + $1.parameters }
  }

  /// The pretext network, then the classifier of every arm.
  static func tables(of study: Study, _ networks: StudyNetworks) -> [LayerTable] {
    let pretext = networks.pretext.map { [LayerTable("pretext", $0, frozen: 0)] } ?? []
    return pretext
      + study.arms.map { arm in
        LayerTable(
          "arm \(arm.name)", networks.classifier,
          frozen: arm.encoder == .frozen ? networks.encoder.layers.count : 0)
      }
  }

  var text: String {
    let lines = rows.map { row in
      [
        "  " + row.layer, row.output, Self.grouped(row.parameters),
        row.parameters == 0 ? "" : row.isTrained ? "yes" : "frozen",
      ]
    }
    let table = PlanText.columns([["  layer", "output", "parameters", "trained"]] + lines)
    return "\(name), input \(input)\n\(table)\n  parameters: \(Self.grouped(total)), trainable: "
      + "\(Self.grouped(trained)), frozen: \(Self.grouped(total - trained))"
  }

  /// `23,988`
  private static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return String(
      digits.indices.flatMap { index in
        let separates = index > 0 && (digits.count - index) % 3 == 0
        return separates ? [",", digits[index]] : [digits[index]]
      })
  }
}
