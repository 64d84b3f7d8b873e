import Foundation
import Testing

@testable import bench

@Suite("bench stats")
struct StatsCommandTests {
  // scipy 1.17, ttest_rel: t 5.089, p 0.0365; Wilcoxon and sign flips of three equal signs: 2/8.
  // The power figures agree with statsmodels 0.15.
  @Test("Results of others are analysed as a report's, and it says how they were read")
  func text() async throws {
    let files = try ResultFiles()
    let outcome = await Outcome.of("stats", try files.write("a.csv", ResultFiles.old))
    #expect(outcome.code == .done && outcome.err.isEmpty)
    #expect(
      files.relative(outcome.out) == """
        Results of a.csv
        ================

        - Columns: arm from method, seed from run, accuracy from acc.
        - Accuracies were taken for percentages.
        - Baseline: sup.
        - Other arms: ssl.
        - 6 results of 3 seeds.

        Accuracy
        --------

        Mean over repetitions in percent, ± half of the 95 % interval (Student's t).

        Test set test.

        arm      accuracy    SD  n
        ---  ------------  ----  -
        sup  85.78 ± 1.72  0.69  3
        ssl  88.12 ± 2.79  1.13  3

        Gap to sup
        ----------

        Percentage points, paired by seed: the arm's accuracy minus that of sup.
        Two-sided paired t test; Holm's adjustment is over all rows of a table.

        Test set test.

        arm    gap   95 % interval    SD   d_z     t       p  p (Holm)  n
        ---  -----  --------------  ----  ----  ----  ------  --------  -
        ssl  +2.34  [+0.36, +4.32]  0.80  2.94  5.09  0.0365    0.0365  3

        The same gaps, assuming less, and what could be seen
        ----------------------------------------------------

        Exact p values of the sign-flip test and of Wilcoxon's signed ranks; Hodges and
        Lehmann's estimate with its interval, in points; the probability that the arm is
        ahead with a seed, ties half. "Detectable" is the smallest gap that the t test
        sees here with 80 % power, "needed" the repetitions for a gap as large as the
        observed one.

        Test set test.

        arm  sign-flip p  Wilcoxon p  Hodges–Lehmann  Walsh interval  P(ahead)  detectable  needed
        ---  -----------  ----------  --------------  --------------  --------  ----------  ------
        ssl         0.25        0.25           +2.26               –      1.00        2.60       4

        """)
  }

  // t = 0.065 / 0.015 with one degree of freedom: p = 1 − 2 arctan(t) / π.
  @Test("Fractions, percentages and counts of the same results give the same gaps")
  func alike() async throws {
    struct Result: Decodable {
      struct Gap: Decodable {
        let meanGap: Double
        let p: Double
      }
      let scale: String
      let gaps: [Gap]
    }
    let files = try ResultFiles()
    let texts = [
      ("percent", "arm,seed,acc\na,1,50\na,2,60\nb,1,55\nb,2,68\n"),
      ("fraction", "arm,seed,acc\na,1,0.50\na,2,0.6\nb,1,.55\nb,2,6.8e-1\n"),
      ("counts", "arm,seed,correct,total\na,1,100,200\na,2,120,200\nb,1,110,200\nb,2,136,200\n"),
    ]
    for (name, text) in texts {
      let outcome = await Outcome.of("stats", "--json", try files.write(name, text))
      let result = try JSONDecoder().decode(Result.self, from: Data(outcome.out.utf8))
      #expect(result.scale == name)
      #expect(result.gaps.map(\.meanGap) == [0.065])
      #expect(result.gaps.map(\.p) == [0.144385])
    }
  }

  @Test("A margin adds the test of equivalence, sizes the worth of labels; Markdown has tables")
  func options() async throws {
    let outcome = await Outcome.of(
      "stats", "\(Root.path)/reports/rotnet-mnist/runs.csv", "--margin", "1", "--format",
      "markdown", "--baseline", "random")
    #expect(outcome.code == .done)
    #expect(outcome.out.contains("## Gap to `random`"))
    #expect(outcome.out.contains("| equivalence ±1 |"))
    #expect(outcome.out.contains("## What labels are worth"))
  }

  @Test("What is wrong in a file is told line by line, with code 65")
  func wrong() async throws {
    let files = try ResultFiles()
    let path = try files.write("a.csv", "arm,seed,acc\na,1,nan\na,1,0.5\na,x,0.6\n")
    let outcome = await Outcome.of("stats", path)
    #expect(outcome.code == .badData && outcome.out.isEmpty)
    #expect(
      files.relative(outcome.err) == """
        bench: a.csv:2: acc: "nan" is not a finite number; leave the row out, as a run that did \
        not finish
        bench: a.csv:4: seed: "x" is not a whole number from 0 to 2⁶⁴ − 1, such as 42

        """)
  }

  /// Arguments that are wrong, how the program ends, and what it says.
  static let wrongUsage: [(words: [String], code: ExitCode, message: String)] = [
    ([], .usage, "no FILE.csv is given; add it"),
    (["/nonesuch.csv"], .noInput, "/nonesuch.csv: cannot be read (no such file)"),
    (["/"], .noInput, "/: cannot be read (it is a folder)"),
    (["x", "--margin", "0"], .usage, "'0' is not a number between 0 and 100"),
    (["x", "--confidence", "95"], .usage, "'95' is not a number between 0 and 1"),
    (["x", "--scale", "percents"], .usage, "'percents' is not one of fraction, percent"),
  ]

  @Test("Arguments that are wrong end with the code of their kind", arguments: wrongUsage)
  func usage(words: [String], code: ExitCode, message: String) async {
    let outcome = await Outcome.of(["stats"] + words)
    #expect(outcome.code == code)
    #expect(outcome.err.contains(message), "\(outcome.err)")
  }
}
