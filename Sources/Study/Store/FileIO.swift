import Foundation

/// Files through POSIX calls, for what Foundation does not promise: data on the disk before a
/// rename, names on the disk after it, and the system's own reason for a failure.
enum FileIO {
  /// Runs a call again while a signal interrupts it.
  private static func retrying<Result: BinaryInteger>(_ call: () -> Result) -> Result {
    var result = call()
    while result == -1, errno == EINTR { result = call() }
    return result
  }

  private static func failure(_ action: String, _ path: String) -> StoreError {
    .inputOutput(action: action, path: path, reason: String(cString: strerror(errno)))
  }

  private static func opened(
    _ path: String, _ flags: Int32, to action: String
  ) throws(StoreError) -> Int32 {
    let descriptor = retrying { open(path, flags | O_CLOEXEC, 0o644) }
    guard descriptor >= 0 else { throw failure(action, path) }
    return descriptor
  }
}

extension FileIO {
  /// All bytes of a file; nil if there is none.
  static func contents(of path: String) throws(StoreError) -> Data? {
    let descriptor = retrying { open(path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw failure("read", path)
    }
    defer { close(descriptor) }
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = retrying { read(descriptor, &buffer, buffer.count) }
      guard count >= 0 else { throw failure("read", path) }
      guard count > 0 else { return data }
      data.append(contentsOf: buffer[..<count])
    }
  }

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

  /// Replaces a file in one step: a reader sees the old bytes or the new ones, never a part.
  static func replace(_ path: String, with data: Data) throws(StoreError) {
    let temporary = StoreLayout.temporary(for: path)
    try create(temporary, with: data)
    do throws(StoreError) {
      try move(temporary, to: path)
    } catch {
      unlink(temporary)
      throw error
    }
  }
}

extension FileIO {
  /// The size of a regular file; nil if there is none.
  static func size(of path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// The names in a folder, ascending; none if there is no such folder.
  static func names(in folder: String) throws(StoreError) -> [String] {
    guard let stream = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw failure("list the folder", folder)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Makes a folder and those above it; an existing one is left alone, even if read-only.
  static func makeFolder(_ path: String) throws(StoreError) {
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        errno = ENOTDIR
        throw failure("make the folder", path)
      }
      return
    }
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if errno == ENOENT, parent != path { try makeFolder(parent) }
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw failure("make the folder", path)
    }
    try synchronize(folder: parent)
  }

  /// Waits until the names in a folder are on the disk.
  static func synchronize(folder: String) throws(StoreError) {
    let descriptor = try opened(folder, O_RDONLY | O_DIRECTORY, to: "open the folder")
    defer { close(descriptor) }
    // Some file systems cannot synchronise a folder and say EINVAL: they have nothing to wait for.
    guard retrying({ fsync(descriptor) }) == 0 || errno == EINVAL else {
      throw failure("synchronise the folder", folder)
    }
  }

  /// Runs a body while no other process or thread holds the same lock file.
  ///
  /// The system drops the lock when its holder dies, however that happens. Where a file system
  /// offers no locks, the body runs without one.
  static func locked<Result>(
    by path: String, _ body: () throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    let descriptor = try opened(path, O_RDWR | O_CREAT, to: "create the lock")
    defer { close(descriptor) }
    let isUnsupported = { [ENOLCK, ENOSYS, ENOTSUP, EOPNOTSUPP].contains(errno) }
    guard retrying({ flock(descriptor, LOCK_EX) }) == 0 || isUnsupported() else {
      throw failure("lock", path)
    }
    return try body()
  }
}
