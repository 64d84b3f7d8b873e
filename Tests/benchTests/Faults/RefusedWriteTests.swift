import Foundation
import Testing

@Suite("Sweeps on disks that refuse")
struct SweepDiskTests {
  /// Runs the program behind a shell command that ends with its words.
  private func run(
    _ workspace: SweepWorkspace, _ words: [String], behind prefix: String
  ) throws -> ExecutableTests.Result {
    let (process, out, err) = try workspace.process(words)
    let program = try ExecutableTests.executable().path
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "\(prefix) \"$@\"", "sh", program] + workspace.complete(words)
    try process.run()
    let outData = out.fileHandleForReading.readDataToEndOfFile()
    let errData = err.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return ExecutableTests.Result(
      code: process.terminationStatus, out: String(decoding: outData, as: UTF8.self),
      err: String(decoding: errData, as: UTF8.self))
  }

  /// Every file of the store's records and its bytes.
  private func records(_ workspace: SweepWorkspace) throws -> [String: Data] {
    let root = workspace.file(".bench/store/records")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    return try Dictionary(
      uniqueKeysWithValues: paths.filter { $0.hasSuffix(".json") }.map {
        ($0, try Data(contentsOf: root.appendingPathComponent($0)))
      })
  }

  @Test("A full disk under the store is code 74 and one line, and loses nothing that was there")
  func full() throws {
    let workspace = try SweepWorkspace()
    let words = ["sweep", "tiny", "--repetitions", "1", "--labels", "20"]
    #expect(try run(workspace, words, behind: "exec").code == 0)
    let before = try records(workspace)
    // No file may grow: what a full disk does, without one.
    let full = try run(
      workspace, ["sweep", "tiny", "--jobs", "2"], behind: "trap '' XFSZ; ulimit -f 0; exec")
    #expect(full.code == 74)
    let lines = full.err.split(separator: "\n").map(String.init)
    try #require(lines.count == 2)
    #expect(lines[0] == "14 runs: 4 in the store, 10 to do")
    #expect(lines[1].contains(": cannot write: File too large; give --store a folder"))
    #expect(try records(workspace) == before)
    #expect(!FileManager.default.fileExists(atPath: workspace.file("reports/tiny").path))
  }

  #if os(Linux)
    @Test("A read-only store can be reported on, and is code 74 where runs are missing")
    func readOnly() throws {
      guard let user = Self.unprivileged else { return }
      let workspace = try SweepWorkspace()
      let words = ["sweep", "tiny", "--repetitions", "1", "--labels", "20"]
      #expect(try run(workspace, words, behind: "exec").code == 0)
      let again = try run(workspace, words, behind: user)
      #expect(again.code == 0 && again.err.contains("report unchanged, byte for byte"))
      let more = try run(workspace, ["sweep", "tiny", "--out", "x"], behind: user)
      #expect(more.code == 74)
      #expect(more.err.contains("Permission denied; give --store a folder that can be read"))
    }

    /// How a command is run without the rights of root; nil where it cannot be.
    private static let unprivileged: String? = {
      guard getuid() == 0, let program = try? ExecutableTests.executable().path else { return nil }
      let user = "exec setpriv --reuid=65534 --clear-groups"
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "\(user) test -x '\(program)'"]
      process.standardError = FileHandle.nullDevice
      guard (try? process.run()) != nil else { return nil }
      process.waitUntilExit()
      return process.terminationStatus == 0 ? user : nil
    }()
  #endif
}
