import Foundation
import Testing

@testable import Reporting
@testable import Study

@Suite("What a report says")
struct ReportTextTests {
  /// The report of the study as it is: 20 labels, five repetitions.
  private func report(
    of overrides: Overrides = Overrides(repetitions: 3),
    _ correct: (ReportFixture.Cell) -> Int?
  ) throws -> (text: String, answer: String) {
    let fixture = try ReportFixture(overrides)
    try fixture.fill(correct)
    let report = try fixture.report()
    let file = try #require(report.files.first { $0.name == "report.md" })
    return (String(decoding: file.data, as: UTF8.self), report.answer)
  }

  /// Supervised arms right about 800 of 1,000, rotation about so many more.
  private func gaps(_ gaps: [Int?]) -> (ReportFixture.Cell) -> Int? {
    { cell in
      guard cell.arm == "rotation" else { return 800 }
      return gaps[cell.repetition - 1].map { 800 + $0 }
    }
  }

  @Test("A significant gap is a gain")
  func gain() throws {
    let (text, answer) = try report(correct(50, 52, 54))
    #expect(
      answer == "On 1000 test images of strokes, rotation gains 5.20 points over supervised "
        + "with 20 labels (95 % interval [+4.70, +5.70], adjusted p = 0.000985, n = 3). "
        + "In 100 % of the repetitions rotation is ahead (ties half).")
    #expect(text.contains("> On 1000 test images of strokes, `rotation` gains 5.20 points over"))
  }

  @Test("A significant gap the other way is a loss")
  func loss() throws {
    let answer = try report(correct(-50, -52, -54)).answer
    #expect(
      answer.contains(
        "rotation loses 5.20 points to supervised with 20 labels "
          + "(95 % interval [−5.70, −4.70], adjusted p = 0.000985, n = 3)"))
  }

  private func correct(_ values: Int?...) -> (ReportFixture.Cell) -> Int? { gaps(values) }

  @Test("A gap that is not significant is not called equality")
  func unclear() throws {
    let answer = try report(correct(1, -2, 3)).answer
    #expect(
      answer.contains(
        "rotation cannot be told from supervised with 20 labels after Holm's adjustment (+0.07 "
          + "points, "))
  }

  @Test("The cases without an interval are named, in the answer and in the table")
  func degenerate() throws {
    let cases: [([Int?], String, String)] = [
      (
        [7, 7, 7],
        "by +0.70 points with 20 labels (no interval: every repetition shows the same "
          + "difference)", "3"
      ),
      ([7, nil, nil], "by +0.70 points with 20 labels (no interval: 1 complete pair)", "1 of 3"),
    ]
    for (gaps, clause, count) in cases {
      let (text, answer) = try report(self.gaps(gaps))
      #expect(answer.contains("rotation differs from supervised \(clause)"))
      let row = try #require(
        text.split(separator: "\n").first { $0.hasPrefix("| `rotation` | 20 |") })
      #expect(row.hasSuffix("| – | – | – | – | \(count) |"))
    }
    let equal = try report(self.gaps([0, 0, 0]))
    #expect(
      equal.answer.contains(
        "rotation is exactly as good as supervised with 20 labels in every repetition (n = 3)"))
    let row = "| `rotation` | 20 | 0.00 | all differences are zero | – | – | – | – | 3 |"
    #expect(equal.text.contains(row))
    let none = try report(gaps([nil, nil, nil]))
    #expect(none.answer.contains("rotation has no complete pair with 20 labels"))
    #expect(
      none.text.contains("| `rotation` | 20 | – | 0 complete pairs | – | – | – | – | 0 of 3 |"))
  }

  @Test("One repetition gives means and no intervals")
  func single() throws {
    let (text, answer) = try report(of: Overrides(repetitions: 1), correct(7))
    #expect(answer.contains("(no interval: 1 complete pair)"))
    #expect(text.contains("| 20 | 80.00 | 80.70 | 80.00 |"))
  }

  @Test("Of incomplete repetitions the report says how many there are")
  func incomplete() throws {
    let (text, answer) = try report(correct(50, nil, 54))
    #expect(answer.contains("n = 2 of 3)"))
    #expect(text.contains("**Incomplete:** 1 of 12 runs have no record"))
    #expect(text.contains("\n- `rotation, 20 labels, seed 1496506417`\n"))
    #expect(text.contains("(2 of 3) |"))
  }

  @Test("Of many missing runs ten are listed and the others counted")
  func many() throws {
    let fixture = try ReportFixture(Overrides(labels: [10, 20]))
    let report = try fixture.report()
    let file = try #require(report.files.first { $0.name == "report.md" })
    let text = String(decoding: file.data, as: UTF8.self)
    #expect(text.contains("**Incomplete:** 35 of 35 runs have no record"))
    let listed = fixture.plan.runs.prefix(10).map { "- `\($0.label)`" }
    #expect(text.contains((listed + ["- and 25 more"]).joined(separator: "\n") + "\n\n"))
    #expect(report.manifest.records.isEmpty)
    #expect(report.manifest.planned == 35)
  }

  @Test("A complete report of a protocol says nothing of either")
  func complete() throws {
    let text = try report(of: Overrides()) { _ in 800 }.text
    #expect(!text.contains("Incomplete"))
    #expect(!text.contains("departs"))
    #expect(text.contains("    bench sweep golden\n"))
  }

  @Test("The answer is about the first arm with the pretext's weights, else the first other one")
  func subject() throws {
    let answer = try report(of: Overrides(arms: ["supervised", "random"])) { _ in 800 }.answer
    #expect(answer.contains("random is exactly as good as supervised"))
  }

  @Test("A folder's path cannot break the report around it")
  func path() throws {
    let text = ReportFixture.text.replacingOccurrences(
      of: "{ name: \"strokes\", training: 60, test: 10000, seed: 5 }", with: "\"./a*b*`c\"")
    let fixture = try ReportFixture(text: text)
    let report = try fixture.report()
    #expect(report.answer.hasPrefix("On 1000 test images of ./a*b*`c, rotation"))
    let file = try #require(report.files.first { $0.name == "report.md" })
    #expect(String(decoding: file.data, as: UTF8.self).contains("\n`` ./a*b*`c ``, pixels unit;"))
  }
}

extension ReportTextTests {
  // By hand with scipy 1.17: differences of 50, 52 and 54 in 1,000, mean 0.052, SD 0.002; a claim of 0.06 is
  // t = 3.464 of one new gap, p = 0.0742 with two degrees of freedom.
  @Test("A claimed gap is judged by the interval and by the spread of single gaps")
  func claim() throws {
    let text = ReportFixture.text.replacingOccurrences(
      of: "confidence: 0.95 }", with: "confidence: 0.95, claim: 0.06 }")
    let fixture = try ReportFixture(Overrides(repetitions: 3), text: text)
    try fixture.fill { $0.arm == "rotation" ? 848 + 2 * $0.repetition : 800 }
    let answer = try fixture.report().answer
    #expect(
      answer.hasSuffix(
        "The claimed gap of 6.00 points lies outside that interval (p = 0.0742 for one more pair "
          + "of runs to be as far from the mean gap)."))
  }

  @Test("Of other pretrained arms the answer says where they gain and lose")
  func others() throws {
    let text = ReportFixture.text.replacingOccurrences(
      of: "{ name: \"random\", weights: \"random\", encoder: \"frozen\" },",
      with: "{ name: \"tuned\", weights: \"rotation\", encoder: \"trained\" },")
    let fixture = try ReportFixture(Overrides(labels: [10, 20], repetitions: 3), text: text)
    try fixture.fill { cell in
      guard cell.arm == "tuned" else { return 800 }
      return cell.labels == 10 ? 750 - cell.repetition : 800 + cell.repetition % 2
    }
    let answer = try fixture.report().answer
    #expect(
      answer.contains("; tuned loses 5.20 with 10, and shows no significant difference with 20."))
  }
}
