import Downstream
import Foundation
import Study
import Testing

@testable import Reporting

@Suite("The report of several tasks", .serialized)
struct TaskReportTests {
  private static let made = Result { try TaskReports.fixture().report() }

  private func text(_ name: String) throws -> String {
    let file = try #require(try Self.made.get().files.first { $0.name == name })
    return String(decoding: file.data, as: UTF8.self)
  }

  static let names = ["gaps.csv", "report.md", "runs.csv", "summary.csv", "table.tex"]

  /// Written anew by `BENCH_GOLDEN=write`, as those of `GoldenReportTests`.
  @Test("Every byte is as it was read by a person", arguments: names)
  func golden(name: String) throws {
    let found = try text(name)
    let url = URL(fileURLWithPath: "\(ReportFixture.root)/Tests/Golden/tasks/\(name)")
    if ProcessInfo.processInfo.environment["BENCH_GOLDEN"] == "write" {
      try Data(found.utf8).write(to: url)
    }
    let golden = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    let lines = found.split(separator: "\n", omittingEmptySubsequences: false)
    for (line, known) in zip(lines, golden.split(separator: "\n", omittingEmptySubsequences: false))
    {
      #expect(line == known)
    }
    #expect(found == golden)
  }
}

extension TaskReportTests {
  private static let plain = Result { try Gnuplot(environment: GnuplotTests.plain) }

  @Test("The page is well-formed, and has a section for every task")
  func html() throws {
    let page = try text("report.html")
    #expect(XMLText(Data(page.utf8)).error == nil)
    for task in ["classification", "angle-of-turn", "segmentation"] {
      #expect(page.contains("<h2>Task <code>\(task)</code></h2>"))
    }
    #expect(page.components(separatedBy: "<h3>Gap to <code>supervised</code></h3>").count == 4)
  }

  @Test("Every task has its figures; those of the first have the plain names")
  func figures() throws {
    let fixture = try TaskReports.fixture()
    let report = try Report(
      fixture.loaded, dataset: fixture.dataset,
      results: StudyResults(fixture.plan, in: fixture.store),
      illustrator: Illustrator(try Self.plain.get(), store: fixture.store))
    let names = report.files.map(\.name).filter { $0.hasSuffix(".svg") }
    for name in ["accuracy", "gaps", "label-efficiency"] {
      for suffix in ["", "-angle-of-turn", "-segmentation"] {
        #expect(names.contains("\(name)\(suffix).svg"))
      }
    }
    let page = try #require(report.files.first { $0.name == "report.html" })
    #expect(XMLText(page.data).error == nil)
    let picture = try #require(report.files.first { $0.name == "accuracy-segmentation.svg" })
    #expect(XMLText(picture.data).texts.contains { $0.contains("Test mean IoU (%)") })
    if let folder = ProcessInfo.processInfo.environment["BENCH_PICTURES"] {
      for file in report.files where file.name.hasSuffix(".png") {
        try file.data.write(to: URL(fileURLWithPath: "\(folder)/\(file.name)"))
      }
    }
  }

  @Test("What arms cannot do is no row of its task")
  func unable() throws {
    let report = try text("report.md")
    let parts = report.components(separatedBy: "## Task `")
    #expect(parts[1].contains("| `neighbours` | 10 |"))
    #expect(!parts[2].contains("`neighbours`"))
    #expect(!parts[3].components(separatedBy: "## What was randomised")[0].contains("`neighbours`"))
  }

  @Test("A report of tasks is read back with its metrics, and makes the same tables")
  func readBack() throws {
    let fixture = try TaskReports.fixture()
    let folder = fixture.reportFolder()
    _ = try folder.write(try fixture.report(), force: false)
    let set = try ReportResults.read(folder: folder.url, name: "report")
    #expect(set.observations.count == 24 + 36 + 17)
    var document = PaperDocument()
    try document.addAccuracies(set)
    let tables = document.text(.latex)
    #expect(tables == (try text("table.tex")))
    let pairs = try ComparisonPairs.of([set, set], arm: nil, arms: nil)
    let comparison = ComparisonText(try Comparison([set, set], pairs: pairs)).text(.text)
    #expect(comparison.contains("test angle-of-turn rmse (RMSE in °, of which less is better)"))
    #expect(comparison.contains("RMSE in °, of which less is better"))
  }

  @Test("The runs of such a report can be analysed as anybody's results")
  func stats() throws {
    let results = try ImportedResults(
      try CSVReader.read(Data(try text("runs.csv").utf8), path: "runs.csv"), path: "runs.csv")
    #expect(results.tests.map(\.metric.rawValue) == ["accuracy", "r2", "rmse", "miou"])
    #expect(results.tests.map(\.total) == [1000, 1_000_000, 1_000_000, 1_000_000])
    let analysis = try Analysis(results.observations, design: try results.design())
    let text = AnalysisText(results, analysis).text(.markdown)
    #expect(text.contains("## Task `segmentation`") && text.contains("### R² and RMSE"))
    let json = try JSONEncoder().encode(AnalysisJSON(results, analysis))
    #expect(String(decoding: json, as: UTF8.self).contains("\"metric\":\"rmse\""))
    let pilot = try Pilot(analysis)
    let set = ResultSet(results, design: try results.design(), name: "runs.csv")
    let plan = PilotText(pilot, set, power: 0.8, alpha: 0.05).text(.text)
    #expect(plan.contains("RMSE, of which less is better"))
  }
}
