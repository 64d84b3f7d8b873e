/// How an arm is told from the others: by colour, and by shape and dashes for who sees no colours.
///
/// Colours are those of M. Okabe and K. Ito, "Color Universal Design", 2002; the baseline is black.
struct ArmStyle: Equatable, Sendable {
  /// As in `#0072b2`.
  let color: String
  /// Gnuplot's number of a filled or open shape.
  let point: Int
  /// Gnuplot's dash pattern.
  let dash: String

  private static let colors = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9",
  ]
  private static let points = [5, 9, 13, 11, 4, 8, 12, 10]
  private static let dashes = ["(9,4)", "(3,3)", "(9,4,3,4)", "(14,5)", "(6,3,2,3,2,3)"]

  /// The styles of arms, in their order; they repeat where there are very many.
  static func styles(_ arms: [String], baseline: String) -> [ArmStyle] {
    var index = -1
    return arms.map { arm in
      guard arm != baseline else { return ArmStyle(color: "#000000", point: 7, dash: "solid") }
      index += 1
      return ArmStyle(
        color: colors[index % colors.count], point: points[index % points.count],
        dash: dashes[index % dashes.count])
    }
  }

  /// The colour as gnuplot reads it, with a part of what is behind shining through.
  ///
  /// - Parameter transparency: 0 for opaque, 255 for invisible.
  /// - Returns: the colour in quotes.
  func color(transparency: Int) -> String {
    let digits = String(transparency, radix: 16)
    return "'#\(digits.count < 2 ? "0" : "")\(digits)\(color.dropFirst())'"
  }
}
