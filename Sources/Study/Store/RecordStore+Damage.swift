import Datasets

extension RecordStore {
  /// Looks again under the lock, for another process may have settled it, and moves damage aside.
  func settle(_ identifier: Digest, verifyAttachments: Bool) throws(StoreError) -> Lookup {
    let found = try inspect(identifier, verifyAttachments: verifyAttachments)
    if case .damaged = found { try setAside(identifier) }
    return found
  }

  /// Moves a record, then its attachments, to `damaged/`; nothing is ever deleted or replaced.
  private func setAside(_ identifier: Digest) throws(StoreError) {
    let attachments = try FileIO.names(in: layout.folder(of: identifier)).filter { name in
      name.hasPrefix("\(identifier).") && name.hasSuffix(".bin")
    }
    try moveAside(["\(identifier).json"] + attachments, of: identifier)
  }

  /// Moves folders aside that stand where an attachment is to be, and that no file can replace.
  func clear(_ record: Record) throws(StoreError) {
    let inTheWay = record.attachments
      .map { "\(record.identifier).\($0.name).bin" }
      .filter { FileIO.isFolder(layout.folder(of: record.identifier) + "/" + $0) }
    if !inTheWay.isEmpty { try moveAside(inTheWay, of: record.identifier) }
  }

  private func moveAside(_ names: [String], of identifier: Digest) throws(StoreError) {
    try FileIO.makeOwnFolder(layout.damaged)
    let folder = layout.folder(of: identifier)
    let prefix = "\(layout.damaged)/\(identifier).\(try nextTurn(of: identifier))"
    for name in names {
      let rest = name.dropFirst(identifier.hexadecimal.count)
      try FileIO.move(folder + "/" + name, to: prefix + rest)
    }
    try FileIO.synchronize(folder: layout.damaged)
    try FileIO.synchronize(folder: folder)
  }

  /// One more than the highest number under which this record's files were moved aside.
  private func nextTurn(of identifier: Digest) throws(StoreError) -> Int {
    let prefix = "\(identifier)."
    let turns = try FileIO.names(in: layout.damaged).compactMap { name in
      name.hasPrefix(prefix)
        ? name.dropFirst(prefix.count).split(separator: ".").first.flatMap { Int($0) } : nil
    }
    return (turns.max() ?? 0) + 1
  }
}
