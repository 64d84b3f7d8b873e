public import Datasets
public import Foundation

extension RecordStore {
  /// Looks a run up.
  ///
  /// The record's name, digest and exact bytes are checked, and that its attachments are there
  /// with the right size. A damaged record is moved to `damaged/` with its attachments.
  ///
  /// - Parameters:
  ///   - identifier: the digest of the specification.
  ///   - verifyAttachments: whether to digest the attachments too, not only measure them.
  /// - Returns: the record, or why there is none.
  /// - Throws: `StoreError.inputOutput` where the file system refuses.
  public func read(
    _ identifier: Digest, verifyAttachments: Bool = false
  ) throws(StoreError) -> Lookup {
    let found = try inspect(identifier, verifyAttachments: verifyAttachments)
    guard case .damaged(let reason) = found else { return found }
    do throws(StoreError) {
      return try FileIO.locked(by: layout.lock(of: identifier)) { () throws(StoreError) in
        try settle(identifier, verifyAttachments: verifyAttachments)
      }
    } catch {
      return .damaged(reason: "\(reason) (and it stays where it is: \(error))")
    }
  }

  /// The bytes of an attachment, proven by their digest.
  ///
  /// - Parameters:
  ///   - name: as in `weights`.
  ///   - record: a record of this store.
  /// - Returns: all bytes.
  /// - Throws: `StoreError.noAttachment` for a name that the record does not list;
  ///   `StoreError.damagedAttachment` for bytes that are not as promised, after moving the
  ///   record aside; `StoreError.inputOutput`.
  public func attachment(named name: String, of record: Record) throws(StoreError) -> Data {
    guard let attachment = record.attachments.first(where: { $0.name == name }) else {
      throw .noAttachment(name: name, identifier: record.identifier)
    }
    let reason: String
    switch try FileIO.read(
      layout.attachment(name, of: record.identifier), limit: attachment.bytes)
    {
    case .whole(let data):
      guard let problem = attachment.problem(with: data) else { return data }
      reason = problem
    case .absent: reason = "the file is missing"
    case .unfit(let unfit): reason = unfit
    }
    _ = try read(record.identifier, verifyAttachments: true)
    throw .damagedAttachment(name: name, identifier: record.identifier, reason: reason)
  }
}

extension RecordStore {
  /// Looks without touching anything.
  func inspect(_ identifier: Digest, verifyAttachments: Bool) throws(StoreError) -> Lookup {
    let data: Data
    switch try FileIO.read(layout.record(identifier), limit: Record.largestFile) {
    case .absent: return .absent
    case .unfit(let reason): return .damaged(reason: reason)
    case .whole(let bytes): data = bytes
    }
    let record: Record
    do {
      record = try Record(proving: [UInt8](data))
    } catch let error as DecodingError {
      return .damaged(reason: RecordStore.summary(of: error))
    } catch {
      return .damaged(reason: "\(error)")
    }
    guard record.identifier == identifier else {
      return .damaged(reason: "its specification has the digest \(record.identifier.short)…")
    }
    for attachment in record.attachments {
      let problem = try problem(
        with: attachment, of: identifier, verifyBytes: verifyAttachments)
      if let problem { return .damaged(reason: "attachment '\(attachment.name)': \(problem)") }
    }
    return .present(record)
  }

  private func problem(
    with attachment: Attachment, of identifier: Digest, verifyBytes: Bool
  ) throws(StoreError) -> String? {
    let path = layout.attachment(attachment.name, of: identifier)
    guard verifyBytes else {
      guard let size = FileIO.size(of: path) else {
        return access(path, F_OK) == 0 ? "it is not a regular file" : "the file is missing"
      }
      return size == attachment.bytes ? nil : "\(size) bytes instead of \(attachment.bytes)"
    }
    switch try FileIO.read(path, limit: attachment.bytes) {
    case .whole(let data): return attachment.problem(with: data)
    case .absent: return "the file is missing"
    case .unfit(let reason): return reason
    }
  }

  private static func summary(of error: DecodingError) -> String {
    switch error {
    case .dataCorrupted(let context), .keyNotFound(_, let context),
      .typeMismatch(_, let context), .valueNotFound(_, let context):
      context.debugDescription
    @unknown default: "not a record"
    }
  }
}
