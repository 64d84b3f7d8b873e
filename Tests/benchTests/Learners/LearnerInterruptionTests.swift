import Foundation
import Testing

@Suite("Learners of a sweep that is ended")
struct LearnerInterruptionTests {
  private let workspace: SweepWorkspace
  /// A number of seconds that no other process sleeps.
  private let mark = "\(5_000_000 + UInt32.random(in: 0..<900_000))"
  private let temporary: URL

  /// A study whose second arm sleeps, until there is a file `awake`.
  init() throws {
    workspace = try SweepWorkspace()
    temporary = workspace.file("temporary")
    try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    let sleeper = "[ -e awake ] || { touch started; sleep \(mark); }\n" + SweepWorkspace.good
    try workspace.addLearners([("good", SweepWorkspace.good), ("sleeper", sleeper)])
  }

  private var environment: [String: String] { ["TMPDIR": temporary.path] }

  /// Starts a sweep and waits until a learner sleeps in it.
  private func begin() throws -> Process {
    let (process, out, err) = try workspace.process(
      ["sweep", "learn", "--allow-commands"], environment: environment)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    _ = (out, err)
    try process.run()
    let isStarted = LearnerProcesses.wait {
      FileManager.default.fileExists(atPath: workspace.file("started").path)
        && !LearnerProcesses.with(mark).isEmpty
    }
    try #require(isStarted)
    return process
  }

  /// The same sweep again finishes, and nothing of the first is left.
  private func finish() throws {
    try Data().write(to: workspace.file("awake"))
    let result = try workspace.run(
      "sweep", "learn", "--allow-commands", environment: environment)
    #expect(result.code == 0, "\(result.err)")
    #expect(result.err.contains("4 runs: "))
    #expect(LearnerProcesses.wait { LearnerProcesses.with(mark).isEmpty })
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: temporary.path)
        .filter { $0.hasPrefix("bench-learner-") } == [])
  }

  @Test("An interrupted sweep ends its learners")
  func interrupted() throws {
    let process = try begin()
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(LearnerProcesses.with(mark).isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path) == [])
    try finish()
  }

  @Test("The sweep after a killed one ends the learners that it left")
  func killed() throws {
    let process = try begin()
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(!LearnerProcesses.with(mark).isEmpty, "nobody could end the learner")
    try finish()
  }
}

/// Processes that a test looks for.
enum LearnerProcesses {
  /// The numbers of the processes whose command line has a word.
  static func with(_ word: String) -> [String] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return entries.filter { name in
      guard Int(name) != nil,
        let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline")
      else { return false }
      return line.split(separator: 0).contains { $0.elementsEqual(word.utf8) }
    }
  }

  /// Waits at most a minute for something to be so.
  static func wait(_ isSo: () -> Bool) -> Bool {
    for _ in 0..<1200 {
      if isSo() { return true }
      usleep(50_000)
    }
    return false
  }
}
