import Foundation
import Testing

@testable import bench

@Suite("bench compare")
struct CompareCommandTests {
  static let new = ResultFiles.old.replacingOccurrences(of: "ssl,3,89.25", with: "ssl,3,70.5")

  @Test("A report compared with itself differs by zeros, which are named")
  func itself() async throws {
    let files = try ResultFiles()
    let report = try files.report("smoke")
    let outcome = await Outcome.of("compare", report, report, "--arm", "supervised")
    #expect(outcome.code == .done && outcome.err.isEmpty)
    #expect(
      files.relative(outcome.out) == """
        Comparison
        ==========

        - A: smoke, study smoke
        - B: smoke, study smoke

        B − A, test set test
        --------------------

        arm         labels      A      B  B − A             95 % interval  p  p (Holm)  exact p   \
             n
        ----------  ------  -----  -----  -----  ------------------------  -  --------  -------  \
        -------
        supervised      50  54.53  54.53   0.00  all differences are zero  –         –        1  \
        3 pairs
        supervised     200  84.33  84.33   0.00  all differences are zero  –         –        1  \
        3 pairs

        Accuracies in percent, differences in points. Rows of pairs compare repetitions
        with the same seed: paired t test and interval, exact p by sign flips. Holm's
        adjustment is over all rows.

        """)
  }

  @Test("Other seeds are unpaired, what one side only has is listed")
  func unpaired() async throws {
    let files = try ResultFiles()
    let first = try files.write("a.csv", ResultFiles.old)
    let second = try files.write("b.csv", "arm,seed,acc\nssl,7,88\nssl,8,90\nnew,7,91\n")
    let outcome = await Outcome.of("compare", first, second)
    #expect(outcome.code == .done)
    #expect(
      files.relative(outcome.out) == """
        Comparison
        ==========

        - A: a.csv
        - B: b.csv

        B − A, test set test
        --------------------

        arm      A      B  B − A   95 % interval      p  p (Holm)  exact p     n
        ---  -----  -----  -----  --------------  -----  --------  -------  ----
        ssl  88.12  89.00  +0.88  [−4.65, +6.41]  0.541     0.541      0.8  3, 2

        Accuracies in percent, differences in points. Rows with two counts are not
        paired, as where too few seeds are shared: Welch's t test and interval, exact p
        by Mann and Whitney's test. Holm's adjustment is over all rows.

        Not compared
        ------------

        - sup, test set test of a.csv: only the first has it
        - new, test set test of b.csv: only the second has it

        """)
  }

  /// What is added to the comparison of two files, how it ends, and what it says.
  static let checks: [(words: [String], code: ExitCode, message: String)] = [
    ([], .done, ""),
    (["--fail-below", "-6.3"], .done, ""),
    (
      ["--fail-below=-5.5"], .failed,
      "check failed: ssl, 1 labels, test set test: b.csv: -6.25 points, and the limit is -5.5"
    ),
    (["--fail-if-worse"], .done, ""),
    (["--arm", "sup", "--fail-if-worse", "--fail-below", "0"], .done, ""),
    (["--arm", "spu"], .usage, "--arm: no arm \"spu\" in a.csv; did you mean \"sup\"?"),
    (["--arms", "sup"], .usage, "--arms: 1 name given; name as many arms as results, 2"),
    (["--arms", "sup,ssl", "--arm", "ssl"], .usage, "exclude each other"),
    (["--fail-below", "x"], .usage, "'x' is not a number from -100 to 100"),
  ]

  @Test("Checks decide how it ends", arguments: checks)
  func decides(words: [String], code: ExitCode, message: String) async throws {
    let files = try ResultFiles()
    let first = try files.write("a.csv", ResultFiles.old)
    let second = try files.write("b.csv", Self.new)
    let outcome = await Outcome.of(["compare", first, second] + words)
    #expect(outcome.code == code)
    let error = files.relative(outcome.err)
    #expect(message.isEmpty ? error.isEmpty : error.contains(message), "\(error)")
  }

  @Test("Arms of one file are compared by their names, as JSON for programs")
  func within() async throws {
    struct Result: Decodable {
      struct Row: Decodable {
        let firstArm: String
        let secondArm: String
        let method: String
        let difference: Double
      }
      let rows: [Row]
    }
    let files = try ResultFiles()
    let path = try files.write("a.csv", ResultFiles.old)
    let outcome = await Outcome.of("compare", path, "--arms", "sup,ssl", "--json")
    let result = try JSONDecoder().decode(Result.self, from: Data(outcome.out.utf8))
    #expect(result.rows.map(\.secondArm) == ["ssl"] && result.rows.map(\.firstArm) == ["sup"])
    #expect(result.rows.map(\.method) == ["paired"])
    #expect(result.rows.map(\.difference) == [0.0234])
  }

  @Test("An edited report, a bare store and results without a common cell are refused")
  func refused() async throws {
    let files = try ResultFiles()
    let report = try files.report("smoke")
    _ = try files.write("smoke/runs.csv", "arm,seed,acc\na,1,0.5\n")
    let edited = await Outcome.of("compare", report, report)
    #expect(edited.code == .badData && edited.err.contains("is not as its report wrote it"))

    let store = files.url.appendingPathComponent("store/records")
    try FileManager.default.createDirectory(at: store, withIntermediateDirectories: true)
    let path = store.deletingLastPathComponent().path
    let bare = await Outcome.of("compare", path, path)
    #expect(bare.code == .badData && bare.err.contains("\(path)@PROTOCOL"))

    let one = try files.write("one.csv", "arm,seed,acc\na,1,0.5\n")
    let other = try files.write("other.csv", "arm,seed,acc\nb,1,0.5\n")
    let none = await Outcome.of("compare", one, other)
    #expect(none.code == .badData && none.err.contains("nothing was compared"))
    let alone = await Outcome.of("compare", one)
    #expect(alone.code == .usage && alone.err.contains("one result is given"))
  }
}
