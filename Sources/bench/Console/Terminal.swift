import Foundation

/// What is known about the terminal behind a descriptor.
struct Terminal: Equatable, Sendable {
  /// Whether there is one.
  var isTerminal: Bool
  /// Whether colours may be used.
  var hasColor: Bool
  /// The number of columns.
  var width: Int

  static let none = Terminal(isTerminal: false, hasColor: false, width: 80)

  init(isTerminal: Bool, hasColor: Bool, width: Int) {
    self.isTerminal = isTerminal
    self.hasColor = hasColor
    self.width = width
  }

  /// Asks the system; `NO_COLOR` (not empty) and `TERM=dumb` turn colours off.
  init(descriptor: Int32, environment: [String: String]) {
    let isDumb = environment["TERM"] == "dumb"
    isTerminal = isatty(descriptor) == 1 && !isDumb
    hasColor = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    width = isKnown ? Int(size.ws_col) : Self.columns(environment["COLUMNS"]) ?? 80
  }

  /// What a person may set for a program that cannot ask; nil for what is no width.
  private static func columns(_ text: String?) -> Int? {
    text.flatMap { Int($0) }.flatMap { (1...10_000).contains($0) ? $0 : nil }
  }
}
