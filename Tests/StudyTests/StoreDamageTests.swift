import Datasets
import Foundation
import Study
import Testing

@Suite("Damaged records")
struct StoreDamageTests {
  let folder: StoreTestFolder
  let record: Record
  let attachments: [String: Data]

  init() throws {
    folder = try StoreTestFolder()
    (record, attachments) = try sampleRecord()
    try folder.store().write(record, attachments: attachments)
  }

  @Test("A record cut at any length is damaged, kept aside, and then absent")
  func torn() throws {
    let store = try folder.store()
    let file = folder.file("json", of: record.identifier)
    let whole = try Data(contentsOf: file)
    for length in 0..<whole.count {
      try whole.prefix(length).write(to: file)
      #expect(try store.read(record.identifier).damage != nil, "cut to \(length) bytes")
      #expect(try store.read(record.identifier) == .absent, "cut to \(length) bytes")
      try store.write(record, attachments: attachments)
    }
    #expect(try store.read(record.identifier, verifyAttachments: true) == .present(record))
    let kept = folder.names(in: "damaged").filter { $0.hasSuffix(".json") }
    #expect(kept.count == whole.count, "every damaged file is kept")
  }

  @Test("A record with any byte changed is damaged")
  func flipped() throws {
    let store = try folder.store()
    let file = folder.file("json", of: record.identifier)
    let whole = try Data(contentsOf: file)
    for index in whole.indices {
      var edited = whole
      edited[index] ^= 1
      try edited.write(to: file)
      #expect(try store.read(record.identifier).damage != nil, "byte \(index)")
      try store.write(record, attachments: attachments)
    }
  }

  @Test("Bytes after the end, or a friendlier layout, are damage too")
  func reformatted() throws {
    let store = try folder.store()
    let file = folder.file("json", of: record.identifier)
    let whole = try Data(contentsOf: file)
    let spaced = String(decoding: whole, as: UTF8.self).replacing(":", with: ": ")
    for edited in [whole + Data([0x0a]), Data(spaced.utf8)] {
      try edited.write(to: file)
      #expect(try store.read(record.identifier).damage?.contains("canonical") == true)
      try store.write(record, attachments: attachments)
    }
  }

  @Test("A record under another record's name is damaged")
  func misnamed() throws {
    let store = try folder.store()
    let (other, _) = try sampleRecord(seed: 2)
    let file = folder.file("json", of: other.identifier)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: folder.file("json", of: record.identifier), to: file)
    let damage = try store.read(other.identifier).damage
    #expect(damage == "its specification has the digest \(record.identifier.short)…")
    #expect(try store.read(record.identifier) == .present(record))
  }

  @Test(
    "An attachment that is missing or has another size damages its record", arguments: [0, 4, 6])
  func attachmentSize(size: Int) throws {
    let store = try folder.store()
    let file = folder.file("weights.bin", of: record.identifier)
    try Data(count: size).write(to: file)
    let damage = try store.read(record.identifier).damage
    #expect(damage == "attachment 'weights': \(size) bytes instead of 5")
    #expect(try store.read(record.identifier) == .absent)
    let name = "\(record.identifier).1"
    #expect(folder.names(in: "damaged") == ["\(name).json", "\(name).weights.bin"])
  }

  @Test("A missing attachment damages its record")
  func attachmentMissing() throws {
    try FileManager.default.removeItem(at: folder.file("weights.bin", of: record.identifier))
    let store = try folder.store()
    #expect(
      try store.read(record.identifier).damage == "attachment 'weights': the file is missing")
    #expect(folder.names(in: "damaged") == ["\(record.identifier).1.json"])
  }

  @Test("An attachment of the right size with other bytes is found when digested")
  func attachmentBytes() throws {
    let store = try folder.store()
    try Data(count: 5).write(to: folder.file("weights.bin", of: record.identifier))
    #expect(try store.read(record.identifier) == .present(record), "sizes alone do not tell")
    #expect(try store.read(record.identifier, verifyAttachments: true).damage != nil)
    #expect(try store.read(record.identifier) == .absent)
  }

  @Test("Reading a damaged attachment fails and makes the record absent")
  func attachmentRead() throws {
    let store = try folder.store()
    try Data(count: 5).write(to: folder.file("weights.bin", of: record.identifier))
    let error = try #require(throws: StoreError.self) {
      try store.attachment(named: "weights", of: record)
    }
    #expect("\(error)".contains("run it again"))
    #expect(try store.read(record.identifier) == .absent)
  }

  @Test("Writing over a damaged record keeps the damaged one aside")
  func overwritten() throws {
    let store = try folder.store()
    try Data("{".utf8).write(to: folder.file("json", of: record.identifier))
    try store.write(record, attachments: attachments)
    #expect(try store.read(record.identifier, verifyAttachments: true) == .present(record))
    #expect(folder.names(in: "damaged").contains("\(record.identifier).1.json"))
  }
}
