import Datasets
import Foundation
import Testing

@testable import Study

@Suite("Opening a store")
struct StoreOpeningTests {
  let folder: StoreTestFolder

  init() throws {
    folder = try StoreTestFolder()
  }

  @Test("A folder that cannot be made is named, with the system's reason")
  func notAFolder() throws {
    let file = folder.url.appendingPathComponent("file")
    try Data().write(to: file)
    let error = try #require(throws: StoreError.self) {
      try RecordStore(directory: file.appendingPathComponent("store"))
    }
    #expect("\(error)".hasPrefix("\(file.path)"))
    #expect("\(error)".contains("Not a directory"))
    #expect("\(error)".contains("--store"))
    #expect(throws: StoreError.self) { try RecordStore(directory: file) }
  }

  @Test(
    "A store that cannot be written is read, and says so when written", .enabled(if: getuid() != 0))
  func readOnly() throws {
    let (record, attachments) = try sampleRecord()
    let store = try folder.store()
    try store.write(record, attachments: attachments)
    let shard = folder.file("json", of: record.identifier).deletingLastPathComponent()
    try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: shard.path)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: shard.path)
    }
    #expect(try folder.store().read(record.identifier) == .present(record))
    let error = #expect(throws: StoreError.self) {
      try store.writeTiming(.null, of: record.identifier)
    }
    #expect(error.map { "\($0)".contains("Permission denied") } == true)
  }

  #if os(Linux)
    @Test("A full disk is an error, not a short file")
    func fullDisk() throws {
      let descriptor = open("/dev/full", O_WRONLY)
      defer { close(descriptor) }
      #expect(
        throws: StoreError.inputOutput(
          action: "write", path: "records/x", reason: "No space left on device")
      ) {
        try FileIO.write(Data([1]), to: descriptor, path: "records/x")
      }
    }
  #endif

  @Test("A failed creation leaves the existing file alone")
  func exclusive() throws {
    let path = folder.url.appendingPathComponent("file").path
    try FileIO.create(path, with: Data([1]))
    #expect(throws: StoreError.self) { try FileIO.create(path, with: Data([2])) }
    #expect(try FileIO.contents(of: path) == Data([1]))
  }

  @Test(
    "An error is one line with the value, the rule and the remedy",
    arguments: [
      .attachmentName("../x"), .duplicateAttachment("weights"), .notFinite(.nan),
      .attachmentsDiffer(name: "weights", problem: "3 bytes instead of 5"),
      .noAttachment(name: "weights", identifier: Digest(of: "")),
      .damagedAttachment(name: "weights", identifier: Digest(of: ""), reason: "gone"),
    ] as [StoreError])
  func text(error: StoreError) {
    #expect("\(error)".contains("; "))
    #expect(!"\(error)".contains("\n"))
  }
}
