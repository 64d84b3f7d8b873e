public import Datasets
public import Foundation

extension RecordStore {
  /// Stores a record and its attachments; when this returns they are on the disk.
  ///
  /// Writing an identical record again changes nothing; a damaged one is moved aside first.
  ///
  /// - Parameters:
  ///   - record: the result of a run.
  ///   - attachments: the bytes of every attachment that the record lists, by name.
  ///   - log: what a learner told of the run: kept beside the record, never digested, never read for a
  ///     report.
  /// - Throws: `StoreError.conflict` for another result of the same specification, which leaves
  ///   the old one; `StoreError.attachmentsDiffer`; `StoreError.tooLarge`; `StoreError.inputOutput`,
  ///   as when the disk is full, which leaves no record.
  public func write(
    _ record: Record, attachments: [String: Data] = [:], log: String? = nil
  ) throws(StoreError) {
    try RecordStore.check(attachments, of: record)
    let file = try record.file
    guard file.count <= Record.largestFile else { throw .tooLarge(bytes: file.count) }
    try FileIO.makeOwnFolder(layout.folder(of: record.identifier))
    try FileIO.locked(by: layout.lock(of: record.identifier)) { () throws(StoreError) in
      switch try settle(record.identifier, verifyAttachments: true) {
      case .present(let old) where old.digest == record.digest: return
      case .present(let old):
        throw .conflict(identifier: record.identifier, kept: old.digest, refused: record.digest)
      case .absent, .damaged:
        unlink(layout.log(of: record.identifier))
        if let log { try FileIO.replace(layout.log(of: record.identifier), with: Data(log.utf8)) }
        try publish(record, file, attachments)
      }
    }
  }

  /// Stores when and where a run was made and how long it took, beside its record.
  ///
  /// Never digested, never read for a report; a later timing replaces an earlier one.
  ///
  /// - Parameters:
  ///   - timing: what to keep.
  ///   - identifier: the digest of the run's specification.
  /// - Throws: `StoreError.inputOutput`; `StoreError.notFinite`.
  public func writeTiming(_ timing: JSONValue, of identifier: Digest) throws(StoreError) {
    try FileIO.makeOwnFolder(layout.folder(of: identifier))
    try FileIO.replace(layout.timing(of: identifier), with: try CanonicalJSON.file(of: timing))
  }

  /// The timing of a run.
  ///
  /// - Parameter identifier: the digest of the run's specification.
  /// - Returns: nil if there is none, or it is not JSON.
  /// - Throws: `StoreError.inputOutput`.
  public func timing(of identifier: Digest) throws(StoreError) -> JSONValue? {
    guard
      case .whole(let data) = try FileIO.read(
        layout.timing(of: identifier), limit: RecordStore.largestTiming)
    else { return nil }
    return try? JSONDecoder().decode(JSONValue.self, from: data)
  }
}

extension RecordStore {
  /// The most bytes of a timing that are read.
  private static let largestTiming = 1 << 16

  private static func check(
    _ attachments: [String: Data], of record: Record
  ) throws(StoreError) {
    for attachment in record.attachments {
      guard let data = attachments[attachment.name] else {
        throw .attachmentsDiffer(name: attachment.name, problem: "its bytes are not given")
      }
      if let problem = attachment.problem(with: data) {
        throw .attachmentsDiffer(name: attachment.name, problem: problem)
      }
    }
    let known = record.attachments.map(\.name)
    if let extra = attachments.keys.sorted().first(where: { !known.contains($0) }) {
      throw .attachmentsDiffer(name: extra, problem: "the record does not list it")
    }
  }

  /// Attachments reach the disk before the record does: a record present means all present.
  private func publish(
    _ record: Record, _ file: Data, _ attachments: [String: Data]
  ) throws(StoreError) {
    let folder = layout.folder(of: record.identifier)
    try clear(record)
    for attachment in record.attachments {
      guard let data = attachments[attachment.name] else { continue }
      try FileIO.replace(layout.attachment(attachment.name, of: record.identifier), with: data)
    }
    if !record.attachments.isEmpty { try FileIO.synchronize(folder: folder) }
    try FileIO.replace(layout.record(record.identifier), with: file)
    try FileIO.synchronize(folder: folder)
  }
}
