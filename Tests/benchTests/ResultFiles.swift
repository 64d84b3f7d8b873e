import Foundation

/// A folder with files of a test's own, removed with its last owner.
final class ResultFiles {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("bench-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file and gives its path.
  func write(_ name: String, _ text: String) throws -> String {
    let file = url.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// Copies a committed report and gives its path.
  func report(_ name: String) throws -> String {
    let folder = url.appendingPathComponent(name)
    try FileManager.default.copyItem(
      at: URL(fileURLWithPath: "\(Root.path)/reports/\(name)"), to: folder)
    return folder.path
  }

  /// A text with the folder's path taken out of it, and the lines under titles as long as they are
  /// then.
  func relative(_ text: String) -> String {
    var lines = text.replacingOccurrences(of: url.path + "/", with: "")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for index in lines.indices.dropFirst()
    where !lines[index].isEmpty && lines[index].allSatisfy({ $0 == "=" }) {
      lines[index] = String(repeating: "=", count: lines[index - 1].count)
    }
    return lines.joined(separator: "\n")
  }

  static let old = """
    method,run,acc
    sup,1,86.33
    sup,2,85
    sup,3,86
    ssl,1,88.1
    ssl,2,87.0
    ssl,3,89.25

    """
}
