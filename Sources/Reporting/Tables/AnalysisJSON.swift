import Statistics
public import Study

/// An analysis for programs: accuracies and gaps as fractions, to six significant digits.
public struct AnalysisJSON: Encodable {
  struct Accuracy: Encodable {
    let test: String
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
    let signFlipP: Double?
    let wilcoxonP: Double?
    let medianGap: Double?
    let medianInterval: [Double]?
    let superiority: Double?
    let equivalenceP: Double?
    let note: String?
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
        test: it.test, arm: it.arm, labels: results.hasLabels ? it.labels : nil,
        count: it.sample.count, planned: it.planned, mean: Rounded.number(it.sample.mean),
        standardDeviation: Rounded.number(it.sample.standardDeviation),
        interval: Rounded.bounds(it.interval))
    }
    gaps = analysis.gaps.map { Self.gap($0, hasLabels: results.hasLabels) }
  }

  private static func gap(
    _ gap: Analysis.Gap, hasLabels: Bool
  ) -> Gap {
    let (it, other) = (gap.comparison, gap.statistics)
    return Gap(
      test: gap.test, arm: gap.arm, labels: hasLabels ? gap.labels : nil, count: it.count,
      planned: gap.planned, meanGap: Rounded.number(it.meanGap),
      standardDeviation: Rounded.number(it.standardDeviation),
      interval: Rounded.bounds(it.interval), t: Rounded.number(it.test?.t),
      p: Rounded.number(it.test?.p), adjustedP: Rounded.number(gap.adjustedP),
      effect: Rounded.number(it.effect?.dz), signFlipP: Rounded.number(other.signFlip.p),
      wilcoxonP: Rounded.number(other.wilcoxon.p),
      medianGap: Rounded.number(other.hodgesLehmannGap),
      medianInterval: Rounded.bounds(other.walshInterval),
      superiority: Rounded.number(other.superiority.probability),
      equivalenceP: Rounded.number(other.equivalence?.p),
      note: it.degeneracy.map { AnalysisSections.reason($0) })
  }
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
