import Foundation
import Study
import Testing

@testable import Reporting

/// Whole files against those of `Tests/Golden`, byte for byte. Where a change of a report is wanted,
/// `BENCH_GOLDEN=write swift test --filter GoldenReport` writes them anew; read the difference.
@Suite("The files of a report", .serialized)
struct GoldenReportTests {
  private static let made = Result {
    let fixture = try ReportFixture(Overrides(labels: [10, 20], repetitions: 3))
    try fixture.fill()
    return try fixture.report()
  }

  static let names = [
    "gaps.csv", "label-efficiency.csv", "report.html", "report.md", "runs.csv", "summary.csv",
    "table.tex", "manifest.json",
  ]

  @Test("The files are these, the manifest last")
  func files() throws {
    #expect(try Self.made.get().files.map { $0.name } == Self.names)
  }

  @Test("Every byte is as it was read by a person", arguments: names)
  func golden(name: String) throws {
    let file = try #require(try Self.made.get().files.first { $0.name == name })
    let url = URL(fileURLWithPath: "\(ReportFixture.root)/Tests/Golden/\(name)")
    if ProcessInfo.processInfo.environment["BENCH_GOLDEN"] == "write" {
      try file.data.write(to: url)
    }
    let expected = try Data(contentsOf: url)
    let text = String(decoding: file.data, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let golden = String(decoding: expected, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (line, known) in zip(lines, golden) { #expect(line == known) }
    #expect(file.data == expected)
  }
}
