import Testing

@testable import bench

@Suite("Arguments")
struct ArgumentsTests {
  /// A command with each kind of declaration.
  enum Sample: Command {
    static let name = "sample"
    static let summary = "A sample"
    static let operands = [Operand.one("FIRST", "one"), Operand.any("REST", "more")]
    static let options: [any OptionDeclaration] = [count, names, force]

    static let count = Option("count", "N", .integer(from: 1, example: 2), help: "how many")
    static let names = Option(
      "names", "A,B", .list(of: .text, named: "names", example: "a,b"), help: "which")
    static let force = Flag("force", help: "really")

    static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode { .done }
  }

  @Test("A value follows = or is the next word, and the last of several counts")
  func values() throws {
    let words = ["a", "--count", "3", "--names=x, y", "--count=4", "b", "--force", "-"]
    let arguments = try Arguments(words, for: Sample.self)
    #expect(arguments[Sample.count] == 4)
    #expect(arguments[Sample.names] == ["x", "y"])
    #expect(arguments[Sample.force])
    #expect(arguments.operands == ["a", "b", "-"])
  }

  @Test("What is not given is nil or false")
  func absent() throws {
    let arguments = try Arguments(["a"], for: Sample.self)
    #expect(arguments[Sample.count] == nil)
    #expect(!arguments[Sample.force])
    #expect(!arguments[StandardOptions.quiet])
  }

  @Test("After -- everything is an operand, --help too")
  func operandsOnly() throws {
    let arguments = try Arguments(["--force", "--", "--help", "--"], for: Sample.self)
    #expect(arguments.operands == ["--help", "--"])
    #expect(!arguments.wantsHelp)
  }

  @Test("A value may begin with a dash or hold an equals sign")
  func dashes() throws {
    let arguments = try Arguments(["a", "--names", "-x=1"], for: Sample.self)
    #expect(arguments[Sample.names] == ["-x=1"])
  }

  @Test("An operand that must be there is asked for")
  func missing() {
    let error = #expect(throws: UsageError.self) { try Arguments(["--force"], for: Sample.self) }
    #expect(error?.description == "no FIRST is given; add it")
    #expect(error?.usage == "Usage: bench sample FIRST [REST]… [OPTION]…")
  }

  @Test("Options that exclude each other are named")
  func conflict() throws {
    let error = try Arguments(["a"], for: Sample.self).conflict(Sample.count, Sample.force)
    #expect(error.description == "--count and --force exclude each other; keep one of them")
  }
}
