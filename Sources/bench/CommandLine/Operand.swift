/// What a command takes besides options.
struct Operand: Sendable {
  enum Count: Sendable {
    case one, optional, any
  }

  /// The name in usage lines, in capitals.
  let name: String
  /// What it is; a phrase without a full stop.
  let help: String
  let count: Count

  static func one(_ name: String, _ help: String) -> Operand {
    Operand(name: name, help: help, count: .one)
  }

  static func optional(_ name: String, _ help: String) -> Operand {
    Operand(name: name, help: help, count: .optional)
  }

  static func any(_ name: String, _ help: String) -> Operand {
    Operand(name: name, help: help, count: .any)
  }

  var usage: String {
    switch count {
    case .one: name
    case .optional: "[\(name)]"
    case .any: "[\(name)]…"
    }
  }
}
