import Statistics
import Study

/// `runs.csv`: one row a downstream run and test set.
enum RunsTable {
  static func text(_ results: StudyResults) -> String {
    let study = results.plan.study
    var csv = CSV(
      header: [
        "study", "dataset", "arm", "labels", "repetition", "seed", "test", "correct", "total",
        "accuracy", "epochs", "record",
      ])
    for row in results.rows {
      csv.add([
        study.name, study.dataset.name, row.arm, "\(row.labels)", "\(row.repetition)",
        "\(row.seed)", row.test, "\(row.correct)", "\(row.total)",
        FixedDecimals.text(row.correct, over: row.total), "\(row.epochs)",
        "\(row.record)",
      ])
    }
    return csv.text
  }
}
