import Statistics
import Study

/// `label-efficiency.csv`: one row a test set, arm other than the baseline and labelled-set size: how many
/// labels the baseline needs for the arm's accuracy. A number that lies outside the sizes of the study
/// has its side beside it: `below` or `above` the number given.
enum EfficiencyTable {
  static func text(_ analysis: Analysis) -> String {
    var csv = CSV(
      header: [
        "arm", "baseline", "test", "labels", "n", "worth", "worth_side", "low", "low_side", "high",
        "high_side",
      ])
    for item in analysis.efficiencies {
      for point in item.efficiency.points {
        csv.add(
          [
            item.arm, analysis.baseline, item.test, "\(point.labels)",
            "\(item.efficiency.repetitions)",
          ] + fields(point.needed) + fields(point.interval?.lower) + fields(point.interval?.upper))
      }
    }
    return csv.text
  }

  private static func fields(_ value: Censored?) -> [String] {
    switch value {
    case .below(let bound): [CSV.number(bound), "below"]
    case .exactly(let value): [CSV.number(value), ""]
    case .above(let bound): [CSV.number(bound), "above"]
    case nil: ["", ""]
    }
  }
}
