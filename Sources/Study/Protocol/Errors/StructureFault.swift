/// What is wrong with the form of a value.
public enum StructureFault: Equatable, Sendable {
  /// The text is no JSON5.
  case syntax(String)
  /// A key that does not belong here.
  case unknownKey(String, known: [String])
  /// A key that was given before.
  case duplicateKey(firstLine: Int)
  /// A key that has to be here.
  case missingKey(String, example: String)
  /// A value of another type.
  case wrongType(expected: String, found: String, remedy: String)
  /// A word that is none of those that may stand here.
  case unknownChoice(String, known: [String])
  /// A whole number that no machine integer holds.
  case tooLarge(String)
  /// A seed below 0.
  case negative(Int)
  /// A number that is not finite.
  case notFinite(String)
  /// Something that the decoder refuses and the scanner does not.
  case undecodable(String)
}

extension StructureFault: CustomStringConvertible {
  /// What is wrong, and the remedy.
  public var description: String {
    switch self {
    case .syntax(let message): message
    case .unknownKey(let key, let known):
      "unknown key \"\(key)\"; \(Wording.didYouMean(key, known, listed: "the keys here are"))"
    case .duplicateKey(let line):
      "the key is given twice (first in line \(line)); keep one of them"
    case .missingKey(let key, let example): "the key is missing; add \(key): \(example)"
    case .wrongType(let expected, let found, let remedy):
      "expected \(expected), found \(found); \(remedy)"
    case .unknownChoice(let word, let known):
      "unknown value \"\(word)\"; \(Wording.didYouMean(word, known, listed: "use one of"))"
    case .tooLarge(let literal): "\(literal) is too large; use at most \(Int.max)"
    case .negative(let value): "\(value) is too small; use at least 0"
    case .notFinite(let literal): "\(literal) is not a finite number; write for example 1e-3"
    case .undecodable(let reason): "the value cannot be read (\(reason)); write it as JSON"
    }
  }
}
