import Datasets
import Foundation
import Study
import Testing

@Suite("Writing records")
struct StoreWritingTests {
  let folder: StoreTestFolder

  init() throws {
    folder = try StoreTestFolder()
  }

  @Test("What is written is there for everyone who opens the store")
  func readBack() throws {
    let (record, attachments) = try sampleRecord()
    #expect(try folder.store().read(record.identifier) == .absent)
    try folder.store().write(record, attachments: attachments)
    let store = try folder.store()
    #expect(try store.read(record.identifier, verifyAttachments: true) == .present(record))
    #expect(try store.attachment(named: "weights", of: record) == attachments["weights"])
    #expect(try store.identifiers() == [record.identifier])
  }

  @Test("The layout is the documented one, with nothing unfinished left")
  func layout() throws {
    let (record, attachments) = try sampleRecord()
    let store = try folder.store()
    try store.write(record, attachments: attachments)
    try store.writeTiming(.object(["seconds": .number(1.5)]), of: record.identifier)
    let name = record.identifier.hexadecimal
    #expect(folder.names(in: "records") == [String(name.prefix(2))])
    #expect(
      folder.names(in: "records/\(name.prefix(2))")
        == [".lock", "\(name).json", "\(name).timing.json", "\(name).weights.bin"])
    #expect(try Data(contentsOf: folder.file("json", of: record.identifier)).last == 0x0a)
  }

  @Test("An identical record again changes no file")
  func identical() throws {
    let (record, attachments) = try sampleRecord()
    let store = try folder.store()
    try store.write(record, attachments: attachments)
    let file = folder.file("json", of: record.identifier)
    let inode = try FileManager.default.attributesOfItem(atPath: file.path)[.systemFileNumber]
    try folder.store().write(record, attachments: attachments)
    let after = try FileManager.default.attributesOfItem(atPath: file.path)[.systemFileNumber]
    #expect(inode as? Int == after as? Int)
  }

  @Test("Another result for the same specification is a conflict, and the old one is kept")
  func conflict() throws {
    let (old, attachments) = try sampleRecord(correct: 259)
    let (new, _) = try sampleRecord(correct: 260)
    let store = try folder.store()
    try store.write(old, attachments: attachments)
    let error = StoreError.conflict(
      identifier: old.identifier, kept: old.digest, refused: new.digest)
    #expect(throws: error) { try store.write(new, attachments: attachments) }
    #expect(try store.read(old.identifier, verifyAttachments: true) == .present(old))
    #expect("\(error)".contains(old.digest.hexadecimal))
    #expect("\(error)".contains(new.digest.hexadecimal))
  }

  @Test("Attachments must be those of the record")
  func attachments() throws {
    let (record, attachments) = try sampleRecord()
    let store = try folder.store()
    for wrong in [[:], ["weights": Data([9])], attachments.merging(["x": Data()]) { $1 }] {
      #expect(throws: StoreError.self) { try store.write(record, attachments: wrong) }
    }
    #expect(try store.read(record.identifier) == .absent)
    #expect(throws: StoreError.noAttachment(name: "x", identifier: record.identifier)) {
      try store.attachment(named: "x", of: record)
    }
  }

  @Test("A leftover of a killed writer is replaced")
  func leftover() throws {
    let (record, attachments) = try sampleRecord()
    let store = try folder.store()
    let orphan = folder.file("weights.bin", of: record.identifier)
    try FileManager.default.createDirectory(
      at: orphan.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data([7]).write(to: orphan)
    #expect(try store.read(record.identifier) == .absent)
    try store.write(record, attachments: attachments)
    #expect(try store.attachment(named: "weights", of: record) == attachments["weights"])
  }

  @Test("Many writers of the same and of other records leave all of them whole")
  func concurrency() async throws {
    let records = try (0..<8).map { try sampleRecord(seed: Int64($0)) }
    let directory = folder.url.appendingPathComponent("store")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for turn in 0..<32 {
        let (record, attachments) = records[turn % 8]
        group.addTask {
          try RecordStore(directory: directory).write(record, attachments: attachments)
        }
      }
      try await group.waitForAll()
    }
    let store = try folder.store()
    for (record, _) in records {
      #expect(try store.read(record.identifier, verifyAttachments: true) == .present(record))
    }
    #expect(try store.identifiers().count == 8)
    #expect(folder.names(in: "damaged").isEmpty)
  }

  @Test("Of two writers that disagree, one wins and its record is whole")
  func race() async throws {
    let rivals = try (0..<16).map { try sampleRecord(correct: Int64($0)) }
    let store = try folder.store()
    let wins = await withTaskGroup(of: Bool.self) { group in
      for (record, attachments) in rivals {
        group.addTask { (try? store.write(record, attachments: attachments)) != nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(wins == 1)
    let found = try store.read(rivals[0].0.identifier, verifyAttachments: true)
    #expect(rivals.contains { found == .present($0.0) })
  }

  @Test("Timings are kept beside the record, and the last one counts")
  func timing() throws {
    let (record, attachments) = try sampleRecord()
    let store = try folder.store()
    #expect(try store.timing(of: record.identifier) == nil)
    try store.write(record, attachments: attachments)
    for seconds in [1.5, 2.5] {
      try store.writeTiming(.object(["seconds": .number(seconds)]), of: record.identifier)
    }
    #expect(try store.timing(of: record.identifier)?["seconds"] == .number(2.5))
    #expect(try store.read(record.identifier) == .present(record))
    #expect(try store.identifiers() == [record.identifier])
  }
}
