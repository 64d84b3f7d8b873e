import Foundation
import Images

/// What `bench data check` found out about one file.
public struct FileCheck: Sendable {
  /// The set the file belongs to.
  public let dataset: String
  /// The file or folder that was read, or `built-in`.
  public let path: String
  /// The digest of the content, or what is wrong.
  public let result: Result<DataFile, DatasetError>

  /// Whether the digest was compared with one that is known, and not only the structure checked.
  public var isPinned = true

  /// Whether the file is as it should be.
  public var passed: Bool {
    if case .success = result { true } else { false }
  }
}

extension DataLibrary {
  /// Reads every set of the catalogue in every folder of the search path, and draws the built-in sets.
  ///
  /// - Parameter names: the sets to check; all of the catalogue by default. A folder's path checks
  ///   the structure of what is in it.
  /// - Returns: one result a file, in the order of names, folders and parts; nothing for a set that
  ///   is nowhere.
  public func check(_ names: [String] = Catalogue.names) -> [FileCheck] {
    names.flatMap { name in
      if let set = BuiltInSet(rawValue: name) { return [check(set)] }
      if let layout = CIFAR(rawValue: name) { return check(layout) }
      guard let entry = Catalogue.entry(name) else { return [checkFolder(name)] }
      return places(name).filter { $0.claims(entry) }
        .flatMap { check($0.folder, entry) }
    }
  }

  private func check(_ folder: DataFolder, _ entry: Catalogue.Entry) -> [FileCheck] {
    DataPart.allCases.map { part in
      let path = folder.file(part) ?? folder.url.appendingPathComponent(part.fileName)
      return FileCheck(
        dataset: entry.name, path: path.path,
        result: Result { () throws(DatasetError) in
          DataFile(name: part.fileName, digest: try folder.load(part, entry: entry).digest)
        })
    }
  }

  private func checkFolder(_ name: String) -> FileCheck {
    FileCheck(
      dataset: name, path: name,
      result: Result { () throws(DatasetError) in
        let dataset = try load(DatasetRequest(name))
        let digests = dataset.files.map(\.digest.hexadecimal).joined()
        return DataFile(name: dataset.name, digest: Digest(of: digests))
      }, isPinned: false)
  }

  private func check(_ set: BuiltInSet) -> FileCheck {
    FileCheck(
      dataset: set.name, path: "built-in",
      result: Result { () throws(DatasetError) in
        let found = set.probe()
        guard found == set.probeDigest else {
          throw .builtInDiffers(
            name: set.name, expected: set.probeDigest ?? found, found: found)
        }
        return DataFile(name: set.name, digest: found)
      })
  }
}
