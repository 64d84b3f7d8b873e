import Statistics
import Study

extension LabelEfficiencyFigure {
  /// What an analysis says of a test.
  init(_ analysis: Analysis, _ test: Analysis.Design.Test, suffix: String = "") {
    let design = analysis.design
    let items = analysis.efficiencies.filter { $0.test == test.name }
    let points = items.flatMap { item in
      item.efficiency.points.map { Point(item.arm, $0) }
    }
    self.init(
      points: points, arms: design.arms(of: test), baseline: design.baseline, labels: design.labels,
      confidence: design.confidence, suffix: suffix)
  }
}

extension LabelEfficiencyFigure.Point {
  fileprivate init(_ arm: String, _ point: LabelEfficiency.Point) {
    let (equivalent, censoring): (Double, LabelEfficiencyFigure.Censoring) =
      switch point.needed {
      case .below(let bound): (bound, .atMost)
      case .exactly(let value): (value, .none)
      case .above(let bound): (bound, .atLeast)
      }
    self.init(
      arm: arm, labels: point.labels, equivalent: equivalent,
      lower: point.interval.map { $0.lower.bound }, upper: point.interval.map { $0.upper.bound },
      censoring: censoring)
  }
}

extension Censored {
  /// The number, whichever side the truth is on.
  fileprivate var bound: Double {
    switch self {
    case .below(let bound), .exactly(let bound), .above(let bound): bound
    }
  }
}
