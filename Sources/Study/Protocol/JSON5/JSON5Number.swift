/// A number as it stands in a JSON5 text: decimal, hexadecimal, or a name (`Infinity`, `NaN`).
struct JSON5Number: Equatable, Sendable {
  /// The text of the number, sign included.
  let literal: String

  /// The value in double precision; infinite for literals beyond its range.
  var double: Double? {
    let digits = literal.drop { $0 == "+" || $0 == "-" }
    let magnitude: Double?
    if digits.lowercased().hasPrefix("0x") {
      magnitude = UInt64(digits.dropFirst(2), radix: 16).map { Double($0) }
    } else if digits == "Infinity" {
      magnitude = .infinity
    } else {
      magnitude = Double(Self.padded(digits))
    }
    return magnitude.map { literal.hasPrefix("-") ? -$0 : $0 }
  }

  /// The value where it is a whole number that an Int holds exactly.
  var integer: Int? {
    let digits = literal.drop { $0 == "+" || $0 == "-" }
    let sign = literal.hasPrefix("-") ? "-" : ""
    if digits.lowercased().hasPrefix("0x") { return Int(sign + digits.dropFirst(2), radix: 16) }
    if let integer = Int(sign + digits) { return integer }
    guard let double, abs(double) <= 0x1p53 else { return nil }
    return Int(exactly: double)
  }

  /// Whether the value is a whole number, however large.
  var isWhole: Bool {
    guard let double, double.isFinite else { return integer != nil }
    return double == double.rounded()
  }

  /// `.5` and `5.` are JSON5; `Double(_:)` wants digits on both sides.
  private static func padded(_ digits: Substring) -> String {
    guard let dot = digits.firstIndex(of: ".") else { return String(digits) }
    let before = digits[..<dot]
    let after = digits[digits.index(after: dot)...]
    let isFraction = after.first?.isNumber ?? false
    return "\(before.isEmpty ? "0" : before).\(isFraction ? "" : "0")\(after)"
  }
}
