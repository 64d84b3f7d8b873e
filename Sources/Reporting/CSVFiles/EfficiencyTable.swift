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

/// `two-way.csv`: one row a test set, arm other than the baseline and labelled-set size: the interval for
/// new seeds and new test images, and the variances it comes from.
enum TwoWayTable {
  static func text(_ images: ImageAnalysis, baseline: String, level: Double) throws -> String {
    var csv = CSV(
      header: [
        "arm", "baseline", "labels", "test", "seeds", "images", "mean_gap", "ci_low", "ci_high",
        "df", "variance_anova", "variance_bootstrap", "component_seed", "component_image",
        "component_interaction",
      ])
    for item in images.disagreements {
      let it = try item.variance(level: level)
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
