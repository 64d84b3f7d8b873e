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

/// `summary.csv`: one row an arm, labelled-set size and test set.
enum SummaryTable {
  static func text(_ analysis: Analysis) -> String {
    var csv = CSV(
      header: [
        "arm", "labels", "n", "mean", "sd", "ci_low", "ci_high", "min", "max", "planned", "test",
      ])
    for row in analysis.summaries {
      csv.add([
        row.arm, "\(row.labels)", "\(row.sample.count)", number(row.sample.mean),
        number(row.sample.standardDeviation), number(row.interval?.lower),
        number(row.interval?.upper), number(row.sample.values.min()),
        number(row.sample.values.max()), "\(row.planned)", row.test,
      ])
    }
    return csv.text
  }
}

/// `gaps.csv`: one row an arm other than the baseline, labelled-set size and test set.
enum GapsTable {
  static func text(_ analysis: Analysis) -> String {
    var csv = CSV(
      header: [
        "arm", "baseline", "labels", "n", "mean_gap", "sd_gap", "ci_low", "ci_high", "t", "df",
        "p", "p_holm", "d_z", "g_z", "planned", "test", "note",
      ])
    for row in analysis.gaps {
      let it = row.comparison
      csv.add([
        row.arm, analysis.baseline, "\(row.labels)", "\(it.count)", number(it.meanGap),
        number(it.standardDeviation), number(it.interval?.lower), number(it.interval?.upper),
        number(it.test?.t), it.test.map { "\($0.degreesOfFreedom)" } ?? "",
        number(it.test?.p), number(row.adjustedP), number(it.effect?.dz), number(it.effect?.gz),
        "\(row.planned)", row.test, it.degeneracy.map(note) ?? "",
      ])
    }
    return csv.text
  }

  private static func note(_ degeneracy: PairedComparison.Degeneracy) -> String {
    switch degeneracy {
    case .tooFew: "too few pairs"
    case .allDifferencesZero: "all differences zero"
    case .noVariation: "no variation"
    }
  }
}

/// At most six significant digits, so that reports are equal where a libm differs; empty for none.
private func number(_ value: Double?) -> String {
  value.map { Significant.text($0) } ?? ""
}
