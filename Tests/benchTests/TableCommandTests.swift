import Foundation
import Testing

@testable import bench

@Suite("bench table")
struct TableCommandTests {
  static let report = "\(Root.path)/reports/lecture-rotnet-mnist"

  @Test("Accuracies stand with their intervals, the best in bold, in three formats")
  func formats() async throws {
    let files = try ResultFiles()
    let path = try files.write("a.csv", ResultFiles.old)
    let markdown = await Outcome.of("table", path)
    #expect(markdown.code == .done)
    #expect(
      files.relative(markdown.out).hasPrefix(
        """
        ## Accuracy of `a.csv` on `test`

        | sup | ssl |
        | ---: | ---: |
        | 85.78 ± 1.72 | **88.12 ± 2.79** |

        Mean over repetitions in percent
        """))
    let csv = await Outcome.of("table", path, "--format", "csv")
    #expect(
      files.relative(csv.out)
        == "table,sup,ssl\r\nAccuracy of a.csv on test,85.78 ± 1.72,88.12 ± 2.79 *\r\n")
    let latex = await Outcome.of("table", path, "--format=latex")
    #expect(latex.out.contains("    85.78 $\\pm$ 1.72 & \\textbf{88.12 $\\pm$ 2.79} \\\\\n"))
  }

  @Test("The lecture's figures stand beside the measured ones, on 300 and on 10,000 images")
  func published() async {
    let outcome = await Outcome.of("table", "--published", Self.report)
    #expect(outcome.code == .done)
    let rows = outcome.out.split(separator: "\n").filter { $0.hasPrefix("| s") }
    #expect(rows.count == 4)
    for (row, start) in zip(
      rows,
      [
        "| self-supervised | 1000 | 86.33 | `lecture-300` | 87.37 ± 1.06 | 10 | 2 / 2 / 6 |",
        "| self-supervised | 1000 | 86.33 | `test-10000` | 89.74 ± 0.73 | 10 | 0 / 0 / 10 |",
        "| supervised | 1000 | 75.00 | `lecture-300` | 82.80 ± 2.09 | 10 | 0 / 0 / 10 |",
        "| supervised | 1000 | 75.00 | `test-10000` | 86.36 ± 0.92 | 10 | 0 / 0 / 10 |",
      ])
    {
      #expect(row.hasPrefix(start), "\(row)")
    }
  }

  @Test("A table goes into a file where one is named")
  func out() async throws {
    let files = try ResultFiles()
    let path = files.url.appendingPathComponent("t.tex").path
    let outcome = await Outcome.of("table", Self.report, "--format", "latex", "--out", path)
    #expect(outcome.code == .done && outcome.out.isEmpty)
    #expect(files.relative(outcome.err) == "tables written: t.tex\n")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.components(separatedBy: "\\begin{table}").count == 3)
    let again = await Outcome.of("table", Self.report, "--format", "latex", "--out", path)
    #expect(again.code == .done)
    let other = ["table", Self.report, "--format", "csv", "--out", path]
    let refused = await Outcome.of(other)
    #expect(refused.code == .inputOutput && refused.err.contains("nothing was overwritten"))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    #expect(await Outcome.of(other + ["--force"]).code == .done)
    let nowhere = await Outcome.of("table", Self.report, "--out", "/nonesuch/t.tex")
    #expect(nowhere.code == .inputOutput && nowhere.err.contains("/nonesuch/t.tex: cannot be"))
  }

  /// Arguments that are wrong, how they end, and what is said.
  static let cases: [(words: [String], code: ExitCode, message: String)] = [
    (["/nonesuch"], .noInput, "/nonesuch: cannot be read"),
    (["\(Root.path)/reports/smoke", "--published"], .badData, "nothing is published of it"),
    (
      ["\(Root.path)/reports/smoke", "--published-from", "rotnet-cifar10"], .usage,
      "belongs to the study rotnet-nin-cifar10"
    ),
    (["\(Root.path)/reports/smoke", "--published-from", "rotnet"], .noInput, "did you mean"),
    (["--format", "html"], .usage, "'html' is not one of markdown, csv, latex"),
  ]

  @Test("What is wrong ends with the code of its kind", arguments: cases)
  func wrong(words: [String], code: ExitCode, message: String) async {
    let outcome = await Outcome.of(["table"] + words)
    #expect(outcome.code == code && outcome.out.isEmpty)
    #expect(outcome.err.contains(message), "\(outcome.err)")
  }
}
