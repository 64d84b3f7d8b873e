import Testing

@testable import bench

@Suite("Wrong command lines")
struct UsageErrorTests {
  static let show =
    "Usage: bench protocol show [PROTOCOL] [OPTION]…\nSee 'bench protocol show --help'.\n"
  static let group = "Usage: bench protocol COMMAND [OPTION]…\nSee 'bench protocol --help'.\n"
  static let program = "Usage: bench COMMAND [OPTION]…\nSee 'bench --help'.\n"

  static let cases: [([String], String)] = [
    ([], "bench: no command is given; name one\n" + program),
    (["protocl"], "bench: unknown command 'protocl'; did you mean 'protocol'?\n" + program),
    (["--hlep"], "bench: unknown option '--hlep'; did you mean '--help'?\n" + program),
    (
      ["help", "protocl"], "bench: unknown command 'protocl'; did you mean 'protocol'?\n" + program
    ),
    (["protocol"], "bench: no command is given; add one of list, show, check\n" + group),
    (
      ["protocol", "lst"],
      "bench: unknown command 'protocol lst'; did you mean 'protocol list'?\n" + group
    ),
    (
      ["protocol", "-x"], "bench: unknown option '-x'; use one of --help, --version\n" + group
    ),
    (
      ["protocol", "show", "--lables", "3"],
      "bench: unknown option '--lables'; did you mean '--labels'?\n" + show
    ),
    (
      ["protocol", "show", "--lables=3"],
      "bench: unknown option '--lables'; did you mean '--labels'?\n" + show
    ),
    (
      ["protocol", "show", "-j"],
      "bench: unknown option '-j'; use one of --labels, --repetitions, --seeds, --arms, --dataset, "
        + "--json, --quiet, --help, --version\n" + show
    ),
    (
      ["protocol", "show", "--labels"], "bench: --labels: no value is given; add N,N,…\n" + show
    ),
    (
      ["protocol", "show", "--json=yes"], "bench: --json: takes no value; leave '=yes' out\n" + show
    ),
    (
      ["protocol", "show", "--labels", "100,x"],
      "bench: --labels: '100,x' is not a list of whole numbers with commas; "
        + "write for example --labels 100,1000,5000\n" + show
    ),
    (
      ["protocol", "show", "--labels=100,,5"],
      "bench: --labels: '100,,5' is not a list of whole numbers with commas; "
        + "write for example --labels 100,1000,5000\n" + show
    ),
    (
      ["protocol", "show", "--repetitions", "0"],
      "bench: --repetitions: '0' is not a whole number of at least 1; "
        + "write for example --repetitions 10\n" + show
    ),
    (
      ["protocol", "show", "--repetitions=-3"],
      "bench: --repetitions: '-3' is not a whole number of at least 1; "
        + "write for example --repetitions 10\n" + show
    ),
    (
      ["protocol", "show", "--seeds="],
      "bench: --seeds: '' is not a path; write for example --seeds ./NAME\n" + show
    ),
    (["protocol", "show", "a", "b"], "bench: unexpected argument 'b'; leave it out\n" + show),
    (
      ["protocol", "show", "--", "smoke", "--json"],
      "bench: unexpected argument '--json'; leave it out\n" + show
    ),
  ]

  @Test("A wrong command line is refused with a remedy, the usage and code 64", arguments: cases)
  func refused(words: [String], expected: String) async {
    let outcome = await Outcome.of(words)
    #expect(outcome.err == expected)
    #expect(outcome.out.isEmpty)
    #expect(outcome.code == .usage)
  }
}
