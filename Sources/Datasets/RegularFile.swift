import Foundation

/// Reading and writing whole files, with the system's own word on what failed.
enum RegularFile {
  /// Reads a whole file.
  ///
  /// - Parameters:
  ///   - url: a regular file; a folder, pipe or device is refused.
  ///   - limit: the most bytes to read.
  /// - Returns: all of its bytes.
  /// - Throws: `DatasetError`.
  static func read(_ url: URL, limit: Int) throws(DatasetError) -> [UInt8] {
    let path = url.path
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, "open") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path, "examine") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    let size = Int(status.st_size)
    guard size <= limit else { throw .tooLarge(path: path, limit: limit) }
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = Foundation.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { code = errno }
        if got <= 0 { break }
        count += got
      }
    }
    guard code == 0 else { throw failure(path, "read", code) }
    return bytes
  }

  /// Writes a new file and waits until it is on the disk; removes it again where that fails.
  ///
  /// - Parameters:
  ///   - parts: the content, in order.
  ///   - url: where to; nothing may be there.
  /// - Throws: `DatasetError`, `.diskFull` where that is the cause.
  static func write(_ parts: [[UInt8]], to url: URL) throws(DatasetError) {
    let path = url.path
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path, "create") }
    var code: Int32 = 0
    for part in parts where code == 0 { code = writeAll(part, descriptor) }
    if code == 0 && fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0 && code == 0 { code = errno }
    guard code == 0 else {
      unlink(path)
      throw failure(path, "write", code)
    }
  }

  private static func writeAll(_ bytes: [UInt8], _ descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { raw in
      var done = 0
      while done < raw.count {
        let put = Foundation.write(
          descriptor, raw.baseAddress.map { $0 + done }, raw.count - done)
        if put < 0 && errno == EINTR { continue }
        if put < 0 { return errno }
        done += put
      }
      return 0
    }
  }

  /// Gives a file its final name, over whatever has that name.
  static func rename(_ old: URL, to new: URL) throws(DatasetError) {
    guard Foundation.rename(old.path, new.path) == 0 else { throw failure(new.path, "rename to") }
  }

  /// Makes sure that the names in a folder are on the disk; where the system cannot, goes on.
  static func synchronise(folder: URL) {
    let descriptor = open(folder.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ url: URL) throws(DatasetError) {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      throw failure(url.path, "make the folder", Int32(cause?.code ?? Int(EACCES)))
    }
  }

  /// The error for what the system has just refused.
  static func failure(_ path: String, _ operation: String, _ code: Int32 = errno) -> DatasetError {
    code == ENOSPC || code == EDQUOT
      ? .diskFull(path: path) : .inputOutput(path: path, operation: operation, code: code)
  }
}
