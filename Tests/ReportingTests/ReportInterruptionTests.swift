import Foundation
import Testing

@testable import Reporting
@testable import Study

@Suite("A report whose writing was cut short")
struct ReportInterruptionTests {
  private let home: TemporaryFolder
  private let folder: ReportFolder

  init() throws {
    home = try TemporaryFolder()
    folder = ReportFolder(home.url.appendingPathComponent("report"))
  }

  /// Writes what a killed process would have: the manifest to be, then some files.
  private func writePart(_ report: Report, _ count: Int, to folder: ReportFolder) throws {
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    let manifest = try #require(report.files.last)
    let unfinished = folder.url.appendingPathComponent(ManifestFile.unfinishedName)
    try manifest.data.write(to: unfinished)
    for file in report.files.prefix(count) {
      try file.data.write(to: folder.url.appendingPathComponent(file.name))
    }
  }

  private func expectWhole(_ report: Report, _ folder: ReportFolder) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    #expect(names == report.files.map { $0.name }.sorted())
    for file in report.files {
      #expect(try Data(contentsOf: folder.url.appendingPathComponent(file.name)) == file.data)
    }
  }

  @Test("Cut short after any file, the same call goes on", arguments: 0...5)
  func new(count: Int) throws {
    let report = try MadeReports.whole.get()
    try writePart(report, count, to: folder)
    try folder.check(report.manifest)
    _ = try folder.write(report, force: false)
    try expectWhole(report, folder)
  }

  @Test("Cut short while it replaced an earlier one, the same call goes on", arguments: 0...5)
  func replacing(count: Int) throws {
    let before = try MadeReports.part.get()
    _ = try folder.write(before, force: false)
    let after = try MadeReports.whole.get()
    try writePart(after, count, to: folder)
    var bare = after.manifest
    bare.files = []
    try folder.check(bare)
    _ = try folder.write(after, force: false)
    try expectWhole(after, folder)
  }

  @Test("A file that neither report wrote is still not replaced")
  func edited() throws {
    let before = try MadeReports.part.get()
    _ = try folder.write(before, force: false)
    let after = try MadeReports.whole.get()
    try writePart(after, 2, to: folder)
    try Data("mine".utf8).write(to: folder.url.appendingPathComponent("runs.csv"))
    #expect(throws: ReportError.edited(folder.url.relativePath, file: "runs.csv")) {
      try folder.write(after, force: false)
    }
  }

  @Test("An earlier report goes on being protected")
  func otherStudy() throws {
    let before = try MadeReports.whole.get()
    try writePart(before, 3, to: folder)
    let other = try MadeReports.stranger.get()
    #expect(throws: ReportError.otherStudy(folder.url.relativePath)) {
      try folder.write(other, force: false)
    }
  }
}
