import Datasets
import Foundation
import Testing

@testable import Study

@Suite("What is no file where a file is to be")
struct StoreStrangerTests {
  let folder: StoreTestFolder
  let record: Record
  let attachments: [String: Data]

  init() throws {
    folder = try StoreTestFolder()
    (record, attachments) = try sampleRecord()
    try folder.store().write(record, attachments: attachments)
  }

  @Test("A pipe, a folder or a link to a device is not read, is kept aside, and makes place")
  func kinds() throws {
    let store = try folder.store()
    let file = folder.file("json", of: record.identifier).path
    let makers: [() -> Int32] = [
      { mkfifo(file, 0o644) }, { mkdir(file, 0o755) }, { symlink("/dev/zero", file) },
    ]
    for make in makers {
      unlink(file)
      #expect(make() == 0)
      #expect(try store.read(record.identifier).damage == "it is not a regular file")
      #expect(try store.read(record.identifier) == .absent)
      try store.write(record, attachments: attachments)
      #expect(try store.read(record.identifier, verifyAttachments: true) == .present(record))
    }
    let aside = folder.names(in: "damaged").filter { $0.hasSuffix(".json") }
    #expect(aside.count == makers.count)
  }

  @Test("A link to a whole record is as good as the record, since its bytes prove it")
  func link() throws {
    let file = folder.file("json", of: record.identifier)
    let other = folder.url.appendingPathComponent("elsewhere.json")
    try FileManager.default.moveItem(at: file, to: other)
    #expect(symlink(other.path, file.path) == 0)
    #expect(try folder.store().read(record.identifier) == .present(record))
  }

  @Test("A file of more bytes than a record may have is damage, and is not read")
  func large() throws {
    let file = folder.file("json", of: record.identifier)
    #expect(truncate(file.path, off_t(Record.largestFile) + 1) == 0)
    #expect(
      try folder.store().read(record.identifier).damage
        == "it has 268435457 bytes, and at most 268435456 are read")
  }

  @Test(
    "A folder in the place of an attachment is moved aside where the attachment is to be written")
  func attachmentFolder() throws {
    let (other, attachments) = try sampleRecord(seed: 2)
    let file = folder.file("weights.bin", of: other.identifier)
    try FileManager.default.createDirectory(
      at: file.appendingPathComponent("inside"), withIntermediateDirectories: true)
    let store = try folder.store()
    try store.write(other, attachments: attachments)
    #expect(try store.read(other.identifier, verifyAttachments: true) == .present(other))
    #expect(folder.names(in: "damaged") == ["\(other.identifier).1.weights.bin"])
  }

  @Test("A timing that is a pipe is no timing, and is not waited for")
  func timing() throws {
    #expect(mkfifo(folder.file("timing.json", of: record.identifier).path, 0o644) == 0)
    #expect(try folder.store().timing(of: record.identifier) == nil)
  }

  @Test("Files and folders that are not the store's are let be among the records")
  func strangers() throws {
    for name in ["zz", ".DS_Store", "AB"] {
      try Data([1]).write(to: folder.url.appendingPathComponent("store/records/\(name)"))
    }
    #expect(try folder.store().identifiers() == [record.identifier])
  }
}
