import Foundation

/// Held by the one process that submits into a store; the system drops it when its holder dies.
struct SubmissionLock {
  private let descriptor: Int32

  /// Waits for the lock.
  ///
  /// - Parameters:
  ///   - folder: where the lock is; made where it is not there.
  ///   - patience: the longest time to wait, in seconds.
  /// - Throws: `LauncherError.busy`; `StoreError.inputOutput`.
  init(in folder: String, patience: Int) throws {
    try FileIO.makeOwnFolder(folder)
    let path = folder + "/.lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.failure("create the lock", path) }
    let clock = ContinuousClock()
    let end = clock.now + .seconds(patience)
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        // Where a file system offers no locks, submissions at the same time are the user's to avoid.
        if [ENOLCK, ENOSYS, ENOTSUP, EOPNOTSUPP].contains(errno) { return }
        let error = Self.failure("lock", path)
        close(descriptor)
        throw error
      }
      guard clock.now < end else {
        close(descriptor)
        throw LauncherError.busy(path: path, seconds: patience)
      }
      usleep(100_000)
    }
  }

  /// Lets the next one in.
  func release() {
    close(descriptor)
  }

  private static func failure(_ action: String, _ path: String) -> StoreError {
    .inputOutput(action: action, path: path, reason: String(cString: strerror(errno)))
  }
}
