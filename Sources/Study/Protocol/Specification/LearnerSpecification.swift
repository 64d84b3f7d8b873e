/// A learner that is not built in: a program that gets a request and gives an answer.
///
/// Its record tells the program by the command and by the content of the files that the command names and of
/// those that `files` adds; the interpreter and its libraries are not looked into.
public struct LearnerSpecification: Codable, Equatable, Sendable {
  /// The program and its arguments, of which no shell sees any; the path of the request comes after them.
  public var command: [String]
  /// How long one run may take; no part of a record's identity.
  public var timeout: TimeLimit
  /// More files that decide the result, such as modules that the program imports; nil for none.
  public var files: [String]?
}

/// How long something may take, as a person writes it: `90s`, `30m`, `2h`, `1d`.
public struct TimeLimit: Equatable, Sendable {
  /// The text of the protocol.
  public let text: String
  /// The same in seconds: 1 to 30 days.
  public let seconds: Int

  /// The longest time there is: 30 days.
  static let maximum = 30 * 86_400

  /// A time; nil for no time at all, more than 30 days, and what is no time.
  ///
  /// - Parameter text: a whole number and `s`, `m`, `h` or `d`.
  public init?(_ text: String) {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let unit = text.last.flatMap({ units[$0] }), !text.hasPrefix("+"),
      let count = Int(text.dropLast()), count >= 1, count <= Self.maximum / unit
    else { return nil }
    self.text = text
    seconds = count * unit
  }
}

extension TimeLimit: Codable, CustomStringConvertible {
  /// As the protocol writes it.
  public var description: String { text }

  /// Decodes from such a text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let limit = TimeLimit(text) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription:
          "\"\(text)\" is no time from 1s to 30d; write a whole number and s, m, h or d, as in \"2h\""
      )
    }
    self = limit
  }

  /// Encodes as the text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
