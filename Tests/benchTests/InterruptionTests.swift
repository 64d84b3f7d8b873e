import Foundation
import Testing

@Suite("Interrupted sweeps")
struct InterruptionTests {
  /// The report of an undisturbed sweep, in a store of its own.
  private func undisturbed(_ workspace: SweepWorkspace) throws -> [String: Data] {
    let result = try workspace.run("sweep", "tiny", "--store", "whole", "--out", "whole-report")
    #expect(result.code == 0, "\(result.err)")
    return try workspace.report("whole-report")
  }

  /// The records of the store.
  private func records(_ workspace: SweepWorkspace) throws -> Set<String> {
    let root = workspace.file(".bench/store/records")
    let paths = try? FileManager.default.subpathsOfDirectory(atPath: root.path)
    return Set((paths ?? []).filter { $0.hasSuffix(".json") && !$0.contains("timing") })
  }

  @Test("SIGINT ends a sweep with 130; the same command completes the same report")
  func interrupt() throws {
    let workspace = try SweepWorkspace(pretextEpochs: 60)
    let expected = try undisturbed(workspace)
    let (process, _, err) = try workspace.process(["sweep", "tiny", "--jobs", "1"])
    try process.run()
    // The first line says that the plan is made and work begins.
    _ = err.fileHandleForReading.availableData
    Thread.sleep(forTimeInterval: 0.2)
    process.interrupt()
    _ = err.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(!FileManager.default.fileExists(atPath: workspace.file("reports/tiny").path))
    #expect(try workspace.run("sweep", "tiny").code == 0)
    #expect(try workspace.report() == expected)
  }

  @Test("Ten kills at random moments lose no record, and the report comes out the same")
  func kills() throws {
    let workspace = try SweepWorkspace(pretextEpochs: 30)
    let expected = try undisturbed(workspace)
    var known: Set<String> = []
    // Fixed delays between 20 and 500 ms: the fractional parts of multiples of the golden ratio.
    let delays = (1...10).map {
      0.02 + 0.48 * (Double($0) * 0.618_033_988_75).truncatingRemainder(dividingBy: 1)
    }
    for delay in delays {
      let (process, _, _) = try workspace.process(["sweep", "tiny"])
      try process.run()
      Thread.sleep(forTimeInterval: delay)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let now = try records(workspace)
      #expect(now.isSuperset(of: known), "no record is lost")
      known = now
    }
    let result = try workspace.run("sweep", "tiny")
    #expect(result.code == 0, "\(result.err)")
    #expect(!result.err.contains("damaged"))
    #expect(try workspace.report() == expected)
  }

  @Test("Two sweeps at once on one store make the same report")
  func together() throws {
    let workspace = try SweepWorkspace()
    let expected = try undisturbed(workspace)
    let processes = try ["one", "two"].map { name in
      let (process, out, err) = try workspace.process(["sweep", "tiny", "--out", name])
      try process.run()
      return (name, process, out, err)
    }
    for (name, process, out, err) in processes {
      _ = out.fileHandleForReading.readDataToEndOfFile()
      let text = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(text)")
      #expect(try workspace.report(name) == expected)
    }
  }

  @Test("A record that was edited is reported, made again, and kept aside")
  func damage() throws {
    let workspace = try SweepWorkspace()
    #expect(try workspace.run("sweep", "tiny").code == 0)
    let report = try workspace.report()
    let name = try #require(try records(workspace).min())
    try workspace.edit(".bench/store/records/\(name)", "\"epochs\":", "\"epochs\":1")
    let result = try workspace.run("sweep", "tiny")
    #expect(result.code == 0)
    #expect(result.err.contains("was damaged"))
    #expect(result.err.contains("14 runs: 13 in the store, 1 to do"))
    #expect(try workspace.report() == report)
  }
}
