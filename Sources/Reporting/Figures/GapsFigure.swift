import Statistics
import Study

/// The gaps to the baseline, paired by seed, of a test.
struct GapsFigure {
  let analysis: Analysis
  let test: Analysis.Design.Test
  /// What the data set is called.
  let dataset: String
  /// What the figure's name ends with.
  let suffix: String

  /// The figure of a test.
  init(
    _ analysis: Analysis, _ test: Analysis.Design.Test, dataset: String, suffix: String = ""
  ) {
    self.analysis = analysis
    self.test = test
    self.dataset = dataset
    self.suffix = suffix
  }

  private var metric: MetricText { MetricText(test) }
  private var design: Analysis.Design { analysis.design }

  /// The picture; nil where nothing can be compared.
  var picture: Picture? {
    let gaps = analysis.gaps.filter { $0.test == test.name && !$0.differences.isEmpty }
    guard !gaps.isEmpty else { return nil }
    let plot = DotPlot(
      rows: rows(gaps), axis: metric.gapAxis(design.baseline), showsZero: true)
    let level = Significant.text(design.confidence * 100)
    let figure = Figure(
      name: "gaps\(suffix)",
      alternative: "Gaps to \(design.baseline) on \(dataset): \(means(gaps)).",
      caption: """
        \(metric.capital) on the test set \(code: test.set ?? test.name) minus that of \(code: design.baseline) with the \
        same seed, by arm and number of labels. \(plot.points.caption), large points their means with \
        \(level) % intervals (Student's t); \(test.isHigherBetter ? "right" : "left") of zero the arm is better.
        """)
    return Picture(figure: figure, height: plot.height, script: plot.script)
  }

  /// A group of rows an arm, of which the first bears the arm's name.
  private func rows(_ gaps: [Analysis.Gap]) -> [DotRow] {
    zip(design.arms, ArmStyle.styles(design.arms, baseline: design.baseline)).flatMap {
      arm, style -> [DotRow] in
      let own = gaps.filter { $0.arm == arm }
      var rows = own.enumerated().map { index, gap in
        let size = design.labels.count > 1 ? "\(gap.labels)" : ""
        let name = index > 0 ? size : size.isEmpty ? arm : "\(arm)   \(size)"
        return DotRow(
          name, style, gap.differences.map { Double($0) / Double(gap.total) },
          gap.comparison.meanGap, gap.comparison.interval, scale: metric.scale)
      }
      if !rows.isEmpty { rows[rows.count - 1].endsGroup = design.labels.count > 1 }
      return rows
    }
  }

  /// The mean gaps in words.
  private func means(_ gaps: [Analysis.Gap]) -> String {
    gaps.compactMap { gap in
      gap.comparison.meanGap.map {
        "\(gap.arm) \(metric.signed($0))\(metric.gapUnit) with \(gap.labels) labels"
      }
    }.joined(separator: ", ")
  }
}
