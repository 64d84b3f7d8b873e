/// An option as help and the parser see it.
protocol OptionDeclaration: Sendable {
  /// The name without its dashes.
  var name: String { get }
  /// The value's name in help; nil for a flag.
  var metavar: String? { get }
  /// What it does; a phrase without a full stop.
  var help: String { get }
  /// What holds without it, where that is worth saying.
  var fallback: String? { get }

  /// Refuses a text that is no value of this option.
  func check(_ text: String) throws(ValueError)
}

/// A text that is no value of an option.
struct ValueError: Error, Equatable {
  let text: String
  let expected: String
  let example: String
}

/// An option without a value.
struct Flag: OptionDeclaration {
  let name: String
  let help: String

  init(_ name: String, help: String) {
    self.name = name
    self.help = help
  }

  var metavar: String? { nil }
  var fallback: String? { nil }

  func check(_ text: String) throws(ValueError) {}
}

/// An option with a value; of several the last counts.
struct Option<Value: Sendable>: OptionDeclaration {
  let name: String
  let metavar: String?
  let help: String
  let fallback: String?
  let parser: ValueParser<Value>

  init(
    _ name: String, _ metavar: String, _ parser: ValueParser<Value>, help: String,
    fallback: String? = nil
  ) {
    self.name = name
    self.metavar = metavar
    self.parser = parser
    self.help = help
    self.fallback = fallback
  }

  func check(_ text: String) throws(ValueError) {
    _ = try value(text)
  }

  func value(_ text: String) throws(ValueError) -> Value {
    guard let value = parser.parse(text) else {
      throw ValueError(text: text, expected: parser.expected, example: parser.example)
    }
    return value
  }
}

/// The options of every command.
enum StandardOptions {
  static let quiet = Flag("quiet", help: "print results and errors only")
  static let help = Flag("help", help: "print this help and exit")
  static let version = Flag("version", help: "print the version and exit")

  static let all: [any OptionDeclaration] = [quiet, help, version]

  /// For commands whose result a program may read.
  static let json = Flag("json", help: "print the result as JSON")
}
