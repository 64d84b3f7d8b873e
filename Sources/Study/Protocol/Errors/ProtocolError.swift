import Datasets

/// Why a protocol cannot be used.
public enum ProtocolError: Error, Equatable, Sendable {
  /// The file says something that it must not: everything that is wrong, in the order of the text.
  case invalid([ProtocolProblem])
  /// The options do not fit the protocol.
  case overrides([ProtocolProblem])
  /// There is no such protocol.
  case notFound(String, known: [String])
  /// The file is there and cannot be read.
  case unreadable(String, reason: String)
}

extension ProtocolError: CustomStringConvertible {
  /// One line for each thing that is wrong.
  public var description: String {
    switch self {
    case .invalid(let problems), .overrides(let problems):
      problems.map(\.description).joined(separator: "\n")
    case .notFound(let name, let known):
      "no protocol \"\(name)\"; \(Self.suggestion(name, known))"
    case .unreadable(let path, let reason):
      "\(path): cannot be read (\(reason)); check the path and its permissions"
    }
  }

  private static func suggestion(_ name: String, _ known: [String]) -> String {
    let list = known.isEmpty ? "none was found" : "there are \(known.joined(separator: ", "))"
    guard let near = EditDistance.closest(to: name, among: known) else {
      return "\(list); or give a file's path"
    }
    return "did you mean \"\(near)\"? (\(list))"
  }
}
