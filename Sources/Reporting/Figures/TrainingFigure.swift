import Foundation
import Statistics
import Study

/// How training went: accuracy and loss against updates, a row of panels for every pretext and every arm of
/// the first task; of many arms for the baseline alone.
struct TrainingFigure {
  /// A row of panels.
  struct Row {
    /// The arm's, or the pretext's.
    let name: String
    let isPretext: Bool
    let style: ArmStyle
    let curves: [TrainingCurve]
  }

  let rows: [Row]
  /// The size of the labelled sets.
  let labels: Int
  /// How many repetitions there are at most.
  let repetitions: Int
  /// Whether there are too many arms to show, and the baseline stands for all.
  let showsBaselineAlone: Bool

  /// The most repetitions that are drawn, and the most measurements of each.
  private static let (curveLimit, pointLimit) = (10, 40)
  private static let rowHeight = 164

  /// The curves of a study's largest size.
  init(_ results: StudyResults) throws {
    let study = results.plan.study
    let labels = study.labels.last ?? 0
    self.labels = labels
    repetitions = study.repetitions
    let styles = ArmStyle.styles(study.arms.map(\.name), baseline: study.analysis.baseline)
    let gray = ArmStyle(color: "#555555", point: 7, dash: "solid")
    var rows = try study.neededPretexts.map { pretext in
      Row(
        name: "pretext \(pretext.name)", isPretext: true, style: gray,
        curves: try results.curves(limit: Self.curveLimit) {
          $0 == .pretraining(pretext: pretext.name)
        })
    }
    // Of many arms the baseline stands for what training looks like.
    showsBaselineAlone = study.arms.count > Illustrator.mostLines
    let isShown = { [showsBaselineAlone] (arm: Arm) in
      !showsBaselineAlone || arm.name == study.analysis.baseline
    }
    for (arm, style) in zip(study.arms, styles) where isShown(arm) {
      let curves = try results.curves(limit: Self.curveLimit) { kind in
        guard case .downstream(let it, let size, let task) = kind else { return false }
        return it.name == arm.name && size == labels && task == study.tasks.first?.name
      }
      rows.append(Row(name: arm.name, isPretext: false, style: style, curves: curves))
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
    let pretexts = rows.count(where: \.isPretext)
    let pretext =
      pretexts == 0
      ? "" : pretexts == 1 ? ", and that of the pretext task" : ", and that of the pretexts"
    let figure = Figure(
      name: "training",
      alternative: "Training curves with \(labels) labels: \(ends).",
      caption: """
        Training with \(labels) labelled images\(showsBaselineAlone ? " of the baseline alone" : "")\(pretext), \
        measurement by measurement: accuracy on \
        the left, mean loss on the right, of the training examples (dashed) and of the validation part (solid). Thick lines \
        are medians over seeds, as long as half of them are trained; thin ones are \(seeds) on the \
        validation part, or in training where there is none.
        """)
    return Picture(
      figure: figure, height: height, density: rows.count > 3 ? 1.25 : 1.5, script: script)
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
  private var height: Int { Self.rowHeight * rows.count + 6 }

  private var script: PlotScript {
    var script = PlotScript()
    script.add("set multiplot; set border 3; set tics nomirror; unset key")
    script.add("set grid lc rgb '#d0d0d0' lw 0.6; set format y '%g'; set xtics autofreq")
    let height = Double(self.height)
    for (index, row) in rows.enumerated() {
      let top = 1 - (Double(index * Self.rowHeight) + 26) / height
      let bottom = top - (Double(Self.rowHeight) - 70) / height
      for panel in Panel.allCases {
        add(row, panel, top: top, bottom: bottom, &script)
      }
    }
    script.add("unset multiplot")
    return script
  }

  /// What is on the two sides.
  fileprivate enum Panel: CaseIterable {
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
    let sides = [left, left + 0.375].map { Significant.text($0, digits: 5) }
    let ends = [bottom, top].map { Significant.text($0, digits: 5) }
    script.add("set lmargin at screen \(sides[0]); set rmargin at screen \(sides[1])")
    script.add("set bmargin at screen \(ends[0]); set tmargin at screen \(ends[1])")
    script.add(
      "set label 1 \(PlotScript.quoted(panel == row.first ? row.name : "", limit: 60)) "
        + "at graph 0, graph 1.13 left")
    script.add(
      "set label 2 '\(panel == .accuracy ? "Accuracy (%)" : "Loss")' at graph -0.16, graph 0.5 "
        + "center rotate")
    script.add("set xlabel 'Updates' offset 0,0.4")
    script.add(axes(row, panel))
    let parts = parts(row, panel, &script)
    if !parts.isEmpty { script.plot(parts) }
  }

  /// Ranges that begin and end with a mark, a few to an axis.
  private func axes(_ row: Row, _ panel: Panel) -> String {
    let points = row.curves.flatMap(\.points)
    let values = points.flatMap { [panel.values($0).training, panel.values($0).validation] }
      .compactMap { $0 }
    let updates = Double(points.map(\.update).max() ?? 1)
    let x = Self.step(updates / 4)
    let range: (lower: Double, upper: Double, step: Double)
    switch panel {
    case .accuracy:
      let step = Self.step((100 - (values.min() ?? 0)) / 4)
      range = (((values.min() ?? 0) / step).rounded(.down) * step, 100, step)
    case .loss:
      let step = Self.step((values.max() ?? 1) / 4)
      range = (0, ((values.max() ?? 1) / step).rounded(.up) * step, step)
    }
    let numbers = [updates, x, range.lower, range.upper, range.step].map { Significant.text($0) }
    return "set xrange [0:\(numbers[0])]; set xtics \(numbers[1]); "
      + "set yrange [\(numbers[2]):\(numbers[3])]; set ytics \(numbers[4])"
  }

  /// The next of 1, 2, 5, 10, … to a distance of marks.
  private static func step(_ distance: Double) -> Double {
    guard distance > 0, distance.isFinite else { return 1 }
    var unit = 1.0
    while unit > distance { unit /= 10 }
    while unit * 10 <= distance { unit *= 10 }
    return unit * ([2, 5].first { $0 * unit >= distance } ?? 10)
  }

  private func parts(_ row: Row, _ panel: Panel, _ script: inout PlotScript) -> [String] {
    let validates = row.curves.contains { curve in
      curve.points.contains { panel.values($0).validation != nil }
    }
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
      if dash == "solid" || !validates {
        let name = script.data(curves: curves.map(Self.thinned))
        thin.append(
          "\(name) using 1:2 with lines lw 0.6 lc rgb \(row.style.color(transparency: 0xA8))")
      }
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
      guard group.count * 2 >= curves.count, let value = median(group.map { $0[1] }) else {
        continue
      }
      result.append([first[0], value])
    }
    return result
  }

  private static func median(_ values: [Double]) -> Double? { (try? Sample(values))?.median }
}

extension TrainingFigure.Row {
  /// The panel that names the row: a pretext that answers with images has no accuracy.
  fileprivate var first: TrainingFigure.Panel {
    curves.contains { $0.points.contains { $0.accuracy != nil } } ? .accuracy : .loss
  }
}
