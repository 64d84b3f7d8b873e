import Datasets

/// Copies the records of other stores into one, each proven before it is copied.
///
/// The destination's own rules hold: attachments reach the disk before their record does, nothing is replaced,
/// other processes may write at the same time. Killed at any moment, the same merge goes on where it ended.
public struct StoreMerge: Sendable {
  /// What happens to a record that is not simply copied.
  public enum Event: Equatable, Sendable {
    /// A record of a source is torn or edited; it is left where it is.
    case damaged(path: String, reason: String)
    /// The destination's own was torn or edited; it was set aside and the source's copied.
    case mended(path: String, reason: String)
    /// Both are whole and differ; the destination's is kept.
    case conflict(RecordConflict)
  }

  /// What a merge did.
  public struct Summary: Equatable, Sendable {
    /// Records copied.
    public var copied = 0
    /// Records that the destination had.
    public var identical = 0
    /// Records that are torn or edited in a source.
    public var damaged = 0
    /// Records that the destination has with another result.
    public var conflicts = 0

    /// A merge of nothing.
    public init() {}

    /// Whether every record of the sources is in the destination now.
    public var isComplete: Bool { damaged == 0 && conflicts == 0 }
  }

  private let destination: RecordStore

  /// A merge that has not begun.
  ///
  /// - Parameter destination: the store that gets the records.
  public init(into destination: RecordStore) {
    self.destination = destination
  }

  /// Copies what the destination lacks of a source.
  ///
  /// - Parameters:
  ///   - source: another store.
  ///   - summary: what was done so far; counted on.
  ///   - report: told of what a person should know.
  /// - Throws: `StoreError` where a file system refuses; what was copied until then stays.
  public func merge(
    _ source: MergeSource, _ summary: inout Summary, report: (Event) -> Void
  ) throws {
    for (folder, identifier) in source.files {
      let path = "\(source.store.layout.records)/\(folder)/\(identifier).json"
      guard folder == identifier.hexadecimal.prefix(2) else {
        summary.damaged += 1
        report(.damaged(path: path, reason: "it is in another record's folder"))
        continue
      }
      switch try source.store.inspect(identifier, verifyAttachments: true) {
      case .absent:
        summary.damaged += 1
        report(.damaged(path: path, reason: "it went away while the store was read"))
      case .damaged(let reason):
        summary.damaged += 1
        report(.damaged(path: path, reason: reason))
      case .present(let record): try merge(record, path, source, &summary, report)
      }
    }
  }

  private func merge(
    _ record: Record, _ path: String, _ source: MergeSource, _ summary: inout Summary,
    _ report: (Event) -> Void
  ) throws {
    let own = destination.layout.record(record.identifier)
    switch try destination.inspect(record.identifier, verifyAttachments: true) {
    case .present(let kept) where kept.digest == record.digest: summary.identical += 1
    case .present(let kept):
      summary.conflicts += 1
      return report(.conflict(try RecordConflict((own, kept), (path, record))))
    case .absent, .damaged:
      let found = try destination.read(record.identifier, verifyAttachments: true)
      if case .damaged(let reason) = found { report(.mended(path: own, reason: reason)) }
      guard let attachments = try source.attachments(of: record) else {
        summary.damaged += 1
        return report(.damaged(path: path, reason: "an attachment changed while it was read"))
      }
      try destination.write(record, attachments: attachments)
      summary.copied += 1
    }
    try copyBesides(record.identifier, source)
  }

  /// What is kept beside a record and no part of it; the destination's own stays, and what is no file, or
  /// larger than a log, is left where it is.
  private func copyBesides(_ identifier: Digest, _ source: MergeSource) throws {
    let (from, to) = (source.store.layout, destination.layout)
    let pairs = [
      (from.timing(of: identifier), to.timing(of: identifier)),
      (from.log(of: identifier), to.log(of: identifier)),
    ]
    for (path, copy) in pairs where FileIO.size(of: copy) == nil {
      guard case .whole(let data) = try FileIO.read(path, limit: LearnerAnswer.logLimit) else {
        continue
      }
      try FileIO.replace(copy, with: data)
    }
  }
}
