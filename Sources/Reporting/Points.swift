import Statistics

/// Fractions as a person reads them: percentages and percentage points.
enum Points {
  /// `86.33`, of a fraction.
  static func percent(_ fraction: Double) -> String {
    FixedDecimals.percent(fraction, decimals: 2)
  }

  /// `86`, of a fraction; `> 99` where rounding would make it all.
  static func whole(_ fraction: Double) -> String {
    let text = FixedDecimals.percent(fraction, decimals: 0)
    return text == "100" && fraction < 1 ? "> 99" : text
  }

  /// `+1.20` or `−0.35`, of a fraction.
  static func signed(_ fraction: Double) -> String {
    let text = percent(fraction)
    if text.hasPrefix("-") { return minus(text) }
    return text.contains { $0 != "0" && $0 != "." } ? "+" + text : text
  }

  /// A number with a true minus sign where it has a hyphen.
  static func minus(_ text: String) -> String {
    text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }

  /// `[0.55, 0.98]`, of probabilities.
  static func probabilities(_ interval: ConfidenceInterval) -> String {
    let bounds = [interval.lower, interval.upper].map { FixedDecimals.text($0, decimals: 2) }
    return "[\(bounds[0]), \(bounds[1])]"
  }

  /// A p value to three significant digits, as in `0.0123`; very small and nearly certain ones are bounds.
  static func p(_ value: Double) -> String {
    if value < 0.0001 { return "< 0.0001" }
    return value >= 0.9995 && value < 1 ? "> 0.999" : Significant.text(value, digits: 3)
  }

  /// A p value in a sentence: `p = 0.0123` or `p < 0.0001`.
  static func equation(_ value: Double) -> String {
    let text = p(value)
    return text.first.map { "<>".contains($0) } == true ? "p \(text)" : "p = \(text)"
  }
}
