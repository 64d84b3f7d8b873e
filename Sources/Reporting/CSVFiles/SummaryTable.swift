import Downstream
import Statistics
import Study

/// `summary.csv`: one row an arm, labelled-set size and test. Shares are fractions.
enum SummaryTable {
  static func text(_ analysis: Analysis) -> String {
    var csv = CSV(
      header: [
        "arm", "labels", "n", "mean", "sd", "ci_low", "ci_high", "min", "max", "planned", "test",
        "task", "metric",
      ])
    for row in analysis.summaries {
      let test = analysis.design.test(named: row.test)
      csv.add([
        row.arm, "\(row.labels)", "\(row.sample.count)", CSV.number(row.sample.mean),
        CSV.number(row.sample.standardDeviation), CSV.number(row.interval?.lower),
        CSV.number(row.interval?.upper), CSV.number(row.sample.values.min()),
        CSV.number(row.sample.values.max()), "\(row.planned)", row.test,
        test?.task ?? "", test?.metric.rawValue ?? "",
      ])
    }
    return csv.text
  }
}
