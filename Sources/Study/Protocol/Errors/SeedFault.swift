/// What is wrong with a seed list.
public enum SeedFault: Equatable, Sendable {
  /// The file cannot be read.
  case unreadable(String, reason: String)
  /// A line that is no seed.
  case notSeed(String)
  /// A seed given before.
  case duplicate(UInt64, firstLine: Int)
  /// No seed at all.
  case empty
}

extension SeedFault: CustomStringConvertible {
  /// What is wrong, and the remedy.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\"\(path)\" cannot be read (\(reason)); give the path of a file with one integer a line"
    case .notSeed(let text):
      "\"\(text)\" is no seed; write one whole number from 0 to \(UInt64.max) a line"
    case .duplicate(let seed, let line):
      "\(seed) is in line \(line) too; seeds must differ, remove one"
    case .empty: "no seed is in the file; write one integer a line"
    }
  }
}
