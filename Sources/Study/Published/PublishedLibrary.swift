import Foundation

/// Where files of published values are looked for: folders `published` beside those of protocols.
public struct PublishedLibrary: Sendable {
  /// The folders, the first found first.
  public let folders: [String]

  /// The folders beside those of a library of protocols.
  ///
  /// - Parameter protocols: where protocols are looked for.
  public init(beside protocols: ProtocolLibrary) {
    folders = protocols.folders.map {
      FilePath.join(FilePath.folder(of: $0), "published")
    }
  }

  /// The files there are, by name; of two of a name the first found.
  ///
  /// - Returns: names without their extension, and paths.
  public func list() -> [(name: String, path: String)] {
    var entries: [(name: String, path: String)] = []
    for folder in folders {
      let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for file in files.sorted() where file.hasSuffix(".json5") && !file.hasPrefix(".") {
        let name = FilePath.baseName(file)
        guard !entries.contains(where: { $0.name == name }) else { continue }
        entries.append((name, FilePath.join(folder, file)))
      }
    }
    return entries.sorted { $0.name < $1.name }
  }

  /// The values of a name or path.
  ///
  /// - Parameter nameOrPath: a file's name, or a path, which has a `/` or ends in `.json5`.
  /// - Returns: the values.
  /// - Throws: `ResultsError`.
  public func load(_ nameOrPath: String) throws(ResultsError) -> PublishedValues {
    if nameOrPath.contains("/") || nameOrPath.hasSuffix(".json5") {
      return try PublishedValues.read(path: nameOrPath)
    }
    let entries = list()
    guard let entry = entries.first(where: { $0.name == nameOrPath }) else {
      let names = entries.map(\.name)
      throw .unreadable(
        path: "published/\(nameOrPath).json5",
        reason: "no such file; " + Wording.didYouMean(nameOrPath, names, listed: "there are"))
    }
    return try PublishedValues.read(path: entry.path)
  }

  /// The values that belong to a study.
  ///
  /// - Parameter study: the study's name.
  /// - Returns: the values of every file that names the study, by the files' names.
  /// - Throws: `ResultsError`, also of a file that belongs to another study: a broken one tells
  ///   not.
  public func values(of study: String) throws(ResultsError) -> [PublishedValues] {
    var found: [PublishedValues] = []
    for entry in list() {
      let values = try PublishedValues.read(path: entry.path)
      if values.study == study { found.append(values) }
    }
    return found
  }
}
