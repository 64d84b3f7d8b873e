import Downstream
import Foundation
import Study
import Testing

@testable import Reporting
@testable import Study

/// A study of three tasks whose records say what a table below says.
enum TaskReports {
  /// Where a value belongs.
  struct Cell {
    let task: String
    let metric: Metric
    let arm: String
    let labels: Int
    let repetition: Int
  }

  /// The study's results, complete but for one run.
  static func fixture(_ value: (Cell) -> Double? = value) throws -> ReportFixture {
    let fixture = try ReportFixture(Overrides(labels: [10, 20], repetitions: 3), text: text)
    for run in fixture.plan.runs {
      var tests: [JSONValue] = []
      if case .downstream(let arm, let labels, let name) = run.kind {
        let task = try #require(fixture.plan.study.task(named: name))
        let values = task.task.metrics.map { metric in
          value(
            Cell(
              task: name, metric: metric, arm: arm.name, labels: labels,
              repetition: run.repetition))
        }
        guard values.allSatisfy({ $0 != nil }) else { continue }
        tests = [score(task.task.metrics, values.compactMap { $0 })]
      }
      try fixture.store.write(
        Record(
          specification: run.specification,
          result: .object([
            "epochs": .integer(3), "updates": .integer(6), "keptUpdate": .integer(3),
            "stoppedEarly": .bool(true), "tests": .array(tests), "log": .array([]),
          ])))
    }
    return fixture
  }

  private static func score(_ metrics: [Metric], _ values: [Double]) -> JSONValue {
    let isCount = metrics == [.accuracy]
    var members: [String: JSONValue] = [
      "name": .string("some"), "loss": .number(0.5),
      "correct": .integer(isCount ? Int64(values[0]) : 0), "total": .integer(1000),
    ]
    if !isCount {
      members["metrics"] = .array(
        zip(metrics, values).map {
          .object(["name": .string($0.rawValue), "value": .number($1)])
        })
    }
    return .object(members)
  }

  /// Rotation gains in every task: more is better but of errors, which it has fewer of. The random encoder is
  /// exactly as good with 10 labels, and lacks a repetition of the segmentation with 20. Neighbours vote.
  static func value(_ cell: Cell) -> Double? {
    let index = cell.repetition - 1
    let isSmall = cell.labels == 10
    let side =
      switch cell.arm {
      case "rotation": 1.0
      case "random": isSmall ? 0.0 : -1.0
      default: 0.0
      }
    let noise = [[0.0, 0.8, -0.5], [0.04, -0.05, 0.08]]
    let (seed, run) = (noise[0][index], side * (1 + noise[1][index] * (isSmall ? 1 : 6)))
    switch cell.metric {
    case .accuracy: return (isSmall ? 850 : 900) + (10 * seed + 12 * run).rounded()
    case .rSquared: return (isSmall ? -0.05 : 0.61) + 0.02 * seed + 0.035 * run
    case .rootMeanSquaredError: return (isSmall ? 26.5 : 15.25) + 0.4 * seed - 0.75 * run
    case .meanIntersectionOverUnion, .averagePrecision:
      if cell.arm == "random", !isSmall, index == 2 { return nil }
      return (isSmall ? 0.44 : 0.525) + 0.01 * seed + 0.0123 * run
    }
  }

  static let text = ReportFixture.text
    .replacingOccurrences(
      of: "tests: [ { name: \"some\", images: [5, 1005] }, { name: \"all\", images: [0, 10000] } ]",
      with: "tests: [ { name: \"some\", images: [5, 1005] } ]"
    )
    .replacingOccurrences(
      of: "pretexts: [ {",
      with: """
        tasks: [
            { task: "classification" },
            {
              name: "angle-of-turn",
              task: { name: "regression", property: "rotation", limit: 45 },
              head: [ { layer: "flatten" }, { layer: "dense", units: 1 } ],
            },
            {
              task: { name: "segmentation", canvas: 40, clutter: 1, pieceSize: 2 },
              head: [
                { layer: "transposed-convolution", filters: 3, kernel: 3, stride: 2,
                  padding: "same", activation: "relu" },
                { layer: "transposed-convolution", filters: 2, kernel: 3, stride: 2,
                  padding: "same" },
              ],
            },
          ],
          pretexts: [ {
        """
    )
    .replacingOccurrences(
      of: "{ name: \"random\", weights: \"random\", encoder: \"frozen\" },",
      with: """
        { name: "random", weights: "random", encoder: "frozen" },
            { name: "neighbours", weights: "rotation", encoder: "frozen", neighbours: 3 },
        """)
}
