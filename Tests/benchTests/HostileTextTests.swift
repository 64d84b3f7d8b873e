import Foundation
import Testing

@testable import bench

/// Names that would command a terminal, a spreadsheet, a browser or a typesetter.
@Suite("Hostile text")
struct HostileTextTests {
  static let terminal = Terminal(isTerminal: true, hasColor: true, width: 80)

  private func console(_ terminal: Terminal) -> (Console, out: Recorder, err: Recorder) {
    let (out, err) = (Recorder(), Recorder())
    return (Console(out: out, err: err, outTerminal: terminal), out, err)
  }

  @Test("A terminal gets no command that is in a text; a file gets every character")
  func results() {
    let text = "a\u{1B}[2J\u{202E}b\nc"
    let (shown, out, _) = console(Self.terminal)
    shown.print(text)
    #expect(out.text == "a\u{FFFD}[2J\u{FFFD}b\nc\n")
    let (written, file, _) = console(.none)
    written.print(text)
    #expect(file.text == text + "\n")
    let (drawn, picture, _) = console(Self.terminal)
    drawn.printPicture("\u{1B}[7m \u{1B}[0m")
    #expect(picture.text == "\u{1B}[7m \u{1B}[0m\n")
  }

  @Test("Errors and notes hold no command, wherever they go")
  func messages() {
    let (console, _, err) = console(.none)
    console.error("one\u{1B}]0;title\u{7}\ntwo")
    console.note("three\r\u{9B}2J")
    #expect(
      err.text == "bench: one\u{FFFD}]0;title\u{FFFD}\nbench: two\nthree \u{FFFD}2J\n")
  }

  @Test("The name of a file that is not there is shown as text")
  func path() async {
    let outcome = await Outcome.of("stats", "/none/\u{1B}[31mred.csv")
    #expect(outcome.code == .noInput)
    #expect(!outcome.err.contains("\u{1B}"))
    #expect(outcome.err.contains("/none/\u{FFFD}[31mred.csv"))
  }

  @Test(
    "A table of hostile names is analysed, and no format takes them for commands",
    arguments: ["text", "markdown"])
  func names(format: String) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("bench-hostile-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("results.csv")
    let names = ["<script>alert(1)</script>", "=cmd|'/c calc'!A1", "\u{1B}[2J\u{202E}x"]
    let rows = names.flatMap { name in (1...3).map { "\"\(name)\",\($0),0.\($0)\n" } }
    try Data(("arm,seed,accuracy\n" + rows.joined()).utf8).write(to: file)
    let outcome = await Outcome.of("stats", file.path, "--format", format)
    #expect(outcome.code == .done)
    for scalar in ["\u{1B}", "\u{202E}"] { #expect(!outcome.out.contains(scalar)) }
  }

  @Test("Files are made for their owner to write and nobody to run, whatever the mask")
  func modes() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("bench-modes-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "umask 0; exec \"$0\" \"$@\"", try ExecutableTests.executable().path, "sweep", "smoke",
      "--labels", "50", "--repetitions", "1", "--arms", "supervised,random", "--no-pictures",
      "--quiet",
      "--store", folder.appendingPathComponent("store").path,
      "--out", folder.appendingPathComponent("report").path,
    ]
    process.environment = ["BENCH_HOME": Root.path]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    var modes: Set<Int> = []
    let paths = FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []
    for case let path as String in paths {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: folder.appendingPathComponent(path).path)
      let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
      let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
      #expect(mode == (isFolder ? 0o755 : 0o644), "\(path) has \(String(mode, radix: 8))")
      modes.insert(mode)
    }
    #expect(modes == [0o755, 0o644])
  }
}
