import Foundation
import Statistics
import Study

/// How training went: accuracy and loss against updates, a row of panels for the pretext and every arm.
struct TrainingFigure {
  /// A row of panels.
  struct Row {
    let name: String
    let style: ArmStyle
    let curves: [TrainingCurve]
  }

  let rows: [Row]
  /// The size of the labelled sets.
  let labels: Int
  /// How many repetitions there are at most.
  let repetitions: Int

  /// The most repetitions that are drawn, and the most measurements of each.
  private static let (curveLimit, pointLimit) = (10, 40)
  private static let rowHeight = 190

  /// The curves of a study's largest size.
  init(_ results: StudyResults) throws {
    let study = results.plan.study
    labels = study.labels.last ?? 0
    repetitions = study.repetitions
    let styles = ArmStyle.styles(study.arms.map(\.name), baseline: study.analysis.baseline)
    var rows = [
      Row(
        name: "pretext", style: ArmStyle(color: "#555555", point: 7, dash: "solid"),
        curves: try results.curves(of: nil, limit: Self.curveLimit))
    ]
    for (arm, style) in zip(study.arms, styles) {
      let curves = try results.curves(of: (arm.name, labels), limit: Self.curveLimit)
      rows.append(Row(name: arm.name, style: style, curves: curves))
    }
    self.rows = rows.filter { !$0.curves.isEmpty }
  }

  /// The picture; nil where no record has a log.
  var picture: Picture? {
    guard !rows.isEmpty else { return nil }
    let drawn = rows.map(\.curves.count).max() ?? 0
    let seeds =
      drawn < repetitions
      ? "the first \(drawn) of \(repetitions) seeds" : "every seed"
    let pretext = rows.contains { $0.name == "pretext" } ? ", and that of the pretext task" : ""
    let figure = Figure(
      name: "training",
      alternative: "Training curves with \(labels) labels: \(ends).",
      caption: """
        Training with \(labels) labelled images\(pretext), measurement by measurement: accuracy on the left, mean loss on \
        the right, of the training examples (dashed) and of the validation part (solid). Thin lines \
        are \(seeds), thick ones their median, as long as half of them are trained.
        """)
    return Picture(figure: figure, height: Self.rowHeight * rows.count + 60, script: script)
  }

  /// What the median curves end with, in words.
  private var ends: String {
    rows.compactMap { row -> String? in
      let ends = row.curves.compactMap { curve in
        curve.points.last.flatMap { $0.validationAccuracy ?? $0.accuracy }
      }
      let kind = row.curves.contains { $0.points.contains { $0.validationAccuracy != nil } }
      return Self.median(ends).map {
        "\(row.name) ends with \(Points.percent($0)) % \(kind ? "validation" : "training") accuracy"
      }
    }.joined(separator: ", ")
  }
}

extension TrainingFigure {
  private var script: PlotScript {
    var script = PlotScript()
    script.add("set multiplot; set border 3; set tics nomirror; unset key")
    script.add("set grid lc rgb '#d0d0d0' lw 0.6; set format y '%g'; set xtics autofreq")
    let height = Double(Self.rowHeight * rows.count + 60)
    for (index, row) in rows.enumerated() {
      let top = 1 - (Double(index * Self.rowHeight) + 34) / height
      let bottom = top - (Double(Self.rowHeight) - 66) / height
      for panel in Panel.allCases {
        add(row, panel, top: top, bottom: bottom, &script)
      }
    }
    script.add("unset multiplot")
    return script
  }

  /// What is on the two sides.
  private enum Panel: CaseIterable {
    case accuracy, loss

    func values(_ point: TrainingCurve.Point) -> (training: Double?, validation: Double?) {
      switch self {
      case .accuracy:
        (point.accuracy.map { $0 * 100 }, point.validationAccuracy.map { $0 * 100 })
      case .loss: (point.loss, point.validationLoss)
      }
    }
  }

  private func add(
    _ row: Row, _ panel: Panel, top: Double, bottom: Double, _ script: inout PlotScript
  ) {
    let left = panel == .accuracy ? 0.095 : 0.59
    let sides = [left, left + 0.39].map { Significant.text($0, digits: 5) }
    let ends = [bottom, top].map { Significant.text($0, digits: 5) }
    script.add("set lmargin at screen \(sides[0]); set rmargin at screen \(sides[1])")
    script.add("set bmargin at screen \(ends[0]); set tmargin at screen \(ends[1])")
    let name = row.name == "pretext" ? "pretext task" : row.name
    script.add("set title \(PlotScript.quoted(panel == .accuracy ? name : "", limit: 44)) offset 0,-0.4")
    script.add("set ylabel '\(panel == .accuracy ? "Accuracy (%)" : "Loss")' offset 0.5,0")
    script.add("set xlabel 'Updates' offset 0,0.4")
    script.add(panel == .accuracy ? "set yrange [*:100<*<100]" : "set yrange [0:*]")
    let parts = parts(row, panel, &script)
    if !parts.isEmpty { script.plot(parts) }
  }

  private func parts(_ row: Row, _ panel: Panel, _ script: inout PlotScript) -> [String] {
    let kinds: [(dash: String, value: (TrainingCurve.Point) -> Double?)] = [
      ("(5,3)", { panel.values($0).training }), ("solid", { panel.values($0).validation }),
    ]
    var thin: [String] = []
    var thick: [String] = []
    for (dash, value) in kinds {
      let curves = row.curves.map { curve in
        curve.points.compactMap { point in value(point).map { [Double(point.update), $0] } }
      }.filter { !$0.isEmpty }
      guard !curves.isEmpty else { continue }
      let name = script.data(curves: curves.map(Self.thinned))
      thin.append(
        "\(name) using 1:2 with lines lw 0.6 dt \(dash) lc rgb "
          + "\(row.style.color(transparency: 0xA8))")
      let median = script.data(Self.thinned(Self.median(of: curves)))
      thick.append(
        "\(median) using 1:2 with lines lw 2 dt \(dash) lc rgb '\(row.style.color)'")
    }
    return thin + thick
  }
}

extension TrainingFigure {
  /// At most so many of a curve's points, evenly, the last among them.
  private static func thinned(_ curve: [[Double]]) -> [[Double]] {
    guard curve.count > pointLimit else { return curve }
    return (0..<pointLimit).map { curve[$0 * (curve.count - 1) / (pointLimit - 1)] }
  }

  /// The median at every update that at least half of the curves measured.
  private static func median(of curves: [[[Double]]]) -> [[Double]] {
    let points = curves.flatMap { $0 }.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
    var result: [[Double]] = []
    var rest = points[...]
    while let first = rest.first {
      let group = rest.prefix { $0[0] == first[0] }
      rest = rest.dropFirst(group.count)
      guard group.count * 2 >= curves.count, let value = median(group.map { $0[1] }) else { continue }
      result.append([first[0], value])
    }
    return result
  }

  private static func median(_ values: [Double]) -> Double? { (try? Sample(values))?.median }
}
