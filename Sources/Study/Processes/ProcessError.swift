/// Why a program was not started.
package enum ProcessError: Error, Equatable, CustomStringConvertible {
  /// The system did not start it.
  case refused(program: String, reason: String)
  /// There is no pipe for what it writes.
  case noPipe(reason: String)

  /// One line: what, and the remedy.
  package var description: String {
    switch self {
    case .refused(let program, let reason):
      "\(VisibleText.of(program)): cannot be started (\(reason)); check the name, PATH and the file's "
        + "mode"
    case .noPipe(let reason):
      "a program cannot be started, since there is no pipe for its output (\(reason)); use fewer jobs, "
        + "or raise the limit of open files"
    }
  }

  /// Why, in the system's words.
  var reason: String {
    switch self {
    case .refused(_, let reason), .noPipe(let reason): reason
    }
  }
}
