import Foundation
import Testing

@Suite("Signals")
struct SignalTests {
  /// A sweep of which the plan is made and work has begun.
  private func sweeping(
    _ faults: FaultWorkspace, behind prefix: [String] = ["env"]
  ) throws -> Launched {
    let sweep = try Launched(faults.workspace, ["sweep", "tiny", "--jobs", "1"], behind: prefix)
    #expect(sweep.wait { sweep.err.contains("to do") })
    return sweep
  }

  @Test(
    "Each that asks for an end ends a sweep with 130, and the same command completes it",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func end(signal: Int32) throws {
    let faults = try FaultWorkspace(pretextEpochs: 60)
    let sweep = try sweeping(faults, behind: ["env", "--default-signal"])
    sweep.send(signal)
    let result = sweep.finish()
    #expect(result.code == 130, "\(result.err)")
    #expect(result.err.contains("interrupted: giving up the runs in hand"))
    #expect(!FileManager.default.fileExists(atPath: faults.file("reports/tiny").path))
    try faults.expectWhole()
    #expect(try faults.temporaries().isEmpty)
    try faults.expectCompletion()
  }

  @Test("SIGINT twice ends at once, wherever that is, and loses no record")
  func twice() throws {
    let faults = try FaultWorkspace(pretextEpochs: 60)
    let sweep = try sweeping(faults)
    sweep.send(SIGINT)
    #expect(sweep.wait { sweep.err.contains("interrupted") })
    sweep.send(SIGINT)
    // The second one may come when the first has brought the end about, and nobody listens any more.
    #expect([130, SIGINT].contains(sweep.finish().code))
    try faults.expectWhole()
    try faults.expectCompletion()
  }

  @Test("nohup keeps a sweep going when its terminal is closed")
  func hangup() throws {
    let faults = try FaultWorkspace(pretextEpochs: 30)
    let sweep = try sweeping(faults, behind: ["nohup"])
    sweep.send(SIGHUP)
    let result = sweep.finish()
    #expect(result.code == 0, "\(result.err)")
    #expect(try faults.workspace.report() == faults.report)
  }

  @Test("SIGSTOP and SIGCONT, again and again, change nothing")
  func stop() throws {
    let faults = try FaultWorkspace(pretextEpochs: 30)
    let sweep = try Launched(faults.workspace, ["sweep", "tiny"])
    for _ in 0..<5 {
      usleep(40_000)
      sweep.send(SIGSTOP)
      usleep(60_000)
      sweep.send(SIGCONT)
    }
    let result = sweep.finish()
    #expect(result.code == 0, "\(result.err)")
    #expect(try faults.workspace.report() == faults.report)
    #expect(try FaultWorkspace.results(of: faults.file(FaultWorkspace.storePath)) == faults.store)
  }

  @Test("A reader that goes away ends neither a sweep nor its report", arguments: ["out", "err"])
  func reader(closed: String) throws {
    let faults = try FaultWorkspace()
    let (process, out, err) = try faults.workspace.process(["sweep", "tiny"])
    process.standardOutput = closed == "out" ? out : FileHandle.nullDevice
    process.standardError = closed == "err" ? err : FileHandle.nullDevice
    try process.run()
    // Nobody has read a byte; whatever is printed is a broken pipe.
    try (closed == "out" ? out : err).fileHandleForReading.close()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    #expect(try faults.workspace.report() == faults.report)
  }
}
