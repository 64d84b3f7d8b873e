import Network
import Study

/// The layers of one network as a person reads them.
struct LayerTable: Encodable {
  struct Row: Encodable {
    let layer: String
    let output: String
    let parameters: Int
    /// Of them, what an optimiser changes where the layer is trained: running statistics are not.
    let trainable: Int
    let isTrained: Bool
  }

  let name: String
  let input: String
  let rows: [Row]
  let total: Int
  let trained: Int
  /// The running statistics of layers that are trained.
  let running: Int

  /// The layers of an architecture, of which the first `frozen` are not trained.
  init(_ name: String, _ architecture: Architecture, frozen: Int) {
    self.name = name
    input = "\(architecture.input)"
    rows = architecture.layers.indices.map { index in
      Row(
        layer: architecture.layers[index].name, output: "\(architecture.outputs[index])",
        parameters: architecture.layers[index].parameterCount(on: architecture.input(of: index)),
        trainable: architecture.layers[index].trainableCount(on: architecture.input(of: index)),
        isTrained: index >= frozen)
    }
    total = architecture.parameterCount
    let moving = rows.filter(\.isTrained)
    trained = moving.reduce(0) { $0 + $1.trainable }
    running = moving.reduce(0) { $0 + $1.parameters - $1.trainable }
  }

  /// The networks of the pretexts, then those of every arm.
  static func tables(of study: Study, _ networks: StudyNetworks) -> [LayerTable] {
    let pretexts = networks.pretexts.map { pretext in
      LayerTable("pretext \(pretext.name)", pretext.network, frozen: 0)
    }
    return pretexts
      + networks.downstream.map { own in
        let task = study.tasks.count > 1 ? ", \(own.task)" : ""
        return LayerTable(
          "arm \(own.arm)\(task)", Self.whole(own), frozen: own.frozen.layers.count)
      }
  }

  /// What stays as it is, and what is trained on top: layers that are known to fit.
  private static func whole(_ own: StudyNetworks.Downstream) -> Architecture {
    let layers = own.frozen.layers + own.trained.layers
    return (try? Architecture(input: own.frozen.input, layers: layers)) ?? own.trained
  }

  var text: String {
    let lines = rows.map { row in
      [
        "  " + row.layer, row.output, Self.grouped(row.parameters),
        row.parameters == 0 ? "–" : row.isTrained ? "yes" : "frozen",
      ]
    }
    let table = PlanText.columns([["  layer", "output", "parameters", "trained"]] + lines)
    let statistics = running == 0 ? "" : ", running statistics: \(Self.grouped(running))"
    return "\(name), input \(input)\n\(table)\n  parameters: \(Self.grouped(total)), trainable: "
      + "\(Self.grouped(trained)), frozen: \(Self.grouped(total - trained - running))" + statistics
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
