import Foundation
import Testing

@testable import Reporting
@testable import Study

@Suite("The sections of a report")
struct ReportSectionTests {
  private func files(
    of fixture: ReportFixture
  ) throws -> [(name: String, text: String)] {
    try fixture.report().files.map { ($0.name, String(decoding: $0.data, as: UTF8.self)) }
  }

  private func text(_ name: String, _ files: [(name: String, text: String)]) throws -> String {
    try #require(files.first { $0.name == name }).text
  }

  /// Three seeds; rotation is ahead by 50, 52 and 54 of 1,000 images, random behind by 30.
  private func illustrated(_ overrides: Overrides = Overrides(repetitions: 3)) throws
    -> ReportFixture
  {
    let fixture = try ReportFixture(
      overrides,
      text: ReportFixture.text.replacingOccurrences(
        of: "confidence: 0.95 }", with: "confidence: 0.95, margin: 0.08 }"))
    try fixture.fillWithPredictions { cell in
      switch cell.arm {
      case "rotation": 848 + 2 * cell.repetition
      case "random": 770
      default: 800
      }
    }
    return fixture
  }

  // The interval after numpy 2 and scipy 1.17: mean squares of the 3 × 1000 matrix, Satterthwaite.
  @Test("After the answer in two sentences comes the table to quote")
  func opening() throws {
    let report = try text("report.md", files(of: illustrated()))
    let answer = try #require(report.split(separator: "\n").first { $0.hasPrefix("> ") })
    #expect(
      answer.hasSuffix(
        "In 100 % of the repetitions `rotation` is ahead (ties half), and for new test images as "
          + "well as new seeds the 95 % interval of the gap is [+3.82, +6.58] points."))
    let table = try #require(report.range(of: "| 20 | `rotation` | 85.20 ± 0.50 | +5.20 |"))
    let section = try #require(report.range(of: "## "))
    #expect(table.lowerBound < section.lowerBound)
  }

  @Test("Classes, seeds and new test images are reported where there are predictions")
  func images() throws {
    let files = try files(of: illustrated())
    let report = try text("report.md", files)
    #expect(report.contains("| `rotation` | 20 | 52.0 | 0.0 | 3 | 0 | 0 |"))
    #expect(report.contains("| `random` | 20 | 0.0 | 30.0 | 0 | 3 | 0 |"))
    #expect(report.contains("## Class by class"))
    #expect(try text("mcnemar.csv", files).contains("rotation,supervised,20,some,3572778391,50,0,"))
    #expect(
      try text("classes.csv", files).contains("supervised,20,some,3,0,0.800000,240,60,0,0,0,"))
    #expect(try text("two-way.csv", files).contains("rotation,supervised,20,some,3,1000,0.052,"))
    let without = try self.files(of: ReportFixture())
    #expect(!without.contains { ["classes.csv", "mcnemar.csv", "two-way.csv"].contains($0.name) })
    #expect(try !text("report.md", without).contains("## Class by class"))
  }

  @Test("Arms are equivalent only within the margin that was set")
  func equivalence() throws {
    let files = try files(of: illustrated())
    let report = try text("report.md", files)
    #expect(report.contains("margin of ± 8.00 points"))
    let rows = report.split(separator: "\n")
    #expect(rows.contains { $0.hasPrefix("| `rotation` | 20 | 26.00") && $0.hasSuffix("| yes |") })
    let other = try text("report.md", self.files(of: ReportFixture()))
    #expect(other.contains("No margin of equivalence was set, so that no arms are called equal"))
  }

  // By hand: 10 · 2^(78/102) = 16.99 labels, and 10 · 2^(38/62) = 15.29.
  @Test("With several sizes the answer counts in labels, and the change of sign is named")
  func labels() throws {
    let fixture = try ReportFixture(Overrides(labels: [10, 20], repetitions: 3))
    try fixture.fillWithPredictions { cell in
      let noise = cell.repetition
      switch (cell.arm, cell.labels) {
      case ("rotation", 10): return 840 + noise
      case ("rotation", _): return 880 + noise
      case (_, 10): return 800 + 2 * noise
      default: return 900 + 3 * noise
      }
    }
    let files = try files(of: fixture)
    let report = try text("report.md", files)
    #expect(report.contains("Counted in labels, 20 with `rotation` are worth 17 with `supervised`"))
    #expect(report.contains("the gap changes sign at about 15.3 labels."))
    #expect(report.contains("labels (95 % interval ["))
    #expect(report.contains(": ahead with fewer, behind with more."))
    #expect(try text("label-efficiency.csv", files).contains("rotation,supervised,some,20,3,16.9"))
  }

  @Test("Where too few repetitions can show anything without a distribution, it is said")
  func smallSamples() throws {
    let report = try text("report.md", files(of: illustrated()))
    #expect(report.contains("In 4 of the 4 rows there are so few repetitions with a difference"))
    #expect(report.contains("the smallest p value there is up to 0.25."))
  }

  @Test("Every difference is listed by seed")
  func repetitions() throws {
    let report = try text("report.md", files(of: illustrated()))
    #expect(report.contains("| seed | `rotation`, 20 | `random`, 20 |"))
    #expect(report.contains("| 3572778391 | +50 | −30 |"))
  }
}
