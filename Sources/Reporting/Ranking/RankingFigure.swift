import Statistics
import Study

/// The means of all arms with their intervals, one panel a size, arms in the order of their mean ranks.
struct RankingFigure {
  let section: RankingSection
  /// What the data set is called.
  let dataset: String
  /// What the figure's name ends with.
  var suffix = ""

  private var metric: MetricText { MetricText(section.test) }
  private static let (width, row, perLine) = (720, 24, 3)

  /// The picture.
  var picture: Picture {
    let level = Significant.text(section.design.confidence * 100)
    let sizes =
      section.rankings.count > 1
      ? "one panel a labelled-set size, in the order of their mean ranks over the sizes"
      : "the best first"
    let figure = Figure(
      name: "ranking\(suffix)",
      alternative: "Ranking of \(arms.count) arms on \(dataset): \(words).",
      caption: """
        \(means) of the arms on the test set \(code: section.test.set ?? section.test.name) with \(level) % intervals \
        (Student's t), \(sizes). A diamond and the dotted line are the best arm of a size; discs are not \
        shown to be worse than it, open circles are, and crosses could not be tested.
        """)
    return Picture(figure: figure, width: Self.width, height: height, script: script)
  }

  private var means: String {
    guard !metric.isAccuracy else { return "Mean accuracies" }
    let direction = section.test.isHigherBetter ? "" : ", of which less is better,"
    return "Means of \(metric.name)\(direction)"
  }

  private var words: String {
    section.rankings.map { ranking in
      let equal = ranking.places.filter { $0.standing == .notWorse }.map(\.arm)
      let others = equal.isEmpty ? "all others" : "\(equal.joined(separator: ", ")) not shown worse"
      return "with \(ranking.labels) labels \(ranking.places[0].arm) is best, \(others)"
    }.joined(separator: "; ")
  }

  private var arms: [String] { section.order.map(\.arm) }

  /// Panels beside one another, as many as there is room for.
  private var columns: Int { min(Self.perLine, section.rankings.count) }

  private var panelHeight: Int { 76 + Self.row * arms.count }

  private var height: Int {
    panelHeight * ((section.rankings.count + columns - 1) / columns) + 4
  }

  /// Room for the longest name, up to a third of the picture; longer ones are cut.
  private var left: Double {
    min(240, 20 + 7.2 * Double(min(Self.nameLimit, arms.map(\.count).max() ?? 0)))
  }

  private static let nameLimit = 30
}

extension RankingFigure {
  private var script: PlotScript {
    var script = PlotScript()
    script.add("set multiplot; unset key; set border 1; set tics nomirror")
    script.add("set grid xtics lc rgb '#d0d0d0' lw 0.6; set xtics autofreq; set format x '%g'")
    script.add("set yrange [\(arms.count):-1]")
    for (index, ranking) in section.rankings.enumerated() { add(ranking, index, &script) }
    script.add("unset multiplot")
    return script
  }

  private func add(_ ranking: Ranking, _ index: Int, _ script: inout PlotScript) {
    let (column, line) = (index % columns, index / columns)
    let room = (Double(Self.width) - left + 14) / Double(columns)
    let start = left + Double(column) * room
    let top = Double(line * panelHeight) + 30
    let bottom = Double((line + 1) * panelHeight) - 46
    func x(_ place: Double) -> String { Significant.text(place / Double(Self.width)) }
    func y(_ place: Double) -> String { Significant.text(1 - place / Double(height)) }
    script.add("set lmargin at screen \(x(start)); set rmargin at screen \(x(start + room - 30))")
    script.add("set tmargin at screen \(y(top)); set bmargin at screen \(y(bottom))")
    let names = arms.enumerated().map { (name: column == 0 ? $1 : "", at: Double($0)) }
    script.add("set ytics scale 0 \(PlotScript.tics(names, limit: Self.nameLimit))")
    script.add(
      "set label 1 \(PlotScript.quoted("\(ranking.labels) labels")) "
        + "at graph 0.5, screen \(y(top - 12)) center")
    let unit = metric.isShare ? "%" : metric.unit
    let title = metric.capital + (unit.isEmpty ? "" : " (\(unit))")
    script.add("set xlabel \(PlotScript.quoted(title)) offset 0,0.3")
    let (range, step) = axis(ranking, room: room)
    script.add("set xrange [\(range[0]):\(range[1])]; set xtics \(step)")
    let best = Significant.text((ranking.places[0].sample.mean ?? 0) * metric.scale)
    script.add(
      "set arrow 1 from first \(best), graph 0 to first \(best), graph 1 nohead dt (2,4) lw 1.2 "
        + "lc rgb '#0072b2'")
    script.plot(ranking.places.flatMap { parts($0, &script) })
  }

  /// From a little below the least to a little above the largest value, with a few marks.
  private func axis(
    _ ranking: Ranking, room: Double
  ) -> (range: [String], step: String) {
    let values = ranking.places.flatMap { place in
      [place.sample.mean, place.interval?.lower, place.interval?.upper].compactMap { $0 }
    }.map { $0 * metric.scale }
    let (least, largest) = (values.min() ?? 0, values.max() ?? 1)
    let margin = max((largest - least) * 0.06, 0.005 * metric.scale)
    let distance = (largest - least + 2 * margin) / max(2, (room / 52).rounded(.down))
    var unit = 1.0
    while unit > distance { unit /= 10 }
    while unit * 10 <= distance { unit *= 10 }
    let step = unit * ([1, 2, 5].first { $0 * unit >= distance } ?? 10)
    return (
      [least - margin, largest + margin].map { Significant.text($0) }, Significant.text(step)
    )
  }

  private func parts(_ place: Ranking.Place, _ script: inout PlotScript) -> [String] {
    guard let mean = place.sample.mean, let row = arms.firstIndex(of: place.arm) else { return [] }
    let style = Self.style(place.standing)
    let values = [mean * metric.scale, Double(row)]
    guard let interval = place.interval else {
      return ["\(script.data([values])) using 1:2 with points \(style) notitle"]
    }
    let bounds = [interval.lower, interval.upper].map { $0 * metric.scale }
    return ["\(script.data([values + bounds])) using 1:2:3:4 with xerrorbars \(style) notitle"]
  }

  /// Colour and shape by how an arm stands: its name is beside it.
  private static func style(_ standing: Ranking.Standing) -> String {
    switch standing {
    case .best: "pt 13 ps 1.3 lw 2 lc rgb '#0072b2'"
    case .notWorse: "pt 7 ps 0.9 lw 2 lc rgb '#0072b2'"
    case .worse: "pt 6 ps 0.9 lw 1.6 lc rgb '#555555'"
    case .untested: "pt 2 ps 0.9 lw 1.6 lc rgb '#555555'"
    }
  }
}
