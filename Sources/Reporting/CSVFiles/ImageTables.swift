import Statistics
import Study

/// `mcnemar.csv`: one row an arm other than the baseline, labelled-set size, test set and seed.
enum McNemarTable {
  static func text(_ images: ImageAnalysis, baseline: String) -> String {
    var csv = CSV(
      header: [
        "arm", "baseline", "labels", "test", "seed", "only_arm", "only_baseline", "p", "p_mid",
      ])
    for item in images.disagreements {
      for repetition in item.repetitions {
        csv.add([
          item.arm, baseline, "\(item.labels)", item.test, "\(repetition.seed)",
          "\(repetition.onlyArm)", "\(repetition.onlyBaseline)", CSV.number(repetition.test.p),
          CSV.number(repetition.test.midP),
        ])
      }
    }
    return csv.text
  }
}

/// `classes.csv`: the confusion matrices, one row an arm, labelled-set size, test set and class: how
/// many images of the class, over all repetitions, were taken for each.
enum ClassesTable {
  static func text(_ images: ImageAnalysis) -> String {
    let classes = images.confusions.first?.classes ?? 0
    var csv = CSV(
      header: ["arm", "labels", "test", "n", "class", "accuracy"]
        + (0..<classes).map { "taken_for_\($0)" })
    for item in images.confusions {
      for truth in 0..<item.classes {
        let row = item.counts[truth * item.classes..<(truth + 1) * item.classes]
        let total = row.reduce(0, +)
        csv.add(
          [
            item.arm, "\(item.labels)", item.test, "\(item.repetitions)", "\(truth)",
            total > 0 ? FixedDecimals.text(row[row.startIndex + truth], over: total) : "",
          ] + row.map { "\($0)" })
      }
    }
    return csv.text
  }
}

/// `two-way.csv`: one row a test set, arm other than the baseline and labelled-set size: the interval for
/// new seeds and new test images, and the estimated variances, which chance may make negative: the interval
/// takes a negative image component for 0.
enum TwoWayTable {
  static func text(_ images: ImageAnalysis, baseline: String) -> String {
    var csv = CSV(
      header: [
        "arm", "baseline", "labels", "test", "seeds", "images", "mean_gap", "ci_low", "ci_high",
        "df", "variance_anova", "variance_bootstrap", "component_seed", "component_image",
        "component_interaction",
      ])
    for item in images.disagreements {
      let it = item.variance
      csv.add([
        item.arm, baseline, "\(item.labels)", item.test, "\(it.seeds)", "\(it.images)",
        CSV.number(it.meanGap), CSV.number(it.interval?.lower), CSV.number(it.interval?.upper),
        CSV.number(it.degreesOfFreedom), CSV.number(it.variance),
        CSV.number(it.bootstrapVariance), CSV.number(it.seedComponent),
        CSV.number(it.imageComponent), CSV.number(it.interactionComponent),
      ])
    }
    return csv.text
  }
}
