/// Something that a protocol may say of a pretext task.
public struct PretextOption: Equatable, Sendable {
  /// What values there are, and which one holds where a protocol says nothing.
  public enum Kind: Equatable, Sendable {
    /// true or false.
    case flag(default: Bool)
    /// A whole number in a range.
    case wholeNumber(ClosedRange<Int>, default: Int)
    /// A finite number in a range.
    case number(ClosedRange<Double>, default: Double)
    /// One of some words.
    case choice([String], default: String)
  }

  /// The key in a protocol.
  public let name: String
  /// What values there are.
  public let kind: Kind
  /// What it does, in a few words.
  public let meaning: String

  /// An option.
  ///
  /// - Parameters:
  ///   - name: the key in a protocol.
  ///   - kind: what values there are.
  ///   - meaning: what it does, in a few words.
  public init(_ name: String, _ kind: Kind, _ meaning: String) {
    self.name = name
    self.kind = kind
    self.meaning = meaning
  }

  /// The value where a protocol says nothing.
  public var fallback: PretextValue {
    switch kind {
    case .flag(let value): .flag(value)
    case .wholeNumber(_, let value): .wholeNumber(value)
    case .number(_, let value): .number(value)
    case .choice(_, let value): .choice(value)
    }
  }
}

/// The value of an option.
public enum PretextValue: Equatable, Sendable {
  /// true or false.
  case flag(Bool)
  /// A whole number.
  case wholeNumber(Int)
  /// A number.
  case number(Double)
  /// A word.
  case choice(String)
}

/// What is wrong with a pretext task: its options, or that it does not fit the images.
public struct PretextError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The option at fault; nil where it is none in particular.
  public let option: String?
  /// Value, rule and remedy.
  public let reason: String

  /// One line: option, value, rule and remedy.
  public var description: String { option.map { $0 + ": " + reason } ?? reason }

  /// Something wrong with a task.
  ///
  /// - Parameters:
  ///   - option: the option at fault; nil where it is none in particular.
  ///   - reason: value, rule and remedy.
  public init(of option: String? = nil, _ reason: String) {
    self.option = option
    self.reason = reason
  }
}
