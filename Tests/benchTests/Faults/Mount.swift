#if os(Linux)
  import Foundation

  /// A file system mounted for one test, which only root may do.
  ///
  /// `defer { mount.end() }` ends it: a value that is not used any more would be gone too early.
  struct Mount {
    let url: URL

    /// A small disk in memory at a folder, which is made; nil where nothing may be mounted.
    init?(at url: URL, bytes: Int, names: Int = 10_000) {
      self.url = url
      try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      let size = "size=\(bytes),nr_inodes=\(names)"
      guard Tool.run("mount", "-t", "tmpfs", "-o", size, "tmpfs", url.path) else { return nil }
    }

    /// A folder that is there, seen read-only at its own place.
    init?(readOnly url: URL) {
      self.url = url
      guard Tool.run("mount", "--bind", url.path, url.path) else { return nil }
      guard Tool.run("mount", "-o", "remount,ro,bind", url.path) else {
        _ = Tool.run("umount", "-l", url.path)
        return nil
      }
    }

    /// Unmounts it.
    func end() { _ = Tool.run("umount", "-l", url.path) }

    /// Gives a small disk more space.
    func grow(to bytes: Int, names: Int = 10_000) -> Bool {
      Tool.run("mount", "-o", "remount,size=\(bytes),nr_inodes=\(names)", url.path)
    }

    /// Whether this user may mount at all; asked once.
    static let isPossible: Bool = {
      guard getuid() == 0 else { return false }
      let url = FileManager.default.temporaryDirectory
        .appendingPathComponent("bench-mount-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: url) }
      guard let mount = Mount(at: url, bytes: 1 << 16) else { return false }
      mount.end()
      return true
    }()
  }
#endif
