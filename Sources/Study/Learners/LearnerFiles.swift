import Datasets
import Foundation

/// The files whose content decides what a learner does, as far as its command tells.
struct LearnerFiles: Equatable, Sendable {
  /// Names as the protocol writes them, with the digests of the files.
  let files: [DataFile]

  /// Reads the files of a learner: those words of the command that are regular files, seen from the current
  /// folder, and what `files` adds. A program that is looked up in `PATH` is not read.
  ///
  /// - Parameter learner: a validated learner.
  /// - Throws: `LearnerError.file` where one cannot be read.
  init(_ learner: LearnerSpecification) throws(LearnerError) {
    let listed = learner.files ?? []
    var names: [String] = []
    for (index, word) in learner.command.enumerated() where index > 0 || word.contains("/") {
      if Self.isFile(word) { names.append(word) }
    }
    for name in listed where !Self.isFile(name) {
      throw .file(
        name, reason: "there is no such file, seen from \(FileManager.default.currentDirectoryPath)"
      )
    }
    var files: [DataFile] = []
    for name in names + listed where !files.contains(where: { $0.name == name }) {
      do {
        let data = try Data(contentsOf: URL(fileURLWithPath: name), options: .mappedIfSafe)
        files.append(DataFile(name: name, digest: Digest(of: data)))
      } catch {
        throw .file(name, reason: FileReason.text(of: error))
      }
    }
    self.files = files
  }

  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}
