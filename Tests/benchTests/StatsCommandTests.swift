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

        Percentage points, paired by seed: the arm's accuracy minus that of sup with the
        same seed. Two-sided paired t test; Holm's adjustment is over all rows of a
        table.

        Test set test.

        arm    gap   95 % interval    SD     t       p  p (Holm)  n
        ---  -----  --------------  ----  ----  ------  --------  -
        ssl  +2.34  [+0.36, +4.32]  0.80  5.09  0.0365    0.0365  3

        The same gaps, assuming less
        ----------------------------

        Percentage points and unadjusted two-sided p values. The sign-flip test and
        Wilcoxon's signed-rank test are exact (of more than 20 and 200 repetitions they
        are a Monte Carlo test and a normal approximation); zeros count for the first
        and are dropped by the second. The Hodges–Lehmann estimate is the median of the
        Walsh averages. Bootstraps draw 10000 resamples from a fixed seed; of few
        repetitions their intervals are too short, and the t interval above is the one
        to quote.

        Test set test.

        arm  sign-flip p  Wilcoxon p  Hodges–Lehmann  Walsh interval   BCa bootstrap  percentile bootstrap
        ---  -----------  ----------  --------------  --------------  --------------  --------------------
        ssl         0.25        0.25           +2.26               –  [+1.85, +3.25]        [+1.77, +3.25]

        In 1 of the 1 rows there are so few repetitions with a difference that neither
        the sign-flip nor Wilcoxon's test can reach 0.05, and the Walsh interval may not
        exist at this level: the smallest p value there is up to 0.25.

        Does it matter
        --------------

        d_z is the mean gap over the SD of the gaps, g_z the same without its
        small-sample bias (Hedges). P is the share of repetitions in which the arm is
        ahead, ties half, with a bootstrap interval (Clopper and Pearson's where all
        repetitions agree); the verdict is that of Bouthillier et al. (2021) at γ =
        0.75: a gap is significant if the interval lies above ½, and meaningful if it
        reaches beyond γ; for an arm that is behind it is the verdict on the baseline's
        lead. It is not adjusted for the number of rows, and asks how often, not by how
        much. No margin of equivalence was set, so that no arms are called equal: a gap
        that is not significant is not a gap of zero.

        Test set test.

        arm   d_z   g_z  P(arm > sup)  95 % interval          verdict
        ---  ----  ----  ------------  -------------  ---------------
        ssl  2.94  1.66          1.00   [0.29, 1.00]  not significant

        What this study could see
        -------------------------

        The smallest gap, in points, that the paired t test at 0.05 finds with 80 %
        power at the SD and the number of repetitions seen here, and the repetitions
        that a gap as large as the observed one needs (noncentral t). An SD from few
        repetitions is uncertain, and so are these.

        Test set test.

        arm    gap  smallest detectable gap  repetitions needed  n
        ---  -----  -----------------------  ------------------  -
        ssl  +2.34                     2.60                   4  3

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

  @Test("JSON has every statistic of the text")
  func json() async throws {
    struct Result: Decodable {
      struct Gap: Decodable {
        let unbiasedEffect: Double
        let bcaInterval: [Double]
        let superiorityInterval: [Double]
        let verdict: String
        let adjustedEquivalenceP: Double
        let equivalenceInterval: [Double]
        let isEquivalent: Bool
        let smallestDetectableGap: Double
        let repetitionsNeeded: Int
      }
      struct Worth: Decodable {
        let labels: Int
        let worth: String
      }
      let gaps: [Gap]
      let labelEfficiency: [Worth]
    }
    let outcome = await Outcome.of(
      "stats", "\(Root.path)/reports/rotnet-mnist/runs.csv", "--margin", "1", "--json")
    let result = try JSONDecoder().decode(Result.self, from: Data(outcome.out.utf8))
    #expect(result.gaps.count == 9 && result.labelEfficiency.count == 9)
    #expect(result.gaps[0].verdict == "behind: significant and meaningful")
    #expect(result.gaps[0].repetitionsNeeded == 7 && !result.gaps[0].isEquivalent)
    #expect(result.labelEfficiency.map(\.worth).contains("> 5000"))
  }

  @Test("A margin adds the test of equivalence, sizes the worth of labels; Markdown has tables")
  func options() async throws {
    let outcome = await Outcome.of(
      "stats", "\(Root.path)/reports/rotnet-mnist/runs.csv", "--margin", "1", "--format",
      "markdown", "--baseline", "random")
    #expect(outcome.code == .done)
    #expect(outcome.out.contains("## Gap to `random`"))
    #expect(outcome.out.contains("margin of ± 1.00 points"))
    #expect(outcome.out.contains("## What labels are worth"))
  }

  @Test("A seed that an arm lacks is refused with its line, unless pairs alone are asked for")
  func missingSeed() async throws {
    let files = try ResultFiles()
    let path = try files.write(
      "a.csv", "arm,seed,acc\na,1,0.5\na,2,0.6\na,3,0.5\nb,1,0.7\nb,3,0.8\nb,4,0.8\n")
    let refused = await Outcome.of("stats", path)
    #expect(refused.code == .badData && refused.out.isEmpty)
    #expect(
      files.relative(refused.err) == """
        bench: a.csv:3: seed: 2 has no result of arm "b" on test set "test"; add it, or compare \
        complete pairs only with --incomplete
        bench: a.csv:7: seed: 4 has no result of arm "a" on test set "test"; add it, or compare \
        complete pairs only with --incomplete

        """)
    let paired = await Outcome.of("stats", path, "--incomplete")
    #expect(paired.code == .done && paired.out.contains("2 of 4"))
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
