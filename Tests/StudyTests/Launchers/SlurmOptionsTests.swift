import Testing

@testable import Study

@Suite("A user's options for sbatch")
struct SlurmOptionsTests {
  @Test(
    "A text is split at blanks, with quotes as a shell has them, and nothing is expanded",
    arguments: [
      ("", []),
      ("  --partition=long\t-c 2 ", ["--partition=long", "-c", "2"]),
      ("--comment='two words' --mem=4G", ["--comment=two words", "--mem=4G"]),
      (#"--comment="it's $HOME `x`""#, ["--comment=it's $HOME `x`"]),
      (#"--comment=a\ b '--qos=x'"#, ["--comment=a b", "--qos=x"]),
      ("--comment=''", ["--comment="]),
      ("-H -pdebug -vv --export=ALL,A=1;B", ["-H", "-pdebug", "-vv", "--export=ALL,A=1;B"]),
    ] as [(String, [String])])
  func words(text: String, words: [String]) throws {
    #expect(try SlurmOptions(text).words == words)
  }

  @Test(
    "What the submission sets itself is refused, however it is written",
    arguments: [
      "--array=1-3", "--arr=1", "-a1-3", "-a 1-3", "--dependency=after:1", "--dep=after:1", "-d x",
      "--wrap=id", "--wra=id", "--output=x", "-o x", "-ox", "--error=x", "-e x", "--job-name=x",
      "-J x", "--chdir=/", "-D /", "--parsable", "--test-only", "--wait", "-W", "--clusters=b",
      "-M b", "--kill-on-invalid-dep=no", "-HW", "-vJx",
    ])
  func refused(text: String) {
    #expect(throws: LauncherError.self) { try SlurmOptions(text) }
  }

  @Test(
    "A word that sbatch would take for the script is refused",
    arguments: ["script.sh", "-H script.sh", "--partition debug", "-p debug x", "--", "-", "''"])
  func script(text: String) {
    #expect(throws: LauncherError.self) { try SlurmOptions(text) }
  }

  @Test("An error names the word, the rule and the remedy")
  func text() {
    let wrap = LauncherError.option(
      "--wrap=id", reason: "--wrap is set by the submission; leave it out")
    #expect(throws: wrap) { try SlurmOptions("-c 2 --wrap=id") }
    #expect(throws: LauncherError.option("-c '2", reason: "a quote is not closed; close it")) {
      try SlurmOptions("-c '2")
    }
    #expect(
      "\(LauncherError.option("debug", reason: "is no option; write values as --name=value"))"
        == "--slurm-options: 'debug': is no option; write values as --name=value")
  }
}
