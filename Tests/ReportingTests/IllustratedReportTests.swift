import Foundation
import Study
import Testing

@testable import Reporting

@Suite("A report with pictures")
struct IllustratedReportTests {
  private func fixture(labels: [Int] = [10, 20], repetitions: Int = 3) throws -> ReportFixture {
    let fixture = try ReportFixture(Overrides(labels: labels, repetitions: repetitions))
    try fixture.fill()
    return fixture
  }

  private func report(_ fixture: ReportFixture) throws -> Report {
    let gnuplot = try Gnuplot(environment: GnuplotTests.plain)
    return try Report(
      fixture.loaded, dataset: fixture.dataset,
      results: StudyResults(fixture.plan, in: fixture.store),
      illustrator: Illustrator(gnuplot, store: fixture.store))
  }

  private func text(_ report: Report, _ name: String) throws -> String {
    String(decoding: try #require(report.files.first { $0.name == name }).data, as: UTF8.self)
  }

  @Test("What the records allow is drawn, as SVG and PNG, and named in the manifest and the text")
  func drawn() throws {
    let report = try report(fixture())
    let names = report.files.map(\.name)
    // The records of the fixture have neither logs nor weights: no curves, filters, predictions.
    let pictures = ["accuracy", "gaps", "label-efficiency", "pretext-rotation"]
    #expect(
      names.filter { $0.hasSuffix("g") }.sorted()
        == pictures.flatMap { ["\($0).png", "\($0).svg"] }.sorted())
    #expect(names == report.manifest.files.map(\.name) + ["manifest.json"])
    #expect(report.manifest.pictures?.hasPrefix("gnuplot ") == true)
    for picture in pictures {
      #expect(try text(report, "report.md").contains("](\(picture).svg)"))
      #expect(try text(report, "report.html").contains("<figure id=\"\(picture)\">"))
      let svg = try #require(report.files.first { $0.name == "\(picture).svg" }).data
      #expect(XMLText(svg).error == nil)
    }
    #expect(XMLText(Data(try text(report, "report.html").utf8)).error == nil)
  }

  @Test("The same records give the same bytes")
  func again() throws {
    let fixture = try fixture()
    let (first, second) = (try report(fixture), try report(fixture))
    #expect(first.files.map(\.data) == second.files.map(\.data))
  }

  @Test(
    "Few sizes, few seeds and one arm can be drawn",
    arguments: [([20], 3), ([20], 1), ([10, 20], 1)] as [([Int], Int)])
  func small(labels: [Int], repetitions: Int) throws {
    let report = try report(fixture(labels: labels, repetitions: repetitions))
    #expect(report.files.contains { $0.name == "accuracy.svg" })
  }

  @Test("A report without records has the pictures that need none")
  func empty() throws {
    let fixture = try ReportFixture(Overrides(repetitions: 2))
    #expect(
      try report(fixture).files.map(\.name).filter { $0.hasSuffix(".svg") }
        == ["pretext-rotation.svg"])
  }

  @Test("Without pictures nothing of them is in the text, and a folder's old ones go")
  func without() throws {
    let fixture = try fixture()
    let folder = fixture.reportFolder()
    _ = try folder.write(report(fixture), force: false)
    let plain = try fixture.report()
    #expect(plain.manifest.pictures == nil)
    #expect(!(try text(plain, "report.md").contains(".svg")))
    #expect(!(try text(plain, "report.html").contains("<figure")))
    #expect(try folder.write(plain, force: false) == .written)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(left.sorted() == plain.files.map(\.name).sorted())
  }

  @Test("A page with pictures is no wider than a telephone, and a browser finds nothing wrong")
  func browser() throws {
    guard let chromium = Chromium() else {
      print("skipped: no chromium here")
      return
    }
    let fixture = try fixture()
    let page = try text(report(fixture), "report.html")
    let seen = try chromium.visit(page, width: 360, in: fixture.folder.url)
    #expect(seen.width == 360)
    #expect(seen.pageWidth <= 360)
    #expect(seen.complaints == [])
  }

  @Test("The browser's test sees a page that is too wide, and one with an error")
  func browserSees() throws {
    guard let chromium = Chromium() else { return }
    let folder = try TemporaryFolder()
    let page = "<!DOCTYPE html><html><head></head><body style='margin:0'>"
    let wide = try chromium.visit(
      page + "<div style='width:500px'>x</div><script>nonsense()</script></body></html>",
      width: 360, in: folder.url)
    #expect(wide.pageWidth == 500)
    #expect(!wide.complaints.isEmpty)
  }
}
