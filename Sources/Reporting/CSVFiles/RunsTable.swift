import Downstream
import Statistics
import Study

/// `runs.csv`: one row a downstream run and test. Counts are of images: another metric than accuracy has its
/// value alone.
enum RunsTable {
  static func text(_ results: StudyResults) -> String {
    let study = results.plan.study
    var csv = CSV(
      header: [
        "study", "dataset", "arm", "labels", "repetition", "seed", "test", "correct", "total",
        "accuracy", "epochs", "record", "task", "metric", "value",
      ])
    for row in results.rows {
      let value = FixedDecimals.text(row.correct, over: row.total)
      let isCount = row.metric == .accuracy
      csv.add([
        study.name, study.dataset.name, row.arm, "\(row.labels)", "\(row.repetition)",
        "\(row.seed)", row.test, isCount ? "\(row.correct)" : "", isCount ? "\(row.total)" : "",
        isCount ? value : "", "\(row.epochs)", "\(row.record)", row.task, row.metric.rawValue,
        value,
      ])
    }
    return csv.text
  }
}
