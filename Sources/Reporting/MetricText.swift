import Downstream
import Statistics
import Study

/// Values, gaps and intervals of a metric as a person reads them: shares in percent with gaps in points, R²
/// as a plain number, errors in the property's unit.
struct MetricText: Equatable, Sendable {
  let metric: Metric
  /// What stands behind an error, such as a degree sign; empty for none.
  let unit: String

  init(_ metric: Metric, unit: String = "") {
    self.metric = metric
    self.unit = unit
  }

  /// The texts of a test.
  init(_ test: Analysis.Design.Test) {
    self.init(test.metric, unit: test.unit)
  }

  /// The texts of accuracies.
  static let accuracy = MetricText(.accuracy)

  /// Whether it is of accuracies.
  var isAccuracy: Bool { metric == .accuracy }

  /// Whether values are shown in percent, and gaps in points.
  var isShare: Bool { metric.isShare }

  /// What pictures multiply values by.
  var scale: Double { isShare ? 100 : 1 }

  /// Hundredths of a percent and of a degree; R² and errors without a unit are small.
  private var decimals: Int { metric == .rSquared ? 3 : unit.isEmpty ? 4 : 2 }

  /// `86.33`, `0.873` or `4.21`.
  func value(_ value: Double) -> String {
    isShare
      ? Points.percent(value) : Points.minus(FixedDecimals.text(value, decimals: decimals))
  }

  /// `+1.20` or `−0.35`.
  func signed(_ gap: Double) -> String {
    guard !isShare else { return Points.signed(gap) }
    let text = value(gap)
    return text.contains { "123456789".contains($0) } && !text.hasPrefix("−") ? "+" + text : text
  }

  /// `[+1.20, +3.40]`.
  func interval(_ interval: ConfidenceInterval) -> String {
    "[\(signed(interval.lower)), \(signed(interval.upper))]"
  }

  /// `86.33 ± 1.02`, or the mean alone where there is no interval; nil without a value.
  func mean(_ sample: Sample, _ interval: ConfidenceInterval?) -> String? {
    guard let mean = sample.mean else { return nil }
    guard let interval else { return value(mean) }
    return "\(value(mean)) ± \(value((interval.upper - interval.lower) / 2))"
  }
}

extension MetricText {
  /// What follows a gap in a sentence: ` points`, `°` or nothing.
  var gapUnit: String { isShare ? " points" : unit }

  /// What follows a value: ` %`, `°` or nothing.
  var valueUnit: String { isShare ? " %" : unit }

  /// `accuracy`, `mean IoU`, `R²` or `RMSE`.
  var name: String { metric.title }

  /// The same at the beginning of a sentence.
  var capital: String { name.prefix(1).uppercased() + name.dropFirst() }

  /// The mean over repetitions: `mean accuracy`, and `mean IoU` as well.
  var mean: String { name.hasPrefix("mean ") ? name : "mean \(name)" }

  /// The words of an axis: `Test accuracy (%)`.
  var axis: String {
    let unit = isShare ? "%" : unit
    return "Test \(name)" + (unit.isEmpty ? "" : " (\(unit))")
  }

  /// The words of an axis of gaps.
  func gapAxis(_ baseline: String) -> String {
    let unit = isShare ? "percentage points" : unit
    return "\(capital) minus that of \(baseline)" + (unit.isEmpty ? "" : " (\(unit))")
  }

  /// How values are written: `mean IoU in percent`, `R²`, `RMSE in °, of which less is better`.
  var values: String { name + (isShare ? " in percent" : inUnit) }

  /// How gaps are written: `mean IoU in percentage points`, `RMSE in °, where a gap below 0 is better`.
  var gaps: String {
    name
      + (isShare
        ? " in percentage points"
        : unit.isEmpty && metric.isHigherBetter ? " as a plain number" : inUnit)
  }

  private var inUnit: String {
    (unit.isEmpty ? "" : " in \(unit)") + (metric.isHigherBetter ? "" : ", of which less is better")
  }

  /// What an arm does that has a gap, as in `gains 1.20 points over supervised` or
  /// `errs by 0.35° less than supervised`.
  func verb(_ gap: Double, to baseline: RichText) -> RichText {
    let amount = value(gap.magnitude) + gapUnit
    guard metric.isHigherBetter else {
      return "errs by \(amount) \(gap < 0 ? "less" : "more") than \(baseline)"
    }
    return gap > 0 ? "gains \(amount) over \(baseline)" : "loses \(amount) to \(baseline)"
  }

  /// The same without the baseline: `gains 1.20`, `errs by 0.35° less`.
  func shortVerb(_ gap: Double) -> String {
    guard metric.isHigherBetter else {
      return "errs by \(value(gap.magnitude))\(unit) \(gap < 0 ? "less" : "more")"
    }
    return "\(gap > 0 ? "gains" : "loses") \(value(gap.magnitude))"
  }
}

extension Sequence<MetricText> {
  /// Each once, in the order of the first.
  var distinct: [MetricText] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }

  /// One text a metric, as in `R² as a plain number; RMSE in °, of which less is better`.
  func listed(_ text: (MetricText) -> String) -> String {
    distinct.map(text).joined(separator: "; ")
  }
}
