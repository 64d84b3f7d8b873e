import Foundation
import Statistics

/// How many labels the baseline needs to do as well as an arm does with fewer or more.
struct LabelEfficiencyFigure {
  /// What is known of the baseline's number.
  enum Censoring: Equatable, Sendable {
    /// It lies among the sizes that were tried.
    case none
    /// The baseline is not as good at its largest size: the number is at least this.
    case atLeast
    /// The baseline is better at its smallest size already: the number is at most this.
    case atMost
  }

  /// An arm at one size.
  struct Point: Equatable, Sendable {
    let arm: String
    let labels: Int
    /// Labels with which the baseline is as good.
    let equivalent: Double
    let lower: Double?
    let upper: Double?
    var censoring = Censoring.none
  }

  let points: [Point]
  let arms: [String]
  let baseline: String
  let labels: [Int]
  let confidence: Double
  /// What the figure's name ends with.
  var suffix = ""

  /// The picture; nil with fewer than two sizes, and where nothing is known.
  var picture: Picture? {
    guard labels.count > 1, !points.isEmpty else { return nil }
    let level = Significant.text(confidence * 100)
    let isCensored = points.contains { $0.censoring != .none }
    let marks =
      isCensored
      ? " Open triangles are bounds: the number is at least (pointing up) or at most (down) that."
      : ""
    let figure = Figure(
      name: "label-efficiency\(suffix)",
      alternative: "Labels with which \(baseline) is as good: \(words).",
      caption: """
        Labels with which \(code: baseline) is as good as an arm, against the arm's own labels, with \
        \(level) % intervals; above the diagonal the arm needs fewer labels. Both axes are \
        logarithmic.\(marks)
        """)
    return Picture(figure: figure, height: 440, script: script)
  }

  private var words: String {
    points.map { point in
      let bound =
        switch point.censoring {
        case .none: ""
        case .atLeast: "at least "
        case .atMost: "at most "
        }
      return "\(point.arm) with \(point.labels) labels like \(bound)"
        + "\(Labels.rounded(point.equivalent))"
    }.joined(separator: ", ")
  }

  private var script: PlotScript {
    var script = PlotScript()
    let axis = LabelAxis(labels)
    let styles = ArmStyle.styles(arms, baseline: baseline)
    script.add("set border 3; set tics nomirror; set grid lc rgb '#d0d0d0' lw 0.6")
    script.add("set key outside top center horizontal Left reverse samplen 2 width 1")
    script.add("set xlabel 'Labelled images of the arm'")
    script.add(
      "set ylabel \(PlotScript.quoted("Labelled images for \(baseline)", limit: 60))")
    script.add(axis.commands("x"))
    let values = points.flatMap { [$0.equivalent, $0.lower, $0.upper].compactMap { $0 } }
    script.add(axis.commands("y", including: values.filter { $0 > 0 }))
    let ends = [labels.first, labels.last].map { Double($0 ?? 1) }
    let diagonal = script.data(ends.map { [$0, $0] })
    var parts = ["\(diagonal) using 1:2 with lines lw 1 dt (2,4) lc rgb '#000000' title 'no gain'"]
    for (index, (arm, style)) in zip(arms, styles).enumerated() where arm != baseline {
      // Closer than elsewhere: the diagonal holds at the size itself.
      let place = 0.35 * (Double(index) - Double(arms.count - 1) / 2)
      parts += self.parts(arm, style, axis, place, &script)
    }
    script.plot(parts)
    return script
  }

  private func parts(
    _ arm: String, _ style: ArmStyle, _ axis: LabelAxis, _ place: Double, _ script: inout PlotScript
  ) -> [String] {
    let own = points.filter { $0.arm == arm }
    func x(_ point: Point) -> Double { axis.place(point.labels, slot: place, of: arms.count) }
    var parts: [String] = []
    var title = "title \(PlotScript.quoted(arm, limit: 40))"
    let bars = own.compactMap { point -> [Double]? in
      guard let lower = point.lower, let upper = point.upper else { return nil }
      return [x(point), point.equivalent, lower, upper]
    }
    if !bars.isEmpty {
      parts.append(
        "\(script.data(bars)) using 1:2:3:4 with yerrorbars pt 0 ps 0.1 lw 1.6 "
          + "lc rgb '\(style.color)' notitle")
    }
    let shapes: [(Censoring, Int)] = [(.none, style.point), (.atLeast, 8), (.atMost, 10)]
    for (censoring, shape) in shapes {
      let rows = own.filter { $0.censoring == censoring }.map { [x($0), $0.equivalent] }
      guard !rows.isEmpty else { continue }
      parts.append(
        "\(script.data(rows)) using 1:2 with points pt \(shape) ps 1.3 lw 1.4 "
          + "lc rgb '\(style.color)' \(title)")
      title = "notitle"
    }
    return parts
  }
}
