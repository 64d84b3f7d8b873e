/// The values of a task's options: one each, in their order.
public struct PretextSettings: Equatable, Sendable {
  /// An option's value.
  public struct Entry: Equatable, Sendable {
    /// The option.
    public let option: PretextOption
    /// Its value.
    public internal(set) var value: PretextValue
  }

  /// One an option, in their order.
  public private(set) var entries: [Entry]

  /// Every option at its default.
  ///
  /// - Parameter options: a task's.
  public init(_ options: [PretextOption]) {
    entries = options.map { Entry(option: $0, value: $0.fallback) }
  }

  /// The options that are not at their defaults.
  public var changes: [Entry] { entries.filter { $0.value != $0.option.fallback } }

  /// Sets an option.
  ///
  /// - Parameters:
  ///   - name: an option's.
  ///   - value: of its kind; a whole number will do for a number.
  /// - Throws: `PretextError` where there is no such option, or the value is not one of its own.
  public mutating func set(_ name: String, to value: PretextValue) throws(PretextError) {
    guard let place = entries.firstIndex(where: { $0.option.name == name }) else {
      throw PretextError(of: name, "no such option")
    }
    switch (entries[place].option.kind, value) {
    case (.flag, .flag): entries[place].value = value
    case (.wholeNumber(let range, _), .wholeNumber(let number)):
      guard range.contains(number) else {
        throw PretextError(
          of: name, "\(number) is outside \(range.lowerBound) to \(range.upperBound)")
      }
      entries[place].value = value
    case (.number, .wholeNumber(let number)): try set(name, to: .number(Double(number)))
    case (.number(let range, _), .number(let number)):
      guard range.contains(number) else {
        throw PretextError(of: name, "a number outside \(range.lowerBound) to \(range.upperBound)")
      }
      entries[place].value = value
    case (.choice(let words, _), .choice(let word)):
      guard words.contains(word) else { throw PretextError(of: name, "\(word) is no choice") }
      entries[place].value = value
    default: throw PretextError(of: name, "a value of another kind")
    }
  }

  private func value(_ name: String) -> PretextValue {
    guard let entry = entries.first(where: { $0.option.name == name }) else {
      preconditionFailure("an option that the task declares")
    }
    return entry.value
  }

  /// The value of a flag.
  ///
  /// - Parameter name: a flag among the task's options.
  /// - Returns: its value.
  public func flag(_ name: String) -> Bool {
    guard case .flag(let value) = value(name) else { preconditionFailure("a flag") }
    return value
  }

  /// The value of a whole number.
  ///
  /// - Parameter name: a whole number among the task's options.
  /// - Returns: its value.
  public func wholeNumber(_ name: String) -> Int {
    guard case .wholeNumber(let value) = value(name) else { preconditionFailure("a whole number") }
    return value
  }

  /// The value of a number.
  ///
  /// - Parameter name: a number among the task's options.
  /// - Returns: its value.
  public func number(_ name: String) -> Double {
    guard case .number(let value) = value(name) else { preconditionFailure("a number") }
    return value
  }

  /// The value of a choice.
  ///
  /// - Parameter name: a choice among the task's options.
  /// - Returns: its value.
  public func choice(_ name: String) -> String {
    guard case .choice(let value) = value(name) else { preconditionFailure("a choice") }
    return value
  }
}
