import Study

/// What a command runs in.
struct Context: Sendable {
  /// Where its output goes.
  var console: Console
  /// The process's environment.
  var environment: [String: String]
  /// The executable's path.
  var executable: String?

  /// The protocols that can be named.
  var library: ProtocolLibrary {
    ProtocolLibrary(environment: environment, executable: executable)
  }

  /// The same, without notes and progress if so wished.
  func quiet(_ isQuiet: Bool) -> Context {
    var context = self
    context.console.isQuiet = isQuiet
    return context
  }
}
