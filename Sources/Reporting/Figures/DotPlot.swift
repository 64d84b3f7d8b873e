import Statistics

/// One row of values: every seed a small point, the mean a large one with its interval.
struct DotRow: Sendable {
  let name: String
  let style: ArmStyle
  /// In percent or points, or in the metric's unit, by repetition.
  let values: [Double]
  let mean: Double?
  let interval: (lower: Double, upper: Double)?
  /// Whether a row of another group comes next.
  var endsGroup = false

  init(
    _ name: String, _ style: ArmStyle, _ values: [Double], _ mean: Double?,
    _ interval: ConfidenceInterval?, scale: Double = 100
  ) {
    self.name = name
    self.style = style
    self.values = values.map { $0 * scale }
    self.mean = mean.map { $0 * scale }
    self.interval = interval.map { ($0.lower * scale, $0.upper * scale) }
  }
}

/// Rows below one another over one axis.
struct DotPlot: Sendable {
  let rows: [DotRow]
  let axis: String
  var showsZero = false

  /// Where a row stands, from the top; groups are apart.
  private var places: [Double] {
    var place = 0.0
    return rows.map { row in
      defer { place += row.endsGroup ? 1.5 : 1 }
      return place
    }
  }

  /// The height in pixels that the rows need.
  var height: Int { Int(90 + 30 * ((places.last ?? 0) + 1)) }

  var points: SeedPoints { SeedPoints(rows.map(\.values.count)) }

  var script: PlotScript {
    var script = PlotScript()
    script.add("unset key; set border 1; set tics nomirror; set grid xtics lc rgb '#d0d0d0' lw 0.6")
    script.add("set xlabel \(PlotScript.quoted(axis))")
    script.add("set ytics scale 0 \(PlotScript.tics(zip(rows, places).map { ($0.name, $1) }))")
    script.add("set yrange [\(Significant.text((places.last ?? 0) + 0.6)):-0.6]")
    script.add("set offsets graph 0.03, graph 0.03, 0, 0; set rmargin 3")
    if showsZero {
      script.add(
        "set arrow 1 from first 0, graph 0 to first 0, graph 1 nohead lc rgb '#000000' lw 1.2")
      script.add("set xrange [*<0:0<*]")
    }
    let parts = zip(rows, places).flatMap { self.parts($0, $1, &script) }
    if !parts.isEmpty { script.plot(parts) }
    return script
  }

  private func parts(_ row: DotRow, _ place: Double, _ script: inout PlotScript) -> [String] {
    var parts: [String] = []
    if !row.values.isEmpty {
      let shown = row.values.prefix(points.shown).enumerated().map { index, value in
        [value, place + 0.5 * SeedPoints.jitter(index)]
      }
      parts.append(
        "\(script.data(shown)) using 1:2 with points pt \(row.style.point) ps \(points.size) "
          + "lc rgb \(row.style.color(transparency: 0x90)) notitle")
    }
    if let mean = row.mean, let interval = row.interval {
      let name = script.data([[mean, place, interval.lower, interval.upper]])
      parts.append(
        "\(name) using 1:2:3:4 with xerrorbars pt \(row.style.point) ps 1.1 lw 2 "
          + "lc rgb '\(row.style.color)' notitle")
    } else if let mean = row.mean {
      parts.append(
        "\(script.data([[mean, place]])) using 1:2 with points pt \(row.style.point) ps 1.1 "
          + "lc rgb '\(row.style.color)' notitle")
    }
    return parts
  }
}
