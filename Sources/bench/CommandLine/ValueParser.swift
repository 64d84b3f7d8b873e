import Statistics

/// Turns an option's text into its value.
struct ValueParser<Value: Sendable>: Sendable {
  /// What is expected, in plain words: `a whole number of at least 1`.
  let expected: String
  /// A value that would be right.
  let example: String
  /// nil for a text that is no value.
  let parse: @Sendable (String) -> Value?
}

extension ValueParser where Value == String {
  /// Any text but the empty one.
  static let text = ValueParser(expected: "a text", example: "NAME") { $0.isEmpty ? nil : $0 }

  /// The path of a file or folder.
  static let path = ValueParser(expected: "a path", example: "./NAME") { $0.isEmpty ? nil : $0 }
}

extension ValueParser where Value == Int {
  /// A whole number of at least some value.
  static func integer(from least: Int, example: Int) -> ValueParser {
    ValueParser(expected: "a whole number of at least \(least)", example: "\(example)") { text in
      let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
      guard isPlain, let value = Int(text), value >= least else { return nil }
      return value
    }
  }
}

extension ValueParser where Value == Double {
  /// A decimal number between two bounds, which are not meant themselves.
  static func number(above low: Double, below high: Double, example: String) -> ValueParser {
    let range = high.isFinite ? "between \(plain(low)) and \(plain(high))" : "above \(plain(low))"
    return ValueParser(expected: "a number \(range)", example: example) { text in
      decimal(text).flatMap { low < $0 && $0 < high ? $0 : nil }
    }
  }

  /// A decimal number from a bound to another.
  static func number(from low: Double, to high: Double, example: String) -> ValueParser {
    ValueParser(expected: "a number from \(plain(low)) to \(plain(high))", example: example) {
      text in
      decimal(text).flatMap { low <= $0 && $0 <= high ? $0 : nil }
    }
  }

  private static func plain(_ bound: Double) -> String { Significant.text(bound) }

  /// Digits, a sign, a point, an exponent: no hexadecimal, no name.
  private static func decimal(_ text: String) -> Double? {
    let isPlain = text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
    guard isPlain, let value = Double(text), value.isFinite else { return nil }
    return value
  }
}

extension ValueParser {
  /// Values separated by commas, at least one.
  static func list<Element>(
    of parser: ValueParser<Element>, named noun: String, example: String
  ) -> ValueParser<[Element]> where Value == [Element] {
    ValueParser<[Element]>(expected: "a list of \(noun) with commas", example: example) { text in
      let words = text.split(separator: ",", omittingEmptySubsequences: false)
      let values = words.compactMap { parser.parse($0.trimmed) }
      return values.count == words.count ? values : nil
    }
  }

  /// One of some words.
  static func choice(
    _ cases: [Value]
  ) -> ValueParser where Value: RawRepresentable<String> {
    let names = cases.map(\.rawValue)
    return ValueParser(
      expected: "one of \(names.joined(separator: ", "))", example: names.first ?? ""
    ) { text in cases.first { $0.rawValue == text } }
  }
}

extension Substring {
  /// Without spaces around.
  fileprivate var trimmed: String {
    let start = drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }
}
