import Foundation
import Testing

@testable import Reporting
@testable import Study

@Suite("The folder of a report")
struct ReportFolderTests {
  private let home: TemporaryFolder
  private let folder: ReportFolder

  init() throws {
    home = try TemporaryFolder()
    folder = ReportFolder(home.url.appendingPathComponent("report"))
  }

  private func contents(_ folder: ReportFolder) throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    return Dictionary(
      uniqueKeysWithValues: try names.map { name in
        (name, try Data(contentsOf: folder.url.appendingPathComponent(name)))
      })
  }

  private func files(_ report: Report) -> [String: Data] {
    Dictionary(uniqueKeysWithValues: report.files.map { ($0.name, $0.data) })
  }

  @Test("A new folder gets all files and nothing else; the same report again changes nothing")
  func new() throws {
    let report = try MadeReports.whole.get()
    let folder = ReportFolder(home.url.appendingPathComponent("deep/in/there"))
    try folder.check(report.manifest)
    #expect(try folder.write(report, force: false) == .written)
    #expect(try contents(folder) == files(report))
    #expect(try folder.write(report, force: false) == .unchanged)
    #expect(try contents(folder) == files(report))
  }

  @Test("An empty folder, and one with hidden files alone, is a new one")
  func empty() throws {
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    try Data().write(to: folder.url.appendingPathComponent(".hidden"))
    #expect(try folder.write(MadeReports.whole.get(), force: false) == .written)
  }

  @Test("A report replaces an earlier one of the same study with fewer records")
  func earlier() throws {
    let before = try MadeReports.part.get()
    _ = try folder.write(before, force: false)
    let after = try MadeReports.whole.get()
    try folder.check(after.manifest)
    #expect(try folder.write(after, force: false) == .written)
    #expect(try contents(folder) == files(after))
  }

  @Test("A report with fewer records does not replace one with more, but a sweep may begin")
  func fewer() throws {
    let whole = try MadeReports.whole.get()
    _ = try folder.write(whole, force: false)
    let poor = try MadeReports.part.get()
    try folder.check(poor.manifest)
    let error = #expect(throws: ReportError.fewerRecords(folder.url.relativePath, 3)) {
      try folder.write(poor, force: false)
    }
    #expect(
      try #require(error).description.contains(
        "holds a report with 3 records that the store does not have; nothing was overwritten"))
    #expect(try contents(folder) == files(whole))
    #expect(try folder.write(poor, force: true) == .written)
    #expect(try contents(folder) == files(poor))
  }

  @Test("The report of another study is not replaced")
  func otherStudy() throws {
    let report = try MadeReports.whole.get()
    _ = try folder.write(report, force: false)
    let other = try MadeReports.stranger.get()
    #expect(throws: ReportError.otherStudy(folder.url.relativePath)) {
      try folder.check(other.manifest)
    }
    #expect(throws: ReportError.otherStudy(folder.url.relativePath)) {
      try folder.write(other, force: false)
    }
    #expect(try contents(folder) == files(report))
    #expect(try folder.write(other, force: true) == .written)
    #expect(try contents(folder) == files(other))
  }

  @Test("A report of the same records with other results is not replaced, and the first is named")
  func otherRecords() throws {
    let report = try MadeReports.whole.get()
    _ = try folder.write(report, force: false)
    let other = try MadeReports.other.get()
    let error = #expect(throws: ReportError.self) { try folder.write(other, force: false) }
    guard case .otherRecords(_, let difference) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(difference.place == "rotation, 20 labels, seed 3572778391")
    #expect(difference.field == "result.tests[0].correct")
    #expect(difference.expected == "806")
    #expect(difference.found == "807")
    #expect(try contents(folder) == files(report))
    #expect(try folder.write(other, force: true) == .written)
  }

  @Test(
    "A file that was edited or removed is not replaced",
    arguments: ["report.md", "runs.csv", "gaps.csv"])
  func edited(name: String) throws {
    let before = try MadeReports.part.get()
    _ = try folder.write(before, force: false)
    let after = try MadeReports.whole.get()
    let file = folder.url.appendingPathComponent(name)
    let whole = try Data(contentsOf: file)
    let expected = ReportError.edited(folder.url.relativePath, file: name)
    try (whole + Data(" ".utf8)).write(to: file)
    #expect(throws: expected) { try folder.check(after.manifest) }
    #expect(throws: expected) { try folder.write(after, force: false) }
    try FileManager.default.removeItem(at: file)
    #expect(throws: expected) { try folder.write(after, force: false) }
    #expect(!FileManager.default.fileExists(atPath: file.path))
    #expect(try folder.write(after, force: true) == .written)
    #expect(try contents(folder) == files(after))
  }

  @Test("A folder of something else is not touched, unless forced")
  func foreign() throws {
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    let thesis = Data("a thesis".utf8)
    for name in ["thesis.tex", "report.md"] {
      try thesis.write(to: folder.url.appendingPathComponent(name))
    }
    let report = try MadeReports.whole.get()
    let expected = ReportError.edited(folder.url.relativePath, file: "report.md")
    #expect(throws: expected) { try folder.check(report.manifest) }
    #expect(throws: expected) { try folder.write(report, force: false) }
    #expect(try contents(folder) == ["thesis.tex": thesis, "report.md": thesis])
    #expect(try folder.write(report, force: true) == .written)
    #expect(try contents(folder)["thesis.tex"] == thesis)
  }

  @Test("A file beside an earlier report stays, and is in the way only of one of its name")
  func beside() throws {
    let before = try MadeReports.part.get()
    let notes = Data("notes".utf8)
    _ = try folder.write(before, force: false)
    try notes.write(to: folder.url.appendingPathComponent("notes.txt"))
    let after = try MadeReports.whole.get()
    #expect(try folder.write(after, force: false) == .written)
    #expect(try contents(folder)["notes.txt"] == notes)
  }

  @Test("A file of the folder's name is refused before any work is done")
  func file() throws {
    try Data("a file".utf8).write(to: folder.url)
    let report = try MadeReports.whole.get()
    let error = #expect(throws: ReportError.self) { try folder.check(report.manifest) }
    guard case .inputOutput = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(throws: ReportError.self) { try folder.write(report, force: true) }
    #expect(try Data(contentsOf: folder.url) == Data("a file".utf8))
  }
}
