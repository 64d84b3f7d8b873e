import Foundation
import Testing

@testable import Reporting
@testable import Study

@Suite("The manifest's file")
struct ManifestFileTests {
  private let home: TemporaryFolder
  private let folder: ReportFolder
  private let manifest: Manifest
  private let file: URL

  init() throws {
    home = try TemporaryFolder()
    folder = ReportFolder(home.url.appendingPathComponent("report"))
    file = folder.url.appendingPathComponent("manifest.json")
    let report = try MadeReports.whole.get()
    manifest = report.manifest
    _ = try folder.write(report, force: false)
  }

  @Test("It gives back what was written, and is the same bytes again")
  func roundTrip() throws {
    let read = try ManifestFile.read(in: folder.url)
    #expect(read == manifest)
    #expect(try ManifestFile.data(read) == Data(contentsOf: file))
  }

  @Test("It is JSON with a line a record, keys in order")
  func layout() throws {
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    _ = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.filter { $0.hasPrefix("    {\"arm\":") }.count == manifest.records.count)
    let keys = lines.filter { $0.hasPrefix("  \"") }
      .compactMap { $0.split(separator: "\"").dropFirst().first }
    #expect(keys == keys.sorted())
    #expect(lines.last == "")
  }

  @Test("One of another format is refused by its number")
  func format() throws {
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    try Data(text.replacingOccurrences(of: "\"format\": 2", with: "\"format\": 3").utf8)
      .write(to: file)
    let error = #expect(throws: ReportError.unknownFormat(file.relativePath, 3)) {
      try ManifestFile.read(in: folder.url)
    }
    #expect(try #require(error).description.contains("has format 3"))
    #expect(throws: ReportError.unknownFormat(file.relativePath, 3)) {
      try folder.check(manifest)
    }
  }

  @Test("One cut at any place is refused, or has lost nothing but the end of its last line")
  func torn() throws {
    let whole = try Data(contentsOf: file)
    for length in Array(stride(from: 0, to: whole.count - 1, by: 211)) + [whole.count - 2] {
      try whole.prefix(length).write(to: file)
      #expect(throws: ReportError.self) { try ManifestFile.read(in: folder.url) }
    }
    try whole.dropLast().write(to: file)
    #expect(try ManifestFile.read(in: folder.url) == manifest)
  }
}
