import Foundation

/// How many files the program may have open.
enum OpenFiles {
  /// The least that is enough for any command: Foundation closes 256 descriptors in a child, and cannot
  /// start one where so many do not exist.
  static let least: rlim_t = 256
  /// What the program asks for where it may: every run in hand needs a few.
  static let wanted: rlim_t = 1024

  /// Raises a low limit as far as the user may.
  ///
  /// - Throws: `OpenFilesError` where that is too few: the system's libraries do not tell of it, they crash.
  static func raiseLimit() throws(OpenFilesError) {
    #if os(Linux)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur < wanted else { return }
    var raised = limit
    raised.rlim_cur = min(limit.rlim_max, wanted)
    let now = setrlimit(resource, &raised) == 0 ? raised.rlim_cur : limit.rlim_cur
    guard now >= least else { throw OpenFilesError(limit: UInt64(now)) }
  }
}

/// A limit of open files under which nothing could be done.
struct OpenFilesError: Error, CustomStringConvertible, ExitCoded {
  let limit: UInt64

  var description: String {
    "\(limit) files may be open at once, and \(OpenFiles.least) are needed; raise the limit with "
      + "'ulimit -n \(OpenFiles.wanted)'"
  }

  var exitCode: ExitCode { .inputOutput }
}
