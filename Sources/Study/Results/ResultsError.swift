/// Why results that are in a file cannot be used.
public enum ResultsError: Error, Equatable, Sendable {
  /// One thing that is wrong in a file, and where.
  public struct Problem: Equatable, Sendable {
    /// The line, from 1.
    public let line: Int
    /// The column's name; nil where the whole line is meant.
    public let column: String?
    /// What is wrong, the rule and the remedy.
    public let message: String

    /// Something that is wrong.
    ///
    /// - Parameters:
    ///   - line: the line, from 1.
    ///   - column: the column's name, or nil for the whole line.
    ///   - message: what is wrong, the rule and the remedy.
    public init(line: Int, column: String? = nil, message: String) {
      self.line = line
      self.column = column
      self.message = message
    }
  }

  /// Everything that is wrong in a file, in the order of its lines, and how much more there is.
  case invalid(path: String, problems: [Problem], omitted: Int)
  /// A file that is not there, or that cannot be read.
  case unreadable(path: String, reason: String)
  /// A path or a set of results that cannot be used as asked: what, and the remedy.
  case unusable(path: String, reason: String)
  /// Options that do not fit the results.
  case option(String, reason: String)
}

extension ResultsError {
  /// How many problems of a file are told.
  public static let mostProblems = 20

  /// The error of a file's problems, told up to a bound.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - problems: in any order; at least one.
  /// - Returns: the first in the order of lines.
  static func invalid(_ path: String, _ problems: [Problem]) -> ResultsError {
    let order = problems.indices.sorted {
      (problems[$0].line, $0) < (problems[$1].line, $1)
    }
    let told = order.prefix(mostProblems).map { problems[$0] }
    return .invalid(path: path, problems: told, omitted: problems.count - told.count)
  }
}

extension ResultsError: CustomStringConvertible {
  /// One line for each thing that is wrong.
  public var description: String { VisibleText.lines(of: text) }

  private var text: String {
    switch self {
    case .invalid(let path, let problems, let omitted):
      let lines = problems.map { problem in
        let column = problem.column.map { "\(VisibleText.of($0)): " } ?? ""
        return "\(path):\(problem.line): \(column)\(problem.message)"
      }
      let rest = omitted > 0 ? ["\(path): and \(Wording.count(omitted, "problem")) more"] : []
      return (lines + rest).joined(separator: "\n")
    case .unreadable(let path, let reason):
      return "\(path): cannot be read (\(reason)); check the path and its permissions"
    case .unusable(let path, let reason): return "\(path): \(reason)"
    case .option(let name, let reason): return "--\(name): \(reason)"
    }
  }
}
