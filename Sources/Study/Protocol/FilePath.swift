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

  /// The file's name without its extension.
  static func baseName(_ path: String) -> String {
    ((path as NSString).lastPathComponent as NSString).deletingPathExtension
  }
}
