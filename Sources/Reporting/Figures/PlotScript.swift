import Statistics

/// Commands of gnuplot, put together so that no text or name can be taken for one.
struct PlotScript: Equatable, Sendable {
  /// The blocks of numbers, which stay where they are for several terminals.
  private(set) var data: [String] = []
  /// Everything else.
  private(set) var commands: [String] = []
  private var blocks = 0

  /// Adds a command.
  mutating func add(_ line: String) { commands.append(line) }

  /// Adds rows of numbers that a plot can use, once or more.
  ///
  /// - Parameter rows: may be empty, which gnuplot refuses to plot: leave the plot out then.
  /// - Returns: the block's name, such as `$d1`; names are not used again.
  mutating func data(_ rows: [[Double]]) -> String {
    data(rows.map { $0.map { Significant.text($0) }.joined(separator: " ") })
  }

  /// The same for curves, between which no line is drawn.
  mutating func data(curves: [[[Double]]]) -> String {
    data(
      curves.map { rows in
        rows.map { $0.map { Significant.text($0) }.joined(separator: " ") }.joined(separator: "\n")
      }.joined(separator: "\n\n").split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init))
  }

  private mutating func data(_ rows: [String]) -> String {
    blocks += 1
    let name = "$d\(blocks)"
    data.append("\(name) << EOD")
    data += rows
    data.append("EOD")
    return name
  }

  /// One plot of several parts.
  mutating func plot(_ parts: [String]) {
    commands.append("plot " + parts.joined(separator: ", \\\n  "))
  }
}

extension PlotScript {
  /// A text as gnuplot's string: between single quotes nothing but they has a meaning, since pictures
  /// are drawn without enhanced text. Control characters are spaces, and what is long is cut.
  ///
  /// A single quote is shown as an apostrophe (U+2019): gnuplot 5.4 ends a string at its first character
  /// if that is a quote, doubled or not, and would take the rest for commands.
  ///
  /// - Parameters:
  ///   - text: any text.
  ///   - limit: the most characters to show.
  /// - Returns: the string with its quotes.
  static func quoted(_ text: String, limit: Int = 120) -> String {
    let shown = text.count > limit ? text.prefix(limit - 1) + "…" : text[...]
    var scalars = String.UnicodeScalarView()
    for scalar in shown.unicodeScalars {
      switch scalar.properties.generalCategory {
      case _ where scalar == "'": scalars.append("\u{2019}")
      case .control, .lineSeparator, .paragraphSeparator, .surrogate, .format, .unassigned,
        .privateUse:
        scalars.append(" ")
      default: scalars.append(scalar)
      }
    }
    return "'" + String(scalars) + "'"
  }

  /// Places on an axis with their names: `('100' 100, '1000' 1000)`. To gnuplot such a name is a format.
  static func tics(_ places: [(name: String, at: Double)], limit: Int = 40) -> String {
    let tics = places.map { name, place in
      let text = quoted(name, limit: limit).split(separator: "%", omittingEmptySubsequences: false)
      return "\(text.joined(separator: "%%")) \(Significant.text(place))"
    }
    return "(\(tics.joined(separator: ", ")))"
  }
}
