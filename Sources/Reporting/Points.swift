import Statistics

/// Fractions as a person reads them: percentages and percentage points.
enum Points {
  /// `86.33`, of a fraction.
  static func percent(_ fraction: Double) -> String {
    FixedDecimals.text(fraction * 100, decimals: 2)
  }

  /// `86`, of a fraction.
  static func whole(_ fraction: Double) -> String {
    FixedDecimals.text(fraction * 100, decimals: 0)
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

  /// `[+1.20, +3.40]`.
  static func interval(_ interval: ConfidenceInterval) -> String {
    "[\(signed(interval.lower)), \(signed(interval.upper))]"
  }

  /// `[0.55, 0.98]`, of probabilities.
  static func probabilities(_ interval: ConfidenceInterval) -> String {
    let bounds = [interval.lower, interval.upper].map { FixedDecimals.text($0, decimals: 2) }
    return "[\(bounds[0]), \(bounds[1])]"
  }

  /// `86.33 ± 1.02`, or the mean alone where there is no interval.
  static func accuracy(_ sample: Sample, _ interval: ConfidenceInterval?) -> String? {
    guard let mean = sample.mean else { return nil }
    guard let interval else { return percent(mean) }
    return "\(percent(mean)) ± \(percent((interval.upper - interval.lower) / 2))"
  }

  /// A p value to three significant digits.
  static func p(_ value: Double) -> String { Significant.text(value, digits: 3) }
}
