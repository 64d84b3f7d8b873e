import Foundation
import Testing

@testable import bench

@Suite("bench data show")
struct DataShowCommandTests {
  @Test("The built-in set is counted by class, and shown in plain characters where no terminal is")
  func strokes() async {
    let outcome = await Outcome.of("data", "show", "strokes", "--set", "test", "--count", "30")
    #expect(outcome.code == .done && outcome.err.isEmpty)
    #expect(
      outcome.out.hasPrefix(
        """
        strokes, test set: 30 images of 28×28, from built-in, seed 2026
        class counts: 0: 3  1: 3  2: 3  3: 3  4: 3  5: 3  6: 3  7: 3  8: 3  9: 3

        """))
    // Ten bands of seven lines, four pixels high each.
    #expect(outcome.out.split(separator: "\n").count == 72)
    #expect(!outcome.out.contains("\u{1B}"))
  }

  @Test("Coloured images are shown with their channels")
  func shapes() async {
    let outcome = await Outcome.of("data", "show", "shapes", "--set", "test", "--count", "20")
    #expect(outcome.code == .done && outcome.err.isEmpty)
    #expect(
      outcome.out.hasPrefix(
        """
        shapes, test set: 20 images of 28×28×3, from built-in, seed 2026
        class counts: 0: 2  1: 2  2: 2  3: 2  4: 2  5: 2  6: 2  7: 2  8: 2  9: 2

        """))
  }

  @Test("The seed is the user's")
  func seed() async {
    let first = await Outcome.of("data", "show", "strokes", "--count", "10", "--seed", "1")
    let second = await Outcome.of("data", "show", "strokes", "--count", "10", "--seed", "2")
    #expect(first.out.contains("seed 1\n") && second.out.contains("seed 2\n"))
    let sheets = [first, second].map { $0.out.split(separator: "\n").dropFirst(2) }
    #expect(sheets[0] != sheets[1])
  }

  @Test("A terminal's colours are used, unless they are not wanted", arguments: [true, false])
  func terminal(hasColor: Bool) async {
    let outcome = await Outcome.of(
      ["data", "show", "strokes", "--count", "10"],
      terminal: Terminal(isTerminal: true, hasColor: hasColor, width: 60))
    #expect(outcome.out.contains("\u{1B}[38;5;") == hasColor)
    #expect(outcome.out.contains("█") == !hasColor)
  }

  @Test("A folder's images are shown as they are")
  func folder() async throws {
    let data = try SmallDataset()
    defer { data.remove() }
    let outcome = await Outcome.of("data", "show", data.path)
    #expect(
      outcome.out.hasPrefix(
        """
        \(data.folder.lastPathComponent), training set: 8 images of 12×10, from \(data.path)
        class counts: 0: 2  1: 2  2: 2  3: 2

        """))
  }

  @Test("A contact sheet is a PNG file, and one that is there is replaced only by force")
  func png() async throws {
    let data = try SmallDataset()
    defer { data.remove() }
    let sheet = data.folder.appendingPathComponent("sheet.png")
    let words = ["data", "show", data.path, "--out", sheet.path]
    let first = await Outcome.of(words)
    #expect(first.code == .done && first.err == "contact sheet written: \(sheet.path)\n")
    let bytes = try Data(contentsOf: sheet)
    #expect(bytes.prefix(8) == Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    // 2 images of 10 × 12 pixels in a row of 4 classes, twice as large, with lines between.
    #expect(bytes[16..<24] == Data([0, 0, 0, 43, 0, 0, 0, 101]))

    try data.write([1, 2, 3], "sheet.png")
    let second = await Outcome.of(words)
    #expect(second.code == .inputOutput)
    #expect(
      second.err
        == "bench: \(sheet.path): exists; choose another name, or replace it with --force\n")
    #expect(try Data(contentsOf: sheet) == Data([1, 2, 3]))

    #expect(await Outcome.of(words + ["--force"]).code == .done)
    #expect(try Data(contentsOf: sheet) == bytes)
  }

  @Test("A contact sheet that cannot be written is an error with code 74")
  func unwritable() async {
    let outcome = await Outcome.of(
      "data", "show", "strokes", "--count", "10", "--out", "/nonesuch/sheet.png")
    #expect(outcome.code == .inputOutput)
    #expect(outcome.err.hasPrefix("bench: /nonesuch/sheet.png: "))
  }

  @Test(
    "Options that the set cannot take are refused with code 64 before anything is read",
    arguments: [
      (
        ["mnist", "--count", "5"],
        "mnist: --count is fixed by its files; only strokes and shapes take it"
      ),
      (
        ["./a", "--seed", "5"], "./a: --seed is fixed by its files; only strokes and shapes take it"
      ),
      (
        ["strokes", "--count", "1000001"],
        "--count: 1000001 images; must be 1 to 1000000"
      ),
    ])
  func options(words: [String], message: String) async {
    let outcome = await Outcome.of(["data", "show"] + words)
    #expect(outcome.code == .usage)
    #expect(outcome.out.isEmpty && outcome.err == "bench: \(message)\n")
  }
}
