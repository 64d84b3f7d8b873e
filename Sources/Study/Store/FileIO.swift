import Foundation

/// Files through POSIX calls, for what Foundation does not promise: data on the disk before a
/// rename, names on the disk after it, no wait for a pipe, and the system's own reason for a failure.
enum FileIO {
  /// Runs a call again while a signal interrupts it.
  static func retrying<Result: BinaryInteger>(_ call: () -> Result) -> Result {
    var result = call()
    while result == -1, errno == EINTR { result = call() }
    return result
  }

  /// The error for what the system has just refused.
  static func failure(_ action: String, _ path: String) -> StoreError {
    .inputOutput(action: action, path: path, reason: String(cString: strerror(errno)))
  }

  static func opened(
    _ path: String, _ flags: Int32, to action: String
  ) throws(StoreError) -> Int32 {
    let descriptor = retrying { open(path, flags | O_CLOEXEC, 0o644) }
    guard descriptor >= 0 else { throw failure(action, path) }
    return descriptor
  }
}

extension FileIO {
  /// What is found under a file's name.
  enum Reading: Equatable {
    /// All bytes of a regular file.
    case whole(Data)
    /// Nothing, or a symbolic link to nothing.
    case absent
    /// Something that is no file of this program, and why; it was not read.
    case unfit(reason: String)
  }

  /// Reads a file that has a bounded size.
  ///
  /// A pipe, a device or a folder is never read, nor waited for.
  ///
  /// - Parameters:
  ///   - path: where it is; symbolic links are followed.
  ///   - limit: the most bytes that it may have.
  /// - Returns: its bytes, or why there are none.
  /// - Throws: `StoreError.inputOutput` where the system refuses.
  static func read(_ path: String, limit: Int) throws(StoreError) -> Reading {
    let descriptor = retrying { open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT: return .absent
      case ELOOP: return .unfit(reason: "it is a symbolic link that leads nowhere")
      case ENXIO: return .unfit(reason: "it is not a regular file")
      default: throw failure("read", path)
      }
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure("read", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      return .unfit(reason: "it is not a regular file")
    }
    guard status.st_size <= limit else {
      return .unfit(reason: "it has \(status.st_size) bytes, and at most \(limit) are read")
    }
    return .whole(try bytes(of: descriptor, path: path, limit: limit))
  }

  /// The bytes up to the end, or to the limit where the file grows meanwhile.
  private static func bytes(
    of descriptor: Int32, path: String, limit: Int
  ) throws(StoreError) -> Data {
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while data.count < limit {
      let most = min(buffer.count, limit - data.count)
      let count = retrying { Foundation.read(descriptor, &buffer, most) }
      guard count >= 0 else { throw failure("read", path) }
      guard count > 0 else { break }
      data.append(contentsOf: buffer[..<count])
    }
    return data
  }

  /// All bytes of a file; nil if there is none.
  ///
  /// - Throws: `StoreError.inputOutput` for what is no file or too large, too.
  static func contents(of path: String, limit: Int = 1 << 30) throws(StoreError) -> Data? {
    switch try read(path, limit: limit) {
    case .whole(let data): return data
    case .absent: return nil
    case .unfit(let reason): throw .inputOutput(action: "read", path: path, reason: reason)
    }
  }

  /// The size of a regular file; nil if there is none.
  static func size(of path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }
}

extension FileIO {
  /// Writes a new file and waits until its bytes are on the disk; leaves nothing on failure.
  static func create(_ path: String, with data: Data) throws(StoreError) {
    try create(path, with: data, synchronizes: true)
  }

  /// Writes a new file that need not outlast a power cut; leaves nothing on failure.
  static func createUnsynchronized(_ path: String, with data: Data) throws(StoreError) {
    try create(path, with: data, synchronizes: false)
  }

  private static func create(
    _ path: String, with data: Data, synchronizes: Bool
  ) throws(StoreError) {
    let descriptor = try opened(path, O_WRONLY | O_CREAT | O_EXCL, to: "create the file")
    do throws(StoreError) {
      defer { close(descriptor) }
      try write(data, to: descriptor, path: path)
      guard !synchronizes || retrying({ fsync(descriptor) }) == 0 else {
        throw failure("write", path)
      }
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Writes all bytes to an open file.
  static func write(_ data: Data, to descriptor: Int32, path: String) throws(StoreError) {
    let bytes = [UInt8](data)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        let rest = UnsafeRawBufferPointer(rebasing: raw[written...])
        return retrying { Foundation.write(descriptor, rest.baseAddress, rest.count) }
      }
      guard count >= 0 else { throw failure("write", path) }
      written += count
    }
  }

  /// Gives a file its final name, replacing what has it.
  static func move(_ path: String, to destination: String) throws(StoreError) {
    guard rename(path, destination) == 0 else { throw failure("rename to \(destination)", path) }
  }
}
