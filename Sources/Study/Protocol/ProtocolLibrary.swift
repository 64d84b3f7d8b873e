import Foundation

/// Where protocols are looked for.
public struct ProtocolLibrary: Sendable {
  /// The study that runs where none is named.
  public static let defaultName = "rotnet-mnist"

  /// The folders of protocols, the first found first.
  public let folders: [String]

  /// A library of some folders.
  ///
  /// - Parameter folders: folders of `NAME.json5` files, in the order of the search.
  public init(folders: [String]) {
    self.folders = folders
  }

  /// The library of an installation: `protocols` under the current folder, under `$BENCH_HOME`, and
  /// under each folder that the executable lies in.
  ///
  /// - Parameters:
  ///   - environment: the process's environment.
  ///   - executable: the executable's path; symbolic links are followed.
  public init(environment: [String: String], executable: String?) {
    var folders = ["protocols"]
    if let home = environment["BENCH_HOME"], !home.isEmpty {
      folders.append(FilePath.join(home, "protocols"))
    }
    if let executable {
      var folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath()
      while folder.path != "/", folder.pathComponents.count > 1 {
        folder.deleteLastPathComponent()
        folders.append(FilePath.join(folder.path, "protocols"))
      }
    }
    self.init(folders: folders)
  }
}

extension ProtocolLibrary {
  /// A protocol that can be named.
  public struct Entry: Equatable, Sendable {
    /// The name, which is the file's without its extension.
    public let name: String
    /// The file.
    public let path: String
  }

  /// Every protocol that can be named, by name; of two of a name the first found.
  public func list() -> [Entry] {
    var entries: [String: Entry] = [:]
    for folder in folders {
      let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for file in files where file.hasSuffix(".json5") && !file.hasPrefix(".") {
        let name = FilePath.baseName(file)
        let entry = Entry(name: name, path: FilePath.join(folder, file))
        entries[name] = entries[name] ?? entry
      }
    }
    return entries.values.sorted { $0.name < $1.name }
  }

  /// The file that a name or a path stands for.
  ///
  /// - Parameter nameOrPath: a protocol's name, or a path, which has a `/` or ends in `.json5`.
  /// - Returns: the file's path.
  /// - Throws: `ProtocolError.notFound` with the names there are.
  public func path(of nameOrPath: String) throws -> String {
    let isPath = nameOrPath.contains("/") || nameOrPath.hasSuffix(".json5")
    let candidates =
      isPath ? [nameOrPath] : folders.map { FilePath.join($0, nameOrPath + ".json5") }
    if let path = candidates.first(where: Self.isFile) { return path }
    throw ProtocolError.notFound(nameOrPath, known: list().map(\.name))
  }

  /// Loads and validates the protocol that a name or a path stands for.
  ///
  /// - Parameter nameOrPath: a protocol's name or path.
  /// - Returns: the study without overrides.
  /// - Throws: `ProtocolError`.
  public func load(_ nameOrPath: String = defaultName) throws -> LoadedStudy {
    try ProtocolLoader.load(path: try path(of: nameOrPath))
  }

  private static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue
  }
}
