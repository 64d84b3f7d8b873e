#if os(Linux)
  import Foundation
  import Testing

  @Suite(
    "A read-only disk", .enabled(if: Mount.isPossible, "needs root, to mount a folder read-only"))
  struct ReadOnlyTests {
    @Test("A whole store can be swept and reported on; nothing in it changes")
    func whole() throws {
      let faults = try FaultWorkspace()
      try faults.fill()
      let disk = try #require(Mount(readOnly: faults.file(FaultWorkspace.storePath)))
      defer { disk.end() }
      try faults.expectCompletion()
      #expect(try faults.workspace.run("report", "tiny", "--out", "other").code == 0)
      #expect(try faults.workspace.report("other") == faults.report)
    }

    @Test("A store that lacks a run says so by one line, and its report says what is missing")
    func missing() throws {
      let faults = try FaultWorkspace()
      try faults.fill()
      let record = try faults.record()
      try FileManager.default.removeItem(
        at: faults.file("\(FaultWorkspace.storePath)/records/\(record)"))
      let disk = try #require(Mount(readOnly: faults.file(FaultWorkspace.storePath)))
      defer { disk.end() }
      let sweep = try faults.workspace.run("sweep", "tiny")
      #expect(sweep.code == 74)
      #expect(sweep.err.contains("13 in the store, 1 to do"))
      #expect(sweep.err.contains("Read-only file system; give --store a folder that can be read"))
      let report = try faults.workspace.run("report", "tiny")
      #expect(report.code == 0 && report.err.contains("13 of 14 runs are there, 1 is missing"))
    }

    @Test("A damaged record is reported, not used, and stays where it is")
    func damaged() throws {
      let faults = try FaultWorkspace()
      try faults.fill()
      let path = "\(FaultWorkspace.storePath)/records/\(try faults.record())"
      try Data("{".utf8).write(to: faults.file(path))
      let disk = try #require(Mount(readOnly: faults.file(FaultWorkspace.storePath)))
      defer { disk.end() }
      let report = try faults.workspace.run("report", "tiny")
      #expect(report.code == 0)
      #expect(report.err.contains("and it stays where it is"), "\(report.err)")
      #expect(report.err.contains("13 of 14 runs are there, 1 is missing"))
      #expect(try Data(contentsOf: faults.file(path)) == Data("{".utf8))
    }

    @Test("A report's folder that is read-only: unchanged is fine, anything else is one line")
    func report() throws {
      let faults = try FaultWorkspace()
      try faults.expectCompletion()
      let disk = try #require(Mount(readOnly: faults.file(FaultWorkspace.reportPath)))
      defer { disk.end() }
      try faults.expectCompletion()
      let more = try faults.workspace.run(
        "sweep", "tiny", "--labels", "20", "--out", FaultWorkspace.reportPath, "--force")
      #expect(more.code == 74)
      #expect(more.err.contains("Read-only file system; check the folder's rights"), "\(more.err)")
      #expect(try faults.workspace.report() == faults.report)
    }
  }
#endif
