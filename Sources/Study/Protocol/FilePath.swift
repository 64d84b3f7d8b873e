import Foundation

/// Paths as a person wrote them: nothing is made absolute, so that errors show what was typed.
enum FilePath {
  /// The folder of a file; empty for the current one.
  static func folder(of file: String) -> String {
    (file as NSString).deletingLastPathComponent
  }

  /// The folder that a folder is in.
  static func parent(of folder: String) -> String {
    let last = (folder as NSString).lastPathComponent
    if folder.isEmpty || folder == "." { return ".." }
    if last == ".." { return folder + "/.." }
    return (folder as NSString).deletingLastPathComponent
  }

  /// A path inside a folder; an absolute one stays as it is.
  static func join(_ folder: String, _ path: String) -> String {
    if path.hasPrefix("/") || folder.isEmpty { return path }
    return folder.hasSuffix("/") ? folder + path : folder + "/" + path
  }

  /// Whether a text names a file of a folder and nothing outside it.
  static func isPlainName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 255 && name != "." && name != ".."
      && !name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
  }

  /// Whether a path leads down from a folder only.
  static func staysInside(_ path: String) -> Bool {
    !path.hasPrefix("/") && !path.utf8.contains(0)
      && !path.split(separator: "/").contains("..")
  }

  /// The file's name without its extension.
  static func baseName(_ path: String) -> String {
    ((path as NSString).lastPathComponent as NSString).deletingPathExtension
  }
}
