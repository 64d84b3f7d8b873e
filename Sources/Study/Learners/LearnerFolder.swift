import Foundation

/// The folder of one learner's run: the request, the images, and whatever the learner puts there.
struct LearnerFolder {
  let path: String

  private static let prefix = "bench-learner-"

  /// Makes a folder that only this user can read, in the folder for temporary files.
  init() throws(LearnerError) {
    let name = "\(Self.prefix)\(ProcessFamily.owner)-\(UUID().uuidString.prefix(8))"
    path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    guard mkdir(path, 0o700) == 0 else {
      throw .folder(path, reason: String(cString: strerror(errno)))
    }
  }

  /// Writes a file.
  ///
  /// - Returns: its path.
  func write(_ data: Data, to name: String) throws(LearnerError) -> String {
    let file = path + "/" + name
    do throws(StoreError) {
      try FileIO.createUnsynchronized(file, with: data)
    } catch {
      throw .folder(file, reason: "\(error)")
    }
    return file
  }

  /// Removes it with all that is in it; a link in it is removed, not followed.
  func remove() {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Removes the folders of processes that are no longer there.
  static func removeAbandoned() {
    let parent = FileManager.default.temporaryDirectory
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let path = parent.appendingPathComponent(name).path
      var status = stat()
      guard lstat(path, &status) == 0, status.st_uid == getuid(),
        status.st_mode & S_IFMT == S_IFDIR,
        ProcessFamily.isAbandoned(String(name.dropFirst(prefix.count)))
      else { continue }
      try? FileManager.default.removeItem(atPath: path)
    }
  }
}
