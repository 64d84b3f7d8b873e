import Foundation

/// Files of a bounded size that a person names.
enum BoundedFile {
  /// A file that cannot be read, and why.
  struct Failure: Error {
    let reason: String
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - limit: the most bytes that it may have.
  ///   - mayWait: whether it may be a pipe, as a shell's `<(…)` is, which is waited for.
  /// - Returns: all bytes.
  /// - Throws: `Failure` with the reason in a few words.
  static func read(_ path: String, limit: Int, mayWait: Bool = true) throws(Failure) -> Data {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      guard mayWait, !isFolder else {
        throw Failure(reason: isFolder ? "it is a folder" : "it is no regular file")
      }
    }
    let data: Data
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      data = try handle.read(upToCount: limit + 1) ?? Data()
    } catch {
      throw Failure(reason: FileReason.text(of: error))
    }
    guard data.count <= limit else {
      throw Failure(reason: "it has more than the \(limit) bytes that are read")
    }
    return data
  }
}
