import Foundation
import Pretext
import Testing

@testable import bench

@Suite("bench show")
struct ShowCommandTests {
  @Test("Alone it lists the pretext tasks with what they ask and their options")
  func list() async {
    let outcome = await Outcome.of("show")
    #expect(outcome.code == .done && outcome.err.isEmpty)
    #expect(outcome.out.hasPrefix("rotation: by how much was the image turned?\n  "))
    for task in PretextRegistry.builtIn.tasks {
      #expect(outcome.out.contains("\(task.name): \(task.summary)\n"))
      for option in task.options {
        #expect(outcome.out.contains("  \(option.name): "))
        #expect(outcome.out.contains("    \(option.meaning)\n"))
      }
    }
  }

  @Test("What an option may be is said in words, with its default")
  func values() {
    let kinds: [(PretextOption.Kind, String)] = [
      (.flag(default: true), "true or false (default: true)"),
      (.wholeNumber(2...9, default: 3), "a whole number, 2 to 9 (default: 3)"),
      (.number(0...0.5, default: 0.25), "a number, 0 to 0.5 (default: 0.25)"),
      (.choice(["a", "b"], default: "b"), "one of a, b (default: b)"),
    ]
    for (kind, text) in kinds {
      #expect(PretextTaskText.line(PretextOption("name", kind, "")) == "name: \(text)")
    }
  }

  @Test("Another word is none of its commands")
  func unknown() async {
    let outcome = await Outcome.of("show", "pretxt")
    #expect(outcome.code == .usage)
    #expect(
      outcome.err.hasPrefix(
        "bench: unknown command 'show pretxt'; did you mean 'show pretext'?\n"))
  }
}

@Suite("bench show pretext")
struct ShowPretextCommandTests {
  @Test("Without a protocol the examples are of the built-in set, in plain characters")
  func plain() async {
    let outcome = await Outcome.of("show", "pretext", "rotation", "--count", "2")
    #expect(outcome.code == .done && outcome.err.isEmpty)
    #expect(
      outcome.out.hasPrefix(
        """
        rotation: by how much was the image turned?
        2 training images of strokes, seed 1

        """))
    let lines = outcome.out.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.filter { $0 == "0°              90°             180°            270°" }.count == 2)
    #expect(!outcome.out.contains("\u{1B}"))
  }

  @Test("A terminal's colours and width are used")
  func terminal() async {
    let outcome = await Outcome.of(
      ["show", "pretext", "rotation", "--count", "1"],
      terminal: Terminal(isTerminal: true, hasColor: true, width: 40))
    #expect(outcome.out.contains("\u{1B}[38;5;"))
    #expect(outcome.out.contains("180°            270°\n"))
  }

  @Test("The picture is a PNG file, and one that is there is replaced only by force")
  func png() async throws {
    let data = try SmallDataset()
    defer { data.remove() }
    let path = data.folder.appendingPathComponent("sheet.png").path
    let words = ["show", "pretext", "rotation", "--count", "1", "--out", path]
    let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin"]
    let first = await Outcome.of(words, environment: environment)
    #expect(first.code == .done && first.err == "sheet written: \(path)\n")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(bytes.prefix(8) == Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    let second = await Outcome.of(words, environment: environment)
    #expect(second.code == .inputOutput)
    #expect(
      second.err == "bench: \(path): exists; choose another name, or replace it with --force\n")
    #expect(await Outcome.of(words + ["--force"], environment: environment).code == .done)
    let without = await Outcome.of(words + ["--force"], environment: ["PATH": "/nowhere"])
    #expect(without.code == .noInput)
    #expect(without.err.contains("leave --out out") && !without.err.contains("--no-pictures"))
  }

  @Test("Images that the task does not fit are refused, with the remedy")
  func unfit() async throws {
    let data = try SmallDataset()
    defer { data.remove() }
    let outcome = await Outcome.of("show", "pretext", "rotation", "--dataset", data.path)
    #expect(outcome.code == .badData)
    #expect(
      outcome.err
        == "bench: rotation does not fit \(data.folder.lastPathComponent): images of 12×10×1 are "
        + "not square, and a quarter turn must keep the shape; choose other images with --dataset\n"
    )
  }

  @Test(
    "What is wrong with the words is said in one line, before anything is read",
    arguments: [
      (["rotaton"], "'rotaton' is no pretext task; did you mean 'rotation'?"),
      (
        ["rotation", "--set", "nonesuch=1"],
        "--set: rotation has no option 'nonesuch'; "
      ),
    ])
  func words(words: [String], message: String) async {
    let outcome = await Outcome.of(["show", "pretext"] + words)
    #expect(outcome.code == .usage && outcome.out.isEmpty)
    #expect(outcome.err.hasPrefix("bench: \(message)"))
    #expect(outcome.err.split(separator: "\n").count == 1)
  }

  @Test("An option without a value, and no task, are errors of usage")
  func usage() async {
    let empty = await Outcome.of("show", "pretext", "rotation", "--set", "gap")
    #expect(empty.code == .usage)
    #expect(
      empty.err.hasPrefix(
        "bench: --set: 'gap' is not an option and its value; write for example --set gap=2\n"))
    let none = await Outcome.of("show", "pretext")
    #expect(none.code == .usage && none.err.hasPrefix("bench: no TASK is given; add it\n"))
  }
}

@Suite("--set")
struct PretextOptionsTests {
  private struct Options {
    static let all = [
      PretextOption("gap", .wholeNumber(0...4, default: 1), ""),
      PretextOption("strength", .number(0...1, default: 0.5), ""),
      PretextOption("smooth", .flag(default: false), ""),
      PretextOption("fill", .choice(["mean", "zero"], default: "mean"), ""),
    ]
  }

  private func applied(_ texts: String...) throws(PretextOptionError) -> PretextSettings {
    var settings = PretextSettings(Options.all)
    let changes = texts.compactMap { PretextOptions.set.parser.parse($0) }
    try PretextOptions.apply(changes, to: &settings, Options.all, of: "task")
    return settings
  }

  @Test("Values are read by the kind of their option; the last of several counts")
  func values() throws {
    let settings = try applied("gap=3", "strength=1", "smooth=true", "fill=zero", "gap=2")
    #expect(settings.wholeNumber("gap") == 2 && settings.number("strength") == 1)
    #expect(settings.flag("smooth") && settings.choice("fill") == "zero")
    #expect(try applied("strength=.25").number("strength") == 0.25)
  }

  @Test(
    "What is no value of the option is refused with what would be one",
    arguments: [
      ("gap=9", "--set: gap: '9' is not a whole number, 0 to 4; 'bench show' lists all options"),
      ("gap=x", "--set: gap: 'x' is not a whole number, 0 to 4; 'bench show' lists all options"),
      (
        "strength=2", "--set: strength: '2' is not a number, 0 to 1; 'bench show' lists all options"
      ),
      ("smooth=1", "--set: smooth: '1' is not true or false; 'bench show' lists all options"),
      ("fill=one", "--set: fill: 'one' is not one of mean, zero; 'bench show' lists all options"),
      ("gaps=1", "--set: task has no option 'gaps'; did you mean 'gap'?"),
    ])
  func refused(text: String, message: String) {
    let error = #expect(throws: PretextOptionError.self) { try applied(text) }
    #expect(error?.description == message)
  }
}
