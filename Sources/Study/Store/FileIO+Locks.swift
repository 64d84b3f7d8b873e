import Foundation

extension FileIO {
  /// The seconds for which a process waits for another's lock: a lock is held while a few files are
  /// written, so that its holder must have been stopped, or hangs on a disk that does not answer.
  static let patience = 600.0

  /// Runs a body while no other process or thread holds the same lock file.
  ///
  /// The system drops the lock when its holder dies, however that happens. Where a file system
  /// offers no locks, the body runs without one.
  ///
  /// - Parameters:
  ///   - path: the lock file; made where it is not there. A symbolic link is refused: whoever made it
  ///     could have a file made elsewhere.
  ///   - patience: seconds to wait. Only those count that are spent waiting, not those in which this
  ///     process was stopped itself.
  ///   - body: what to do.
  /// - Returns: what the body returns.
  /// - Throws: `StoreError.inputOutput`, also where the wait is over.
  static func locked<Result>(
    by path: String, patience: Double = FileIO.patience, _ body: () throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    var descriptor = retrying { open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644) }
    if descriptor < 0, errno == EACCES {
      // Another user's lock file, which can be locked all the same on most file systems.
      descriptor = retrying { open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) }
    }
    guard descriptor >= 0 else { throw failure("create the lock", path) }
    defer { close(descriptor) }
    try lock(descriptor, path, patience)
    return try body()
  }

  /// The same with a folder for the lock, which leaves no file in it.
  static func locked<Result>(
    folder: String, patience: Double = FileIO.patience, _ body: () throws -> Result
  ) throws -> Result {
    let descriptor = try opened(folder, O_RDONLY | O_DIRECTORY, to: "open the folder")
    defer { close(descriptor) }
    try lock(descriptor, folder, patience)
    return try body()
  }

  private static func lock(
    _ descriptor: Int32, _ path: String, _ patience: Double
  ) throws(StoreError) {
    var waited = 0.0
    var pause = 0.001
    while retrying({ flock(descriptor, LOCK_EX | LOCK_NB) }) != 0, !areLocksUnsupported() {
      guard errno == EWOULDBLOCK else { throw failure("lock", path) }
      guard waited < patience else {
        throw .inputOutput(
          action: "lock", path: path,
          reason: "another process has held it for \(Int(patience)) s; let it go on, or end it")
      }
      usleep(UInt32(pause * 1e6))
      waited += pause
      pause = min(2 * pause, 0.1)
    }
  }

  /// Whether the last call failed since there are no locks here; NFS has none for a file that is open
  /// for reading.
  static func areLocksUnsupported() -> Bool {
    [ENOLCK, ENOSYS, ENOTSUP, EOPNOTSUPP, EBADF, EINVAL].contains(errno)
  }
}
