import Downstream
import Statistics
public import Study

/// An analysis for programs: accuracies and gaps as fractions, values of other metrics as they are, to six significant digits.
public struct AnalysisJSON: Encodable {
  struct Accuracy: Encodable {
    let test: String
    /// Nil for accuracies, as of gaps.
    let metric: String?
    let arm: String
    let labels: Int?
    let count: Int
    let planned: Int
    let mean: Double?
    let standardDeviation: Double?
    let interval: [Double]?
  }

  struct Gap: Encodable {
    let test: String
    let metric: String?
    let arm: String
    let labels: Int?
    let count: Int
    let planned: Int
    let meanGap: Double?
    let standardDeviation: Double?
    let interval: [Double]?
    let t: Double?
    let p: Double?
    let adjustedP: Double?
    let effect: Double?
    let unbiasedEffect: Double?
    let signFlipP: Double?
    let wilcoxonP: Double?
    let medianGap: Double?
    let medianInterval: [Double]?
    let bcaInterval: [Double]?
    let percentileInterval: [Double]?
    let superiority: Double?
    let superiorityInterval: [Double]?
    let verdict: String?
    let equivalenceP: Double?
    let adjustedEquivalenceP: Double?
    let equivalenceInterval: [Double]?
    let isEquivalent: Bool?
    let smallestDetectableGap: Double?
    let repetitionsNeeded: Int?
    let note: String?
  }

  /// What the labels of an arm are worth, in labels of the baseline; a bound is text with its side, as in
  /// `> 5000`.
  struct Worth: Encodable, Sendable {
    let test: String
    let arm: String
    let labels: Int
    let count: Int
    let worth: String
    let interval: [String]?
  }

  let version = 1
  let file: String
  let columns: [String: String]
  let scale: String
  let baseline: String
  let confidence: Double
  let margin: Double?
  let accuracies: [Accuracy]
  let gaps: [Gap]
  let labelEfficiency: [Worth]

  /// The figures of an analysis.
  ///
  /// - Parameters:
  ///   - results: what was read.
  ///   - analysis: its statistics.
  public init(_ results: ImportedResults, _ analysis: Analysis) {
    let design = analysis.design
    file = results.path
    columns = Dictionary(results.columns.map { ($0.role.rawValue, $0.name) }) { first, _ in first }
    scale =
      switch results.accuracies {
      case .counts: "counts"
      case .decimals(let scale, _): scale.rawValue
      }
    (baseline, confidence, margin) = (design.baseline, design.confidence, design.margin)
    accuracies = analysis.summaries.map { it in
      Accuracy(
        test: it.test, metric: design.test(named: it.test)?.metricName, arm: it.arm,
        labels: results.hasLabels ? it.labels : nil,
        count: it.sample.count, planned: it.planned, mean: Rounded.number(it.sample.mean),
        standardDeviation: Rounded.number(it.sample.standardDeviation),
        interval: Rounded.bounds(it.interval))
    }
    gaps = analysis.gaps.map {
      Self.gap($0, design.test(named: $0.test), hasLabels: results.hasLabels)
    }
    labelEfficiency = design.labels.count > 1 ? analysis.efficiencies.flatMap(Self.worth) : []
  }

  private static func worth(_ item: Analysis.Efficiency) -> [Worth] {
    item.efficiency.points.map { point in
      Worth(
        test: item.test, arm: item.arm, labels: point.labels,
        count: item.efficiency.repetitions, worth: Labels.text(point.needed),
        interval: point.interval.map { [Labels.text($0.lower), Labels.text($0.upper)] })
    }
  }

  private static func gap(
    _ gap: Analysis.Gap, _ test: Analysis.Design.Test?, hasLabels: Bool
  ) -> Gap {
    let (it, other) = (gap.comparison, gap.statistics)
    return Gap(
      test: gap.test, metric: test?.metricName, arm: gap.arm,
      labels: hasLabels ? gap.labels : nil, count: it.count,
      planned: gap.planned, meanGap: Rounded.number(it.meanGap),
      standardDeviation: Rounded.number(it.standardDeviation),
      interval: Rounded.bounds(it.interval), t: Rounded.number(it.test?.t),
      p: Rounded.number(it.test?.p), adjustedP: Rounded.number(gap.adjustedP),
      effect: Rounded.number(it.effect?.dz), unbiasedEffect: Rounded.number(it.effect?.gz),
      signFlipP: Rounded.number(other.signFlip.p),
      wilcoxonP: Rounded.number(other.wilcoxon.p),
      medianGap: Rounded.number(other.hodgesLehmannGap),
      medianInterval: Rounded.bounds(other.walshInterval),
      bcaInterval: Rounded.bounds(other.bcaInterval),
      percentileInterval: Rounded.bounds(other.percentileInterval),
      superiority: Rounded.number(other.superiority.probability),
      superiorityInterval: Rounded.bounds(other.superiority.interval),
      verdict: AnalysisSections.verdict(other),
      equivalenceP: Rounded.number(other.equivalence?.p),
      adjustedEquivalenceP: Rounded.number(gap.adjustedEquivalenceP),
      equivalenceInterval: Rounded.bounds(other.equivalence?.interval),
      isEquivalent: gap.isEquivalent,
      smallestDetectableGap: Rounded.number(other.detectable.smallestGap),
      repetitionsNeeded: other.detectable.repetitionsNeeded?.whole,
      note: it.degeneracy.map { AnalysisSections.reason($0) })
  }
}

extension Analysis.Design.Test {
  /// The metric as JSON has it; nil for accuracies.
  var metricName: String? { metric == .accuracy ? nil : metric.rawValue }
}

/// Numbers for JSON to six significant digits, as in every other table.
enum Rounded {
  static func number(_ value: Double?) -> Double? {
    value.flatMap { Double(Significant.text($0)) }
  }

  static func bounds(_ interval: ConfidenceInterval?) -> [Double]? {
    interval.flatMap { [number($0.lower), number($0.upper)].compactMap { $0 } }
  }
}
