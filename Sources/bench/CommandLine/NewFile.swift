import Foundation

/// A file that a command writes, and that it replaces only where it is told to.
struct NewFile {
  let path: String

  init(_ path: String) {
    self.path = path
  }

  /// Refuses a file that is there, before any work is done.
  func check(force: Bool) throws(SheetError) {
    if !force, FileManager.default.fileExists(atPath: path) { throw .exists(path) }
  }

  /// Writes the file, whole or not at all.
  func write(_ data: Data, force: Bool) throws(SheetError) {
    try check(force: force)
    do {
      try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .unwritable(path, error.localizedDescription)
    }
  }
}

/// A contact sheet that was not written.
enum SheetError: Error, CustomStringConvertible, ExitCoded {
  case exists(String)
  case unwritable(String, String)

  var description: String {
    switch self {
    case .exists(let path): "\(path): exists; choose another name, or replace it with --force"
    case .unwritable(let path, let reason): "\(path): \(reason); choose another place with --out"
    }
  }

  var exitCode: ExitCode { .inputOutput }
}
