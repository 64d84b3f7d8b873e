import Foundation
import Statistics
import Study

/// Accuracy, or whatever a test measures, against the size of the labelled set.
struct AccuracyFigure {
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
  private var arms: [String] { design.arms(of: test) }
  private var design: Analysis.Design { analysis.design }
  private var styles: [ArmStyle] {
    zip(design.arms, ArmStyle.styles(design.arms, baseline: design.baseline))
      .filter { arms.contains($0.0) }.map(\.1)
  }

  /// The picture; nil where there is no result.
  var picture: Picture? {
    guard let points else { return nil }
    let isCurve = design.labels.count > 1
    let level = Significant.text(design.confidence * 100)
    let what = isCurve ? "against the number of labelled images" : sizeText
    let figure = Figure(
      name: "accuracy\(suffix)",
      alternative: "Test \(metric.name) on \(dataset) \(what): \(means).",
      caption: """
        \(metric.capital) on the test set \(code: test.set ?? test.name) \(what). \(points.caption), large points their \
        means with \(level) % intervals (Student's t)\
        \(isCurve ? "; arms of a size stand beside one another, and the axis is logarithmic" : "")\
        \(test.isHigherBetter ? "" : "; less is better").
        """)
    guard !isCurve else { return Picture(figure: figure, height: 440, script: curves) }
    let plot = dots
    return Picture(figure: figure, height: plot.height, script: plot.script)
  }

  private var sizeText: String { design.labels.first.map { "with \($0) labelled images" } ?? "" }

  private func summaries(_ arm: String) -> [Analysis.Summary] {
    analysis.summaries.filter { $0.test == test.name && $0.arm == arm && $0.sample.count > 0 }
  }

  private var points: SeedPoints? {
    let counts = analysis.summaries.filter { $0.test == test.name }
      .map(\.sample.count)
    return counts.contains { $0 > 0 } ? SeedPoints(counts) : nil
  }

  /// The means of all arms at the largest size, in words.
  private var means: String {
    let parts = arms.compactMap { arm -> String? in
      guard let last = summaries(arm).last, let mean = last.sample.mean else {
        return nil
      }
      return "\(arm) \(metric.value(mean))\(metric.valueUnit) with \(last.labels) labels"
    }
    return parts.joined(separator: ", ")
  }
}

extension AccuracyFigure {
  private var dots: DotPlot {
    let rows = zip(arms, styles).compactMap { arm, style in
      summaries(arm).first.map {
        DotRow(
          arm, style, $0.sample.values, $0.sample.mean, $0.interval, scale: metric.scale)
      }
    }
    return DotPlot(rows: rows, axis: metric.axis)
  }

  private var curves: PlotScript {
    var script = PlotScript()
    let axis = LabelAxis(design.labels)
    script.add("set border 3; set tics nomirror; set grid ytics lc rgb '#d0d0d0' lw 0.6")
    script.add("set key outside top center horizontal Left reverse samplen 5 width 1")
    script.add("set xlabel 'Labelled images'; set ylabel \(PlotScript.quoted(metric.axis))")
    script.add(axis.commands("x"))
    script.add("set offsets 0, 0, graph 0.04, graph 0.04")
    var seeds: [String] = []
    var means: [String] = []
    for (index, (arm, style)) in zip(arms, styles).enumerated() {
      let cells = summaries(arm)
      guard !cells.isEmpty, let points else { continue }
      let place = Double(index) - Double(arms.count - 1) / 2
      seeds.append(self.seeds(cells, style, points, axis, place, &script))
      means += self.means(cells, arm, style, axis, place, &script)
    }
    script.plot(seeds + means)
    return script
  }

  /// Seeds, each beside its neighbours.
  private func seeds(
    _ cells: [Analysis.Summary], _ style: ArmStyle, _ points: SeedPoints, _ axis: LabelAxis,
    _ place: Double, _ script: inout PlotScript
  ) -> String {
    let rows = cells.flatMap { cell in
      cell.sample.values.prefix(points.shown).enumerated().map { repetition, value in
        [
          axis.place(
            cell.labels, slot: place + 0.6 * SeedPoints.jitter(repetition), of: arms.count),
          value * metric.scale,
        ]
      }
    }
    return "\(script.data(rows)) using 1:2 with points pt \(style.point) ps \(points.size) "
      + "lc rgb \(style.color(transparency: 0x90)) notitle"
  }

  /// Means, joined by a line, with their intervals.
  private func means(
    _ cells: [Analysis.Summary], _ arm: String, _ style: ArmStyle, _ axis: LabelAxis,
    _ place: Double, _ script: inout PlotScript
  ) -> [String] {
    func row(_ cell: Analysis.Summary, _ more: [Double]) -> [Double] {
      let x = axis.place(cell.labels, slot: place, of: arms.count)
      return [x, (cell.sample.mean ?? 0) * metric.scale] + more.map { $0 * metric.scale }
    }
    let line = script.data(cells.map { row($0, []) })
    var parts = [
      "\(line) using 1:2 with linespoints pt \(style.point) ps 1.1 lw 1.6 dt \(style.dash) "
        + "lc rgb '\(style.color)' title \(PlotScript.quoted(arm, limit: 40))"
    ]
    let bars = cells.compactMap { cell in
      cell.interval.map { row(cell, [$0.lower, $0.upper]) }
    }
    if !bars.isEmpty {
      parts.append(
        "\(script.data(bars)) using 1:2:3:4 with yerrorbars pt \(style.point) ps 1.1 lw 1.6 "
          + "lc rgb '\(style.color)' notitle")
    }
    return parts
  }
}
