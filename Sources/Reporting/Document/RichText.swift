/// Text with a little markup, whatever the format of the report: every writer escapes it as its format
/// needs, so that no name from a protocol or a file is ever taken for markup.
///
/// It is written as an interpolated string: `"\(code: arm) gains \(points) points"`.
struct RichText: Equatable, Sendable {
  /// A piece of the same kind.
  enum Run: Equatable, Sendable {
    case text(String)
    /// In a typewriter face: names of arms, files, commands.
    case code(String)
    case strong(String)
  }

  private(set) var runs: [Run]

  init(_ runs: [Run]) {
    self.runs = runs
  }

  /// Plain text.
  init(_ text: String) {
    runs = [.text(text)]
  }

  /// A name in a typewriter face.
  static func code(_ text: String) -> RichText { RichText([.code(text)]) }

  /// Emphasised text.
  static func strong(_ text: String) -> RichText { RichText([.strong(text)]) }

  /// Without its markup.
  var plain: String {
    runs.map { run in
      switch run {
      case .text(let text), .code(let text), .strong(let text): text
      }
    }.joined()
  }

  static func + (left: RichText, right: RichText) -> RichText {
    RichText(left.runs + right.runs)
  }
}

extension RichText: ExpressibleByStringInterpolation {
  init(stringLiteral value: String) {
    self.init(value)
  }

  init(stringInterpolation: Interpolation) {
    self.init(stringInterpolation.runs)
  }

  /// What `\( … )` may hold.
  struct Interpolation: StringInterpolationProtocol {
    fileprivate(set) var runs: [Run] = []

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { runs.append(.text(literal)) }
    }

    mutating func appendInterpolation(_ value: String) { runs.append(.text(value)) }

    mutating func appendInterpolation(_ value: Int) { runs.append(.text("\(value)")) }

    mutating func appendInterpolation(_ value: RichText) { runs += value.runs }

    mutating func appendInterpolation(code value: String) { runs.append(.code(value)) }

    mutating func appendInterpolation(strong value: String) { runs.append(.strong(value)) }
  }
}

extension Sequence<RichText> {
  /// One after the other, with something between.
  func joined(separator: String) -> RichText {
    var runs: [RichText.Run] = []
    for (index, text) in enumerated() {
      if index > 0 { runs.append(.text(separator)) }
      runs += text.runs
    }
    return RichText(runs)
  }
}
