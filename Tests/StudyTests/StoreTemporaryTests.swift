import Datasets
import Foundation
import Testing

@testable import Study

@Suite("Temporary files and clocks")
struct StoreTemporaryTests {
  let folder: StoreTestFolder
  let record: Record

  init() throws {
    folder = try StoreTestFolder()
    let (record, attachments) = try sampleRecord()
    self.record = record
    try folder.store().write(record, attachments: attachments)
  }

  /// Opens the store with a clock of the test's.
  private func open(at date: Date) throws {
    _ = try RecordStore(directory: folder.url.appendingPathComponent("store"), now: date)
  }

  /// What a killed writer leaves, made now.
  private func leftover() throws -> URL {
    let path = StoreLayout.temporary(for: folder.file("json", of: record.identifier).path)
    try Data([1]).write(to: URL(fileURLWithPath: path))
    return URL(fileURLWithPath: path)
  }

  private static let decade: TimeInterval = 10 * 365 * 86400

  @Test("A file that is being written stays, however far the clock of another process jumps")
  func held() throws {
    let file = folder.file("json", of: record.identifier).path
    let data = try Data(contentsOf: URL(fileURLWithPath: file))
    var isThere = false
    try FileIO.replace(file, with: data) { temporary in
      try? open(at: Date() + Self.decade)
      try? open(at: Date() - Self.decade)
      isThere = FileManager.default.fileExists(atPath: temporary)
    }
    #expect(isThere)
    #expect(try folder.store().read(record.identifier, verifyAttachments: true) == .present(record))
  }

  @Test("One that is taken away all the same, as without locks, is written again")
  func takenAway() throws {
    let file = folder.file("timing.json", of: record.identifier).path
    var turns = 0
    try FileIO.replace(file, with: Data([7])) { temporary in
      turns += 1
      if turns < 4 { unlink(temporary) }
    }
    #expect(turns == 4)
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == Data([7]))
  }

  @Test("One that is taken away for ever is an error, not an endless loop")
  func takenAwayAlways() {
    let file = folder.file("timing.json", of: record.identifier).path
    let error = #expect(throws: StoreError.self) {
      try FileIO.replace(file, with: Data([7])) { unlink($0) }
    }
    #expect(error.map { "\($0)".contains("No such file or directory") } == true)
  }

  @Test("What a killed writer left goes after an hour, and a clock that is behind leaves it")
  func leftovers() throws {
    let file = try leftover()
    for date in [Date() - Self.decade, Date(), Date() + 3500] {
      try open(at: date)
      #expect(FileManager.default.fileExists(atPath: file.path))
    }
    try open(at: Date() + 3700)
    #expect(!FileManager.default.fileExists(atPath: file.path))
    #expect(try folder.store().read(record.identifier, verifyAttachments: true) == .present(record))
  }

  @Test("Only what has the name of a temporary file of the store is taken for one")
  func names() throws {
    let folder = folder.file("json", of: record.identifier).deletingLastPathComponent()
    let names = ["notes.tmp", ".swp.tmp", ".x.json.11111111-1111.tmp"]
    for name in names { try Data().write(to: folder.appendingPathComponent(name)) }
    // Nor is a pipe, which is not opened to be waited for.
    let pipe = StoreLayout.temporary(for: folder.appendingPathComponent("pipe").path)
    #expect(mkfifo(pipe, 0o644) == 0)
    try open(at: Date() + Self.decade)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(left).isSuperset(of: names))
    #expect(left.contains(URL(fileURLWithPath: pipe).lastPathComponent))
  }
}
