/// What keeps a store from being merged into another.
public enum MergeError: Error, Equatable, Sendable {
  /// There is no folder, or none with records.
  case noStore(String)
  /// A store that is to be merged into itself.
  case sameStore(String)
  /// A store within the other.
  case nested(inner: String, outer: String)
  /// A symbolic link where a store has files and folders of its own.
  case symbolicLink(String)
}

extension MergeError: CustomStringConvertible {
  /// One line: the value, the rule and the remedy.
  public var description: String {
    switch self {
    case .noStore(let path):
      "\(path): there is no store here (a folder with a folder records); name the one that "
        + "`bench sweep --store` wrote"
    case .sameStore(let path):
      "\(path): this is the store that is merged into; name the others only"
    case .nested(let inner, let outer):
      "\(inner): lies inside \(outer); a store is merged from outside: move it elsewhere first"
    case .symbolicLink(let path):
      "\(path): is a symbolic link; a store has files and folders of its own only: put a copy there"
    }
  }
}
