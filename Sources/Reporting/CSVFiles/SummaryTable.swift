import Statistics
import Study

/// `summary.csv`: one row an arm, labelled-set size and test set.
enum SummaryTable {
  static func text(_ analysis: Analysis) -> String {
    var csv = CSV(
      header: [
        "arm", "labels", "n", "mean", "sd", "ci_low", "ci_high", "min", "max", "planned", "test",
      ])
    for row in analysis.summaries {
      csv.add([
        row.arm, "\(row.labels)", "\(row.sample.count)", CSV.number(row.sample.mean),
        CSV.number(row.sample.standardDeviation), CSV.number(row.interval?.lower),
        CSV.number(row.interval?.upper), CSV.number(row.sample.values.min()),
        CSV.number(row.sample.values.max()), "\(row.planned)", row.test,
      ])
    }
    return csv.text
  }
}
