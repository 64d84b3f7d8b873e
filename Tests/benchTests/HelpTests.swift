import Testing

@testable import bench

@Suite("Help")
struct HelpTests {
  @Test("A command's help says how it is called, what it does, and every option with its default")
  func command() async {
    let outcome = await Outcome.of("protocol", "show", "--help")
    #expect(outcome.code == .done)
    #expect(outcome.err.isEmpty)
    #expect(
      outcome.out == """
        Usage: bench protocol show [PROTOCOL] [OPTION]…

        Show a study as it would run, every default and override written out.

        Arguments:
          PROTOCOL  a protocol's name or file (default: rotnet-mnist)

        Options:
          --labels N,N,…      labelled-set sizes, ascending (default: the protocol's)
          --repetitions N     how many seeds of the list to use (default: the
                              protocol's)
          --seeds FILE        a seed list, one integer a line (default: the protocol's)
          --arms NAME,NAME,…  the arms to run, the baseline among them (default: all)
          --dataset NAME      a data set's name, or a folder's path with a / (default:
                              the protocol's)
          --json              print the result as JSON
          --quiet             print results and errors only
          --help              print this help and exit
          --version           print the version and exit

        """)
  }

  @Test("The help of a command with a discussion says what its checks do")
  func discussion() async {
    let outcome = await Outcome.of("compare", "--help")
    #expect(
      outcome.out == """
        Usage: bench compare A [B]… [OPTION]…

        Compare reports, stores or CSV files side by side, with tests.

        Every arm, labelled-set size and test set that A and another have is compared:
        their difference, B − A, with its interval and p values, adjusted over all rows.
        Repetitions with the same seed are paired where at least half of the smaller
        side's seeds are the other's, too; else the two are independent samples, and a
        row says which. What only one side has is listed.

        A result is a report's folder, a store with the protocol of one of its studies
        (STORE@PROTOCOL), or a CSV file as for 'bench stats'. --arms compares arms of
        different names: of one result, all with the first; of several, the first name
        is A's, the second B's, and so on.

        For automatic checks, --fail-below and --fail-if-worse end with 1 where a
        difference fails, and also where B lacks what A has.

        Arguments:
          A  what is compared with
          B  the others

        Options:
          --arm NAME              compare this arm only (default: all)
          --arms NAME,NAME,…      the arms to compare, the first with the others
          --unpaired              never pair: equal seeds mean nothing
          --fail-below POINTS     fail where an estimated difference is below so many
                                  percentage points
          --fail-if-worse         fail where a difference is below 0 and its adjusted p
                                  below 1 − LEVEL
          --confidence LEVEL      the level of intervals (default: 0.95)
          --arm-column NAME       the column of the arm (default: guessed from its name)
          --labels-column NAME    the column of the labelled-set size (default: guessed
                                  from its name)
          --seed-column NAME      the column of the seed (default: guessed from its
                                  name)
          --test-column NAME      the column of the test set (default: guessed from its
                                  name)
          --correct-column NAME   the column of right predictions (default: guessed from
                                  its name)
          --total-column NAME     the column of the number of test images (default:
                                  guessed from its name)
          --accuracy-column NAME  the column of the accuracy (default: guessed from its
                                  name)
          --scale SCALE           how accuracies are written, fraction or percent
                                  (default: found out from them)
          --data DIR              look for data sets in this folder first (default:
                                  $BENCH_DATA and the system's folders)
          --format FORMAT         text or markdown (default: text)
          --json                  print the result as JSON
          --quiet                 print results and errors only
          --help                  print this help and exit
          --version               print the version and exit

        """)
  }

  @Test("A command without options of its own has the common ones")
  func check() async {
    let outcome = await Outcome.of("protocol", "check", "--help")
    #expect(
      outcome.out == """
        Usage: bench protocol check [PROTOCOL]… [OPTION]…

        Check protocols and say all that is wrong.

        Without a name, every protocol that can be named is checked.

        Arguments:
          PROTOCOL  a protocol's name or file

        Options:
          --quiet    print results and errors only
          --help     print this help and exit
          --version  print the version and exit

        """)
  }

  @Test("A group's help lists its commands")
  func group() async {
    let outcome = await Outcome.of("protocol", "--help")
    #expect(outcome.code == .done)
    #expect(
      outcome.out == """
        Usage: bench protocol COMMAND [OPTION]…

        Commands:
          protocol list   List the protocols that can be named
          protocol show   Show a study as it would run, every default and override
                          written out
          protocol check  Check protocols and say all that is wrong

        See 'bench protocol COMMAND --help' for a command's own options.

        """)
  }

  @Test("The program's help lists every command")
  func overview() async {
    let outcome = await Outcome.of("--help")
    #expect(outcome.code == .done)
    #expect(outcome.out.hasPrefix("Usage: bench COMMAND [OPTION]…\n\nRuns seeded studies of"))
    for command in CommandTable.commands {
      #expect(outcome.out.contains("\n  \(command.name) "), "\(command.name) is listed")
    }
  }

  @Test(
    "Help is the same however it is asked for",
    arguments: [
      (["help"], ["--help"]), (["-h"], ["--help"]),
      (["help", "protocol"], ["protocol", "--help"]),
      (["help", "protocol", "list"], ["protocol", "list", "--help"]),
      (["protocol", "list", "-h"], ["protocol", "list", "--help"]),
      (["protocol", "list", "--nonsense", "--help"], ["protocol", "list", "--help"]),
    ])
  func same(words: [String], others: [String]) async {
    let (first, second) = (await Outcome.of(words), await Outcome.of(others))
    #expect(first.out == second.out && first.code == .done && second.code == .done)
  }

  @Test("No line of any help is wider than 80 columns")
  func width() {
    let texts = CommandTable.commands.map { HelpText.text(for: $0) } + [HelpText.overview]
    for line in texts.joined(separator: "\n").split(separator: "\n") {
      #expect(line.count <= 80, "\(line)")
    }
  }

  @Test("Names of commands and of options are unique")
  func unique() {
    let names = CommandTable.commands.map { $0.name }
    #expect(Set(names).count == names.count)
    for command in CommandTable.commands {
      let options = command.allOptions.map { $0.name }
      #expect(Set(options).count == options.count, "\(command.name)")
    }
  }

  @Test(
    "Text is broken at spaces, and words that are too long stay whole",
    arguments: [
      ("", 0, ""), ("a b", 0, "a b"), ("  a b", 2, "  a b"),
      (
        String(repeating: "x", count: 79) + " y z", 2,
        String(repeating: "x", count: 79) + "\n  y z"
      ),
      (
        String(repeating: "x", count: 78) + " y z", 2,
        String(repeating: "x", count: 78) + " y\n  z"
      ),
      (
        "a " + String(repeating: "x", count: 90), 0,
        "a\n" + String(repeating: "x", count: 90)
      ),
    ])
  func wrap(text: String, indent: Int, expected: String) {
    #expect(HelpText.wrap(text, indent: indent) == expected)
  }
}
