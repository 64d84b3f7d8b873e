import Datasets
import Foundation
import Testing

@testable import Study

@Suite("Merging stores")
struct StoreMergeTests {
  private let here: StoreTestFolder
  private let there: StoreTestFolder

  init() throws {
    (here, there) = (try StoreTestFolder(), try StoreTestFolder())
  }

  private var destination: URL { here.url.appendingPathComponent("store") }
  private var source: URL { there.url.appendingPathComponent("store") }

  private func merge() throws -> (summary: StoreMerge.Summary, events: [StoreMerge.Event]) {
    let other = try MergeSource(source, into: destination)
    var summary = StoreMerge.Summary()
    var events: [StoreMerge.Event] = []
    try StoreMerge(into: try here.store()).merge(other, &summary) { events.append($0) }
    return (summary, events)
  }

  @discardableResult
  private func write(_ seed: Int64, correct: Int64 = 259, in folder: StoreTestFolder) throws
    -> Digest
  {
    let (record, attachments) = try sampleRecord(seed: seed, correct: correct)
    let store = try folder.store()
    try store.write(record, attachments: attachments)
    try store.writeTiming(.object(["seconds": .integer(seed)]), of: record.identifier)
    return record.identifier
  }

  /// Every file of the source, with its bytes.
  private func contents(of folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      files[name] = try? Data(contentsOf: folder.appendingPathComponent(name))
    }
    return files
  }

  @Test("Records come with attachments and timings, byte for byte, and the source stays as it is")
  func copies() throws {
    let first = try write(1, in: there)
    try write(2, in: there)
    try write(3, in: here)
    let before = try contents(of: source)
    let (summary, events) = try merge()
    #expect(summary == .init(copied: 2))
    #expect(events.isEmpty)
    for suffix in ["json", "weights.bin", "timing.json"] {
      #expect(
        try Data(contentsOf: here.file(suffix, of: first))
          == Data(contentsOf: there.file(suffix, of: first)))
    }
    #expect(try contents(of: source) == before)
    #expect(try here.store().identifiers().count == 3)
  }

  @Test("The same merge again copies nothing and changes nothing")
  func again() throws {
    try write(1, in: there)
    _ = try merge()
    let before = try contents(of: destination)
    #expect(try merge().summary == .init(identical: 1))
    #expect(try contents(of: destination) == before)
  }

  @Test("A conflict names both files, both digests, the run and the figure, and stops nothing else")
  func conflict() throws {
    let identifier = try write(1, correct: 259, in: here)
    try write(1, correct: 260, in: there)
    try write(2, in: there)
    let kept = try Data(contentsOf: here.file("json", of: identifier))
    let (summary, events) = try merge()
    #expect(summary == .init(copied: 1, conflicts: 1))
    #expect(try Data(contentsOf: here.file("json", of: identifier)) == kept)
    guard case .conflict(let conflict)? = events.first else {
      Issue.record("a conflict is reported")
      return
    }
    #expect(conflict.identifier == identifier)
    #expect(conflict.field == ("result.correct", "259", "260"))
    let own = try sampleRecord(seed: 1, correct: 259).0.digest.short
    let other = try sampleRecord(seed: 1, correct: 260).0.digest.short
    for part in [
      here.file("json", of: identifier).path, there.file("json", of: identifier).path, own, other,
      "seed 1", "result.correct: 259 and 260",
    ] { #expect("\(conflict)".contains(part), "\(part)") }
  }

  @Test("A damaged record of the source is named, not copied, and left where it is")
  func damagedSource() throws {
    let torn = try write(1, in: there)
    try write(2, in: there)
    try Data([9]).write(to: there.file("weights.bin", of: torn))
    let before = try contents(of: source)
    let (summary, events) = try merge()
    #expect(summary == .init(copied: 1, damaged: 1))
    #expect(
      events == [
        .damaged(
          path: there.file("json", of: torn).path,
          reason: "attachment 'weights': 1 bytes instead of 5")
      ])
    #expect(try contents(of: source) == before)
    #expect(!FileManager.default.fileExists(atPath: here.file("json", of: torn).path))
  }

  @Test("A damaged record of the destination is set aside for the source's")
  func damagedDestination() throws {
    let identifier = try write(1, in: here)
    try write(1, in: there)
    try Data("{}".utf8).write(to: here.file("json", of: identifier))
    let (summary, events) = try merge()
    #expect(summary == .init(copied: 1))
    #expect(events.count == 1)
    guard case .present = try here.store().read(identifier, verifyAttachments: true) else {
      Issue.record("the record is whole again")
      return
    }
    #expect(!here.names(in: "damaged").isEmpty)
  }

  @Test("What is no store, the store itself, or within the other is refused")
  func refused() throws {
    #expect(throws: MergeError.noStore(source.path)) { try MergeSource(source, into: destination) }
    try write(1, in: there)
    #expect(throws: MergeError.sameStore(source.path)) { try MergeSource(source, into: source) }
    let inner = source.appendingPathComponent("inner")
    #expect(throws: MergeError.nested(inner: inner.path, outer: source.path)) {
      try MergeSource(source, into: inner)
    }
    let link = here.url.appendingPathComponent("link")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: source)
    #expect(throws: MergeError.sameStore(link.path)) { try MergeSource(link, into: source) }
  }

  @Test("A symbolic link within a store is refused before anything is copied")
  func links() throws {
    try write(1, in: there)
    let identifier = try write(2, in: there)
    let file = there.file("weights.bin", of: identifier)
    let moved = there.url.appendingPathComponent("elsewhere")
    try FileManager.default.moveItem(at: file, to: moved)
    try FileManager.default.createSymbolicLink(at: file, withDestinationURL: moved)
    #expect(throws: MergeError.symbolicLink(file.path)) { try merge() }
    #expect(!FileManager.default.fileExists(atPath: destination.path))
  }
}

extension StoreMerge.Summary {
  init(copied: Int = 0, identical: Int = 0, damaged: Int = 0, conflicts: Int = 0) {
    self.init()
    (self.copied, self.identical) = (copied, identical)
    (self.damaged, self.conflicts) = (damaged, conflicts)
  }
}
