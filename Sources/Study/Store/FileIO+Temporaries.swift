import Foundation

extension FileIO {
  /// How often a file is written again whose temporary file was taken away.
  private static let attempts = 10

  /// Replaces a file in one step: a reader sees the old bytes or the new ones, never a part, and when
  /// this returns the bytes are on the disk.
  ///
  /// The temporary file is locked while it is written. Where that does not keep another process from
  /// removing it, as without locks and with a clock that jumped, it is written again.
  ///
  /// - Parameters:
  ///   - path: the file's name.
  ///   - data: its bytes.
  ///   - beforeRename: for tests: called when the temporary file is written, with its path.
  /// - Throws: `StoreError.inputOutput`, and leaves the old file and nothing else.
  static func replace(
    _ path: String, with data: Data, beforeRename: (String) -> Void = { _ in }
  ) throws(StoreError) {
    for attempt in 1...attempts {
      let temporary = StoreLayout.temporary(for: path)
      let descriptor = try opened(temporary, O_WRONLY | O_CREAT | O_EXCL, to: "create the file")
      // The lock ends with the descriptor: after the file has its name.
      defer { close(descriptor) }
      do throws(StoreError) {
        _ = retrying { flock(descriptor, LOCK_EX) }
        try write(data, to: descriptor, path: temporary)
        guard retrying({ fsync(descriptor) }) == 0 else { throw failure("write", temporary) }
        beforeRename(temporary)
        if rename(temporary, path) == 0 { return }
        let reason = errno
        guard reason == ENOENT, attempt < attempts else {
          errno = reason
          throw failure("rename to \(path)", temporary)
        }
      } catch {
        unlink(temporary)
        throw error
      }
    }
  }

  /// Removes the temporary files of a folder that nobody writes any more.
  ///
  /// Their age alone would not tell, since a clock may jump: a file that its writer has locked stays.
  /// One that cannot be removed does no harm.
  ///
  /// - Parameters:
  ///   - folder: where they are.
  ///   - limit: younger ones are left alone.
  /// - Throws: `StoreError.inputOutput` where the folder cannot be listed.
  static func removeAbandoned(in folder: String, before limit: Date) throws(StoreError) {
    for name in try names(in: folder) where StoreLayout.isTemporary(name) {
      let path = folder + "/" + name
      let descriptor = retrying { open(path, O_RDWR | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC) }
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        Double(modified(status)) < limit.timeIntervalSince1970
      else { continue }
      if retrying({ flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 || areLocksUnsupported() {
        unlink(path)
      }
    }
  }

  /// Seconds since 1970.
  private static func modified(_ status: stat) -> Int {
    #if canImport(Darwin)
      status.st_mtimespec.tv_sec
    #else
      status.st_mtim.tv_sec
    #endif
  }
}
