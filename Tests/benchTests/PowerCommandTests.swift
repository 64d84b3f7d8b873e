import Testing

@testable import bench

@Suite("bench power")
struct PowerCommandTests {
  // statsmodels 0.15, TTestPower: 7.17 repetitions; power .856 with eight and .939 with ten; ten
  // see 0.398.
  @Test("A gap and its spread tell the repetitions, with a table and a curve")
  func gap() async {
    let outcome = await Outcome.of("power", "--gap", "0.5", "--sd", "0.4", "--repetitions", "10")
    #expect(outcome.code == .done && outcome.err.isEmpty)
    #expect(
      outcome.out == """
        Repetitions
        ===========

        A gap of 0.5 points needs 8 repetitions for power 0.8. 10 repetitions have power
        0.939. The smallest gap that 10 repetitions see with power 0.8 is 0.398 points.

        repetitions  power  smallest gap at power 0.8
        -----------  -----  -------------------------
                  3  0.244                      1.306
                  5  0.562                      0.673
                  8  0.856                      0.462
                 10  0.939                      0.398
                 15  0.994                      0.311
                 20  1.000                      0.264
                 30  1.000                      0.212
                 50  1.000                      0.162
                100  1.000                      0.113

        Power by number of repetitions:

            1.0 |                                     ************************
                |                          ***********
            0.8 |                    ******
                |                ****
            0.6 |             ***
                |          ***
            0.4 |        **
                |     ***
            0.2 |  ***
                |**
            0.0 |
                +-------------------------------------------------------------
                 2                             9                             16

        Two-sided paired t test at α = 0.05 of normal differences with a standard
        deviation of 0.4 points.

        """)
    #expect(outcome.out.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test("A pilot tells both for each gap, and that its spread is uncertain")
  func pilot() async throws {
    let files = try ResultFiles()
    let outcome = await Outcome.of("power", try files.report("lecture-rotnet-mnist"))
    #expect(outcome.code == .done)
    #expect(
      files.relative(outcome.out) == """
        Repetitions by the pilot lecture-rotnet-mnist
        =============================================

        test         arm       labels   n    gap    SD  SD up to  smallest gap  needed  needed at \
        most
        -----------  --------  ------  --  -----  ----  --------  ------------  ------  \
        --------------
        lecture-300  rotation    1000  10  +4.57  3.04      3.93          3.03       6            \
           8
        test-10000   rotation    1000  10  +3.38  1.54      1.99          1.53       4            \
           5

        Gaps and standard deviations (SD) of the paired differences in points. "Smallest
        gap": what n repetitions see with power 0.8 at α = 0.05 (two-sided paired t
        test). "Needed": repetitions for a gap as large as the observed one.

        The SD of few seeds is uncertain (and so is the gap): "SD up to" is its upper 80
        % confidence bound (χ²), and "needed at most" the repetitions if that is the
        truth. Plan with them.

        """)
  }

  /// Arguments, how they end, and what is said.
  static let cases: [(words: [String], code: ExitCode, message: String)] = [
    ([], .usage, "--sd: is needed"),
    (["--sd", "0.4"], .usage, "--gap: give --gap, --repetitions, or both"),
    (["--sd", "0", "--gap", "1"], .usage, "'0' is not a number between 0 and 100"),
    (["--sd", "1", "--gap", "nan"], .usage, "'nan' is not a number from -100 to 100"),
    (["--sd", "1", "--repetitions", "1"], .usage, "'1' is not a whole number of at least 2"),
    (["--sd", "1", "--gap", "1", "--power", "0.01"], .usage, "--power: must be above --alpha"),
    (["x.csv", "--gap", "1"], .usage, "--gap: does not go with a pilot"),
    (["/nonesuch.csv"], .noInput, "/nonesuch.csv: cannot be read"),
  ]

  @Test("Arguments that are wrong say what is right", arguments: cases)
  func wrong(words: [String], code: ExitCode, message: String) async {
    let outcome = await Outcome.of(["power"] + words)
    #expect(outcome.code == code && outcome.out.isEmpty)
    #expect(outcome.err.contains(message), "\(outcome.err)")
  }

  @Test("No number of repetitions shows a gap of zero")
  func zero() async {
    let outcome = await Outcome.of("power", "--gap", "0", "--sd", "1")
    #expect(outcome.code == .done)
    #expect(
      outcome.out.contains("A gap of 0 points is seen with power 0.8 by no number of repetitions."))
  }
}
