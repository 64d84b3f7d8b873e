import Datasets
public import Foundation

/// A store that records are copied from; nothing of it is ever changed.
public struct MergeSource: Sendable {
  /// The folder, as it was named.
  public let directory: URL
  let store: RecordStore
  /// The places of its record files, by folder and name in ascending order.
  let files: [(folder: String, identifier: Digest)]

  /// Looks at a store, without opening it as one of this program's own: no folder is made, nothing is swept.
  ///
  /// - Parameters:
  ///   - directory: the folder of the store.
  ///   - destination: the folder of the store that it is to be merged into; need not exist.
  /// - Throws: `MergeError`; `StoreError.inputOutput` where a folder cannot be read.
  public init(_ directory: URL, into destination: URL) throws {
    self.directory = directory
    let path = try Self.folder(directory)
    let target = destination.resolvingSymlinksInPath().path
    guard path != target else { throw MergeError.sameStore(directory.path) }
    guard !path.hasPrefix(target + "/") else {
      throw MergeError.nested(inner: directory.path, outer: destination.path)
    }
    guard !target.hasPrefix(path + "/") else {
      throw MergeError.nested(inner: destination.path, outer: directory.path)
    }
    store = RecordStore(inspecting: URL(fileURLWithPath: path, isDirectory: true))
    try FileIO.checkFolders(of: StoreLayout(root: target))
    files = try Self.files(of: store.layout)
  }

  /// The path of a store's folder, without links on the way to it.
  private static func folder(_ directory: URL) throws -> String {
    let path = directory.resolvingSymlinksInPath().path
    let records = StoreLayout(root: path).records
    guard FileIO.kind(of: records) != nil else { throw MergeError.noStore(directory.path) }
    return path
  }

  private static func files(
    of layout: StoreLayout
  ) throws -> [(folder: String, identifier: Digest)] {
    try FileIO.checkFolders(of: layout)
    var files: [(folder: String, identifier: Digest)] = []
    for folder in try FileIO.names(in: layout.records) {
      let path = layout.records + "/" + folder
      guard FileIO.kind(of: path) == .folder else { continue }
      for name in try FileIO.names(in: path) {
        guard FileIO.kind(of: path + "/" + name) != .link else {
          throw MergeError.symbolicLink(path + "/" + name)
        }
        if let identifier = StoreLayout.identifier(ofRecordNamed: name) {
          files.append((folder, identifier))
        }
      }
    }
    return files
  }
}

extension MergeSource {
  /// The bytes of a record's attachments; nil where one is not as promised any more.
  func attachments(of record: Record) throws -> [String: Data]? {
    var found: [String: Data] = [:]
    for attachment in record.attachments {
      let path = store.layout.attachment(attachment.name, of: record.identifier)
      guard let data = try FileIO.contents(of: path), attachment.problem(with: data) == nil else {
        return nil
      }
      found[attachment.name] = data
    }
    return found
  }
}

extension FileIO {
  /// What a name stands for, links not followed.
  enum Kind {
    case file, folder, link, other
  }

  /// What there is at a path; nil where there is nothing.
  static func kind(of path: String) -> Kind? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }

  /// Refuses a store whose folders of records are links, which may lead into another.
  fileprivate static func checkFolders(of layout: StoreLayout) throws {
    let folders = try names(in: layout.records).map { layout.records + "/" + $0 }
    for path in [layout.records] + folders where kind(of: path) == .link {
      throw MergeError.symbolicLink(path)
    }
  }
}
