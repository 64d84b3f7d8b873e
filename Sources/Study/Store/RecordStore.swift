public import Datasets
public import Foundation

/// Records on disk: one file a run, named by the digest of what was run.
///
/// A record that is present is whole: files are written under another name, put on the disk and
/// renamed, attachments before the record that promises them. A process may be killed at any
/// moment; several may share a store, on one machine or over a shared file system.
public struct RecordStore: Sendable {
  /// What is known of a run.
  public enum Lookup: Equatable, Sendable {
    /// The record is there and proven.
    case present(Record)
    /// There is none.
    case absent
    /// There was one, torn or edited; it was moved aside, and the next look-up says absent.
    case damaged(reason: String)
  }

  /// The folder of the store.
  public let directory: URL
  let layout: StoreLayout

  /// Opens a store, making its folder if needed, and sweeps what killed processes left unfinished.
  ///
  /// A store that cannot be written can be opened and read.
  ///
  /// - Parameter directory: a folder; need not exist.
  /// - Throws: `StoreError.inputOutput`.
  public init(directory: URL) throws(StoreError) {
    try self.init(directory: directory, now: Date())
  }

  /// The same at a moment of the caller's.
  init(directory: URL, now: Date) throws(StoreError) {
    self.directory = directory.absoluteURL.standardizedFileURL
    layout = StoreLayout(root: self.directory.path)
    try FileIO.makeFolder(layout.records)
    for folder in try folders() {
      try FileIO.removeAbandoned(in: folder, before: now - RecordStore.staleAge)
    }
  }

  /// A store that is only looked at with `inspect`: nothing is made, swept or moved.
  init(inspecting directory: URL) {
    self.directory = directory
    layout = StoreLayout(root: directory.path)
  }

  /// The identifiers of all records, whole or damaged, in ascending order.
  ///
  /// - Returns: one a record file.
  /// - Throws: `StoreError.inputOutput`.
  public func identifiers() throws(StoreError) -> [Digest] {
    var found: [Digest] = []
    for folder in try folders() {
      for name in try FileIO.names(in: folder) {
        if let identifier = StoreLayout.identifier(ofRecordNamed: name) { found.append(identifier) }
      }
    }
    return found.sorted()
  }
}

extension RecordStore {
  /// The age at which an unfinished file is taken for abandoned, if nobody holds it: longer than any
  /// write lasts.
  private static let staleAge: TimeInterval = 3600

  /// The folders that hold records; whatever else a system or a person put beside them is let be.
  private func folders() throws(StoreError) -> [String] {
    try FileIO.names(in: layout.records).filter(StoreLayout.isShard)
      .map { layout.records + "/" + $0 }
      .filter { FileIO.isFolder($0) }
  }
}
