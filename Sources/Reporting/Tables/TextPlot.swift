import Statistics

/// A curve of probabilities drawn with characters, at most 72 columns wide.
enum TextPlot {
  /// How many points a curve has, one a column.
  static let columns = 61
  private static let rows = 10

  /// The curve over its numbers, from 0 to 1.
  ///
  /// - Parameter curve: as many points as there are columns; probabilities.
  /// - Returns: lines without a line end after the last.
  static func text(_ curve: [(count: Double, power: Double)]) -> String {
    let heights = curve.map { Int(($0.power * Double(rows)).rounded()) }
    var lines = (0...rows).reversed().map { row in
      let label = row.isMultiple(of: 2) ? FixedDecimals.text(row, over: rows, decimals: 1) : "   "
      let marks = heights.map { $0 == row ? "*" : " " }.joined()
      return "\(label) |\(marks)"
    }
    lines.append("    +" + String(repeating: "-", count: curve.count))
    lines.append(axis(curve.map(\.count)))
    return lines.map(trimmed).joined(separator: "\n")
  }

  /// The first number, that of the middle, and the last under their columns.
  private static func axis(_ counts: [Double]) -> String {
    var line = Array(repeating: Character(" "), count: 5 + counts.count + 6)
    for index in [0, counts.count / 2, counts.count - 1] {
      let text = FixedDecimals.text(counts[index], decimals: 0)
      for (offset, character) in text.enumerated() where 5 + index + offset < line.count {
        line[5 + index + offset] = character
      }
    }
    return String(line)
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
