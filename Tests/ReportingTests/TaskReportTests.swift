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
    for (line, known) in zip(lines, golden.split(separator: "\n", omittingEmptySubsequences: false)) {
      #expect(line == known)
    }
    #expect(found == golden)
  }
}
