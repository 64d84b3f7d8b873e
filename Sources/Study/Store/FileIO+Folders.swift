import Foundation

extension FileIO {
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

  /// Whether there is a folder under a name, not a link to one.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
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

  /// Makes a folder of the store's own, below one that is there. A symbolic link in its place is refused:
  /// what is written into a store stays in it.
  static func makeOwnFolder(_ path: String) throws(StoreError) {
    try makeFolder(path)
    guard !isFolder(path) else { return }
    throw .inputOutput(
      action: "write into the folder", path: path,
      reason: "it is a symbolic link; remove it, or link the whole store")
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
}
