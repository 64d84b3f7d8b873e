import Foundation
import Testing

@testable import Study

/// Symbolic links that somebody put where a store writes.
@Suite("Links planted in a store")
struct PlantedLinkTests {
  let folder: StoreTestFolder
  let outside: URL

  init() throws {
    folder = try StoreTestFolder()
    outside = folder.url.appendingPathComponent("outside")
    try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: outside.path)
  }

  private func link(_ place: URL, to target: URL) throws {
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(at: place, withDestinationURL: target)
  }

  @Test("A lock that is a link is refused, and makes no file elsewhere")
  func lock() throws {
    let (record, attachments) = try sampleRecord()
    let store = try folder.store()
    let shard = folder.file("json", of: record.identifier).deletingLastPathComponent()
    try link(shard.appendingPathComponent(".lock"), to: outside.appendingPathComponent("made"))
    #expect(throws: StoreError.self) { try store.write(record, attachments: attachments) }
    #expect(try names().isEmpty)
  }

  @Test("A folder of records that is a link is refused, with the remedy")
  func shard() throws {
    let (record, attachments) = try sampleRecord()
    let store = try folder.store()
    let shard = folder.file("json", of: record.identifier).deletingLastPathComponent()
    try link(shard, to: outside)
    let error = try #require(throws: StoreError.self) {
      try store.write(record, attachments: attachments)
    }
    #expect("\(error)".contains("it is a symbolic link; remove it, or link the whole store"))
    #expect(try names().isEmpty)
  }

  @Test("A link in a record's place is set aside, and what it leads to stays")
  func record() throws {
    let (record, attachments) = try sampleRecord()
    let victim = outside.appendingPathComponent("victim")
    try Data("mine".utf8).write(to: victim)
    let place = folder.file("json", of: record.identifier)
    try link(place, to: victim)
    let store = try folder.store()
    #expect(try store.read(record.identifier).damage != nil)
    try store.write(record, attachments: attachments)
    #expect(try String(contentsOf: victim, encoding: .utf8) == "mine")
    #expect(try store.read(record.identifier) == .present(record))
  }

  @Test("The place of damaged records must not be a link")
  func damaged() throws {
    let (record, _) = try sampleRecord()
    let store = try folder.store()
    let place = folder.file("json", of: record.identifier)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("torn".utf8).write(to: place)
    try link(folder.url.appendingPathComponent("store/damaged"), to: outside)
    #expect(try store.read(record.identifier).damage?.contains("stays where it is") == true)
    #expect(try names().isEmpty)
  }
}
