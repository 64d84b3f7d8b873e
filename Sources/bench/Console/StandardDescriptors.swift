import Foundation

/// Descriptors 0, 1 and 2, which whoever starts a program may leave closed, as `bench sweep >&-` does.
enum StandardDescriptors {
  /// Opens those that are closed, before anything else is opened.
  ///
  /// A file that is opened later would get the free number, and whatever is printed would be written into
  /// it: into a record, for example. Each is opened the wrong way round, so that using it fails as it
  /// would have done.
  static func occupy() {
    for (descriptor, flags) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ] where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
      // The lowest free number is this one, since those below are open.
      _ = open("/dev/null", flags)
    }
  }
}
